package programs;

import java.lang.reflect.Array;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.stream.*;

/** Changes collections at random in every way there is, and prints after each change what they hold. */
@SuppressWarnings("all")
public class Churn {
    private static final int OPERATIONS = 300;

    public static void main(String[] args) {
        long seed = Long.getLong("churn.seed", 1);
        Random random = new Random(seed);
        Elsewhere elsewhere = new Elsewhere(seed);
        List<Integer> list = new ArrayList<>(List.of(5, 3, 9));
        LinkedList<Integer> linked = new LinkedList<>();
        Deque<Integer> deque = new ArrayDeque<>();
        Queue<Integer> heap = new PriorityQueue<>();
        Map<Integer, Integer> hash = new HashMap<>();
        TreeMap<Integer, Integer> tree = new TreeMap<>();
        Map<Integer, Integer> access = new LinkedHashMap<>(16, 0.75f, true);
        Set<Integer> set = new HashSet<>();
        TreeSet<Integer> sorted = new TreeSet<>();
        Deque<Integer> shared = new ConcurrentLinkedDeque<>();
        int[] array = new int[12];
        Integer[] boxed = {1, 2, 3, 4};
        List<Integer> wrapped = Arrays.asList(boxed);
        StringBuilder text = new StringBuilder("ab");
        List<List<Integer>> nested = new ArrayList<>(List.of(new ArrayList<>(), new LinkedList<>()));
        List<Integer> theirs = elsewhere.own();
        Consumer<Integer> adder = linked::add;
        Comparator<Integer> failing = (a, b) -> {
            if (random.nextInt(4) == 0) {
                throw new IllegalStateException("comparator");
            }
            return a.compareTo(b);
        };
        for (int step = 0; step < OPERATIONS; step++) {
            int k = random.nextInt(10);
            int v = random.nextInt(100);
            int operation = random.nextInt(76);
            try {
                switch (operation) {
                    case 0 -> list.add(v);
                    case 1 -> list.add(random.nextInt(list.size() + 1), v);
                    case 2 -> list.remove(k % Math.max(1, list.size()));
                    case 3 -> list.remove(Integer.valueOf(v));
                    case 4 -> list.set(k % Math.max(1, list.size()), v);
                    case 5 -> Collections.sort(list);
                    case 6 -> list.sort(failing);
                    case 7 -> Collections.shuffle(list, new Random(v));
                    case 8 -> list.subList(0, list.size() / 2).clear();
                    case 9 -> list.removeIf(x -> x % 3 == 0);
                    case 10 ->
                        list.replaceAll(x -> {
                            if (x == 50) {
                                throw new IllegalStateException("replace");
                            }
                            return x + 1;
                        });
                    case 11 -> list.addAll(List.of(v, v + 1));
                    case 12 -> {
                        Iterator<Integer> it = list.iterator();
                        if (it.hasNext()) {
                            it.next();
                            it.remove();
                        }
                    }
                    case 13 -> {
                        ListIterator<Integer> it = list.listIterator();
                        while (it.hasNext()) {
                            if (it.next() % 2 == 0) {
                                it.set(v);
                            } else if (k == 3) {
                                it.add(-v);
                            }
                        }
                    }
                    case 14 -> linked.addFirst(v);
                    case 15 -> linked.removeLast();
                    case 16 -> linked.descendingIterator().next();
                    case 17 -> linked.reversed().addFirst(v);
                    case 18 -> adder.accept(v);
                    case 19 -> list.forEach(adder);
                    case 20 -> deque.push(v);
                    case 21 -> deque.pop();
                    case 22 -> deque.offerLast(v);
                    case 23 -> deque.pollLast();
                    case 24 -> deque.removeIf(x -> x > 50);
                    case 25 -> heap.add(v);
                    case 26 -> heap.poll();
                    case 27 -> heap.remove(v);
                    case 28 -> hash.put(k, v);
                    case 29 -> hash.merge(k, 1, Integer::sum);
                    case 30 -> hash.computeIfAbsent(k, x -> v);
                    case 31 -> hash.keySet().remove(k);
                    case 32 -> hash.values().removeIf(x -> x > 50);
                    case 33 -> hash.entrySet().removeIf(e -> e.getKey() == k);
                    case 34 -> {
                        for (Map.Entry<Integer, Integer> entry : hash.entrySet()) {
                            entry.setValue(entry.getValue() + 1);
                        }
                    }
                    case 35 -> hash.entrySet().forEach(e -> e.setValue(v));
                    case 36 -> hash.entrySet().iterator().next().setValue(v);
                    case 37 -> tree.put(k, v);
                    case 38 -> tree.pollFirstEntry();
                    case 39 -> tree.headMap(k).clear();
                    case 40 -> tree.descendingMap().put(k, v);
                    case 41 -> tree.compute(k, (a, b) -> b == null ? v : null);
                    case 42 -> tree.tailMap(k).replaceAll((a, b) -> b + 1);
                    case 43 -> access.put(k, v);
                    case 44 -> access.get(k);
                    case 45 -> access.getOrDefault(k, 1);
                    case 46 -> access.remove(k);
                    case 47 -> set.add(v);
                    case 48 -> set.remove(v);
                    case 49 -> set.addAll(list);
                    case 50 -> set.retainAll(List.of(v, v + 1, v + 2, v + 3, 1, 2, 3, 4, 5));
                    case 51 -> sorted.add(v);
                    case 52 -> sorted.pollFirst();
                    case 53 -> sorted.headSet(v).clear();
                    case 54 -> shared.add(v);
                    case 55 -> shared.pollFirst();
                    case 56 -> array[k] = v;
                    case 57 -> Arrays.fill(array, k, k + 2, v);
                    case 58 -> Arrays.sort(array);
                    case 59 -> System.arraycopy(array, 0, array, 2, k);
                    case 60 ->
                        Arrays.setAll(array, i -> {
                            if (i == 7 && k == 7) {
                                throw new IllegalStateException("set all");
                            }
                            return i * v;
                        });
                    case 61 -> Array.setInt(array, k, v);
                    case 62 -> boxed[k % 4] = v;
                    case 63 -> wrapped.set(k % 4, v);
                    case 64 -> Arrays.sort(boxed, failing);
                    case 65 -> text.append(v);
                    case 66 -> text.insert(0, 'x').reverse();
                    case 67 -> text.setLength(Math.min(text.length(), k));
                    case 68 -> nested.get(k % 2).add(v);
                    case 69 -> nested.forEach(Collections::sort);
                    case 70 -> nested.stream().filter(x -> x.size() > 2).forEach(List::clear);
                    case 71 -> elsewhere.change(list);
                    case 72 -> {
                        if (k == 0) {
                            elsewhere.keep(list);
                            elsewhere.keep(array);
                        }
                        elsewhere.later();
                    }
                    case 73 -> elsewhere.deep(nested);
                    case 74 -> elsewhere.fill(array);
                    default -> {
                        Collections.unmodifiableList(theirs);
                        Collections.synchronizedList(theirs).add(v);
                        elsewhere.change(theirs);
                    }
                }
            } catch (RuntimeException e) {
                // As it should be: part of the change may have happened.
            }
            if (list.size() > 30) {
                list.clear();
            }
            check("list", list);
            check("linked", linked);
            check("deque", deque);
            check("heap", heap);
            check("hash", new TreeMap<>(hash));
            check("tree", tree);
            check("access", access);
            check("set", new TreeSet<>(set));
            check("sorted", sorted);
            check("shared", shared);
            check("array", Arrays.toString(array));
            check("boxed", Arrays.toString(boxed));
            check("wrapped", wrapped);
            check("text", text);
            check("nested", nested);
            check("theirs", theirs);
            check("operation", operation);
        }
    }

    static void check(String name, Object contents) {
        System.out.println(name + "=" + contents);
    }
}
