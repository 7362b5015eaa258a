import java.util.Iterator;

/** Classes within classes: captured variables, generics with bridges, iterators, defaults of interfaces. */
public class Inner {
    private int secret = 3;

    class Counter implements Iterable<Integer> {
        private final int end;

        Counter(int end) {
            this.end = end;
        }

        @Override
        public Iterator<Integer> iterator() {
            int start = secret;
            return new Iterator<>() {
                int next = start;

                @Override
                public boolean hasNext() {
                    return next < end;
                }

                @Override
                public Integer next() {
                    secret++;
                    return next++;
                }
            };
        }
    }

    interface Greeter {
        String name();

        default String greet() {
            String hello = prefix();
            return hello + name();
        }

        private String prefix() {
            return "hello ";
        }
    }

    static class Node<T extends Comparable<T>> implements Comparable<Node<T>> {
        T value;
        Node<T> next;

        Node(T value, Node<T> next) {
            this.value = value;
            this.next = next;
        }

        @Override
        public int compareTo(Node<T> other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value + (next == null ? "" : "," + next);
        }
    }

    static abstract class Animal {
        abstract Object sound();
    }

    static class Dog extends Animal {
        @Override
        String sound() {
            return "woof";
        }
    }

    static <T extends Comparable<T>> T largest(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    static int sum(int... all) {
        int sum = 0;
        for (int one : all) {
            sum += one;
        }
        return sum;
    }

    public static void main(String[] args) {
        Inner outer = new Inner();
        int total = 0;
        for (int x : outer.new Counter(6)) {
            total += x;
        }
        System.out.println(total + outer.secret);
        Greeter greeter = () -> "you";
        System.out.println(greeter.greet());
        Node<Integer> list = new Node<>(2, new Node<>(1, null));
        System.out.println(list + " " + largest(list, list.next).value);
        Animal animal = new Dog();
        System.out.println(animal.sound());
        System.out.println(sum() + sum(1, 2));
        class Local {
            int times(int n) {
                return n * args.length + 1;
            }
        }
        System.out.println(new Local().times(2));
        System.out.println(new Object() {
            int hidden = 4;

            int get() {
                return hidden;
            }
        }.get());
    }
}
