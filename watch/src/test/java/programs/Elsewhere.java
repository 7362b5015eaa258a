package programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Code that the tests do not record: it changes what it is given, keeps it, and changes it later. */
@SuppressWarnings("all")
public class Elsewhere {
    private final Random random;
    private final List<List<Integer>> kept = new ArrayList<>();
    private final List<int[]> arrays = new ArrayList<>();
    private final List<Integer> own = new ArrayList<>(List.of(1, 2, 3));

    public Elsewhere(long seed) {
        random = new Random(seed);
    }

    public void change(List<Integer> list) {
        switch (random.nextInt(5)) {
            case 0 -> list.add(random.nextInt(100));
            case 1 -> list.clear();
            case 2 -> list.replaceAll(x -> x + 1);
            case 3 -> list.addAll(List.of(7, 8, 9));
            default -> {
                list.add(0, -1);
                throw new IllegalStateException("half-way");
            }
        }
    }

    public void keep(List<Integer> list) {
        kept.add(list);
    }

    public void keep(int[] array) {
        arrays.add(array);
    }

    public void later() {
        kept.forEach(list -> list.add(random.nextInt(100)));
        arrays.forEach(array -> array[random.nextInt(array.length)]++);
    }

    public List<Integer> own() {
        return own;
    }

    public void deep(List<List<Integer>> lists) {
        lists.forEach(list -> list.add(5));
    }

    public void fill(Object array) {
        if (array instanceof int[] ints) {
            ints[random.nextInt(ints.length)] = random.nextInt(1000);
        }
    }
}
