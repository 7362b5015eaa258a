/** Ways out of a method: thrown through frames, caught, finally, try with resources. */
public class Exceptions {
    static class Door implements AutoCloseable {
        final String name;

        Door(String name) {
            this.name = name;
        }

        @Override
        public void close() throws Exception {
            System.out.println("close " + name);
            if (name.equals("b")) {
                throw new Exception("jammed");
            }
        }
    }

    static int deep(int n) {
        if (n == 0) {
            throw new IllegalStateException("bottom");
        }
        try {
            return deep(n - 1) + 1;
        } finally {
            count++;
        }
    }

    static int count;

    static int finish(int way) {
        for (int i = 0; i < 3; i++) {
            try {
                if (way == 0) {
                    continue;
                }
                if (way == 1) {
                    break;
                }
                if (way == 2) {
                    return i;
                }
                Object o = null;
                o.hashCode();
            } catch (NullPointerException e) {
                count += 10;
                if (i == 1) {
                    throw new RuntimeException(e);
                }
            } finally {
                count++;
            }
        }
        return count;
    }

    static String open(String one, String two) {
        try (Door a = new Door(one);
                Door b = new Door(two)) {
            return "in";
        } catch (Exception e) {
            return e.getMessage();
        } finally {
            System.out.println("out");
        }
    }

    static synchronized int locked(int n) {
        synchronized (Exceptions.class) {
            if (n > 0) {
                return n;
            }
        }
        return -n;
    }

    public static void main(String[] args) {
        try {
            deep(3);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + count);
        }
        for (int way = 0; way < 4; way++) {
            try {
                System.out.println(finish(way));
            } catch (RuntimeException e) {
                System.out.println("wrapped");
            }
        }
        System.out.println(open("a", "c") + open("a", "b"));
        System.out.println(locked(1) + locked(-1));
        try {
            int[] a = new int[1];
            a[
                    count
            ] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            count = 0;
        }
        try {
            Object o = "s";
            Integer i = (Integer) o;
        } catch (ClassCastException | IllegalArgumentException e) {
            count = -1;
        }
        throw new UnsupportedOperationException("the end");
    }
}
