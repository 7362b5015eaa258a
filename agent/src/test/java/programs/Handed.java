package programs;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands its containers to code that is not recorded, and lets that code change them now or later. */
@SuppressWarnings("all")
public class Handed {
    /** A list whose own methods say more than the JDK's. */
    static class Loud extends ArrayList<Integer> {
        @Override
        public boolean add(Integer value) {
            return super.add(value) && super.add(-value);
        }

        @Override
        public Iterator<Integer> iterator() {
            throw new UnsupportedOperationException("no");
        }

        @Override
        public int size() {
            return super.size();
        }
    }

    static class LoudLinked extends LinkedList<String> {
        @Override
        public ListIterator<String> listIterator(int from) {
            return super.listIterator(from);
        }
    }

    static class Recent extends LinkedHashMap<String, Integer> {
        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > 3;
        }
    }

    static class Box {
        int[] inside = {1, 2};
        List<String> names = new ArrayList<>();
        Box next;
    }

    static int[] primitives() {
        long[] longs = {3, 1, 2};
        Arrays.sort(longs);
        double[] doubles = {3, 1, 2};
        Arrays.sort(doubles);
        float[] floats = {3, 1, 2};
        Arrays.sort(floats);
        char[] chars = {'c', 'a', 'b'};
        Arrays.sort(chars);
        byte[] bytes = {3, 1, 2};
        Arrays.sort(bytes);
        short[] shorts = {3, 1, 2};
        Arrays.sort(shorts);
        boolean[] flags = new boolean[3];
        Arrays.fill(flags, true);
        String[] texts = {"c", "a", "b"};
        Arrays.sort(texts);
        Object[] mixed = new Object[3];
        try {
            System.arraycopy(new Object[] {"x", 1, "y"}, 0, texts, 0, 3);
        } catch (ArrayStoreException e) {
            System.out.println("stopped at " + texts[0] + texts[1]);
        }
        System.arraycopy(texts, 0, mixed, 0, 3);
        int[] ints = new int[1500];
        Arrays.setAll(ints, i -> 1500 - i);
        Arrays.sort(ints);
        int[] copy = new int[1500];
        System.arraycopy(ints, 0, copy, 0, 1500);
        System.out.println(longs[0] + doubles[1] + floats[2] + chars[0] + bytes[1] + shorts[2] + " " + flags[2]
                + Arrays.toString(texts) + mixed[1] + copy[7]);
        return ints;
    }

    static void lists() {
        List<Integer> list = new ArrayList<>(List.of(5, 3, 9, 1, 4));
        Collections.sort(list);
        Collections.swap(list, 0, 4);
        Collections.rotate(list, 2);
        Collections.addAll(list, 8);
        list.replaceAll(value -> value + 1);
        list.removeAll(List.of(4));
        list.addAll(0, List.of(7));
        list.subList(1, 3).clear();
        for (ListIterator<Integer> it = list.listIterator(); it.hasNext(); ) {
            int value = it.next();
            if (value == 7) {
                it.set(70);
                it.add(71);
            }
        }
        Integer[] array = {1, 2, 3};
        List<Integer> view = Arrays.asList(array);
        view.set(0, 10);
        array[1] = 20;
        Collections.reverse(view);
        Integer[] other = {7, 8, 9};
        System.arraycopy(other, 0, array, 0, 2);
        List<Integer> guarded = Collections.unmodifiableList(list);
        list.add(6);
        Vector<Integer> shared = new Vector<>(list);
        shared.add(3);
        CopyOnWriteArrayList<Integer> sharedToo = new CopyOnWriteArrayList<>(list);
        sharedToo.addIfAbsent(99);
        Loud loud = new Loud();
        loud.add(1);
        loud.addAll(List.of(4, 5));
        loud.removeIf(value -> value == 4);
        LoudLinked linked = new LoudLinked();
        linked.add("a");
        linked.addFirst("b");
        linked.removeLastOccurrence("a");
        PriorityQueue<Integer> queue = new PriorityQueue<>(list);
        queue.add(0);
        queue.poll();
        StringBuilder text = new StringBuilder("abc");
        text.insert(1, "xy").deleteCharAt(0).replace(0, 1, "zz").setLength(2);
        System.out.println(
                list + "" + view + guarded.size() + shared + sharedToo + loud.size() + linked + queue + text);
    }

    static void maps() {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        for (Map.Entry<String, Integer> entry : map.entrySet()) {
            entry.setValue(entry.getValue() * 10);
        }
        map.computeIfAbsent("c", key -> 3);
        map.compute("a", (key, value) -> null);
        map.keySet().remove("b");
        map.values().removeIf(value -> value > 5);
        map.putAll(Map.of("d", 4, "e", 5));
        map.replaceAll((key, value) -> value + key.length());
        Map<Integer, Integer> many = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            many.merge(i % 20, 1, Integer::sum);
        }
        many.entrySet().removeIf(entry -> entry.getKey() % 2 == 0);
        Recent recent = new Recent();
        for (String key : List.of("a", "b", "c", "a", "d", "e")) {
            recent.put(key, recent.getOrDefault(key, 0) + 1);
            recent.get("a");
        }
        ConcurrentHashMap<String, Integer> shared = new ConcurrentHashMap<>(map);
        shared.putIfAbsent("z", 26);
        Set<String> set = new TreeSet<>(map.keySet());
        set.retainAll(Set.of("c", "d"));
        set.addAll(List.of("p", "q", "r"));
        Set<Integer> large = new LinkedHashSet<>();
        large.addAll(many.keySet());
        large.clear();
        System.out.println(new TreeMap<>(map) + "" + many + recent + shared.size() + set + large);
    }

    static void kept() throws Exception {
        Box box = new Box();
        box.next = new Box();
        box.next.names.add("deep");
        Optional<Box> some = Optional.of(box);
        some.ifPresent(one -> one.names.add("lambda"));
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int[] row = {i};
            rows.add(row);
            java.nio.IntBuffer.wrap(row).put(0, -i);
        }
        int[] values = {3, 1, 2};
        java.nio.IntBuffer buffer = java.nio.IntBuffer.wrap(values);
        buffer.put(1, 50);
        Thread thread = new Thread(() -> {
            values[2] = 60;
            box.inside[0] = 70;
        });
        thread.start();
        thread.join();
        java.lang.reflect.Array.setInt(values, 0, 40);
        Object copy = Box.class.getDeclaredField("inside").get(box);
        System.out.println(Arrays.toString(values) + Arrays.toString((int[]) copy) + box.names + rows.get(79)[0]);
    }

    public static void main(String[] args) throws Exception {
        String secret = "swordfish"; // watch: ignore
        int[] hidden = {1, 2, 3}; // watch: ignore hidden
        hidden[0] = secret.length();
        Arrays.sort(hidden);
        System.out.println(primitives()[3] + hidden[2]);
        lists();
        maps();
        kept();
    }
}
