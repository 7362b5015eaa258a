/** What is watched: a bubble sort of ints, timed by itself; in one variable also the loop that writes it. */
public final class Bubble {
    private Bubble() {}

    static void sort(int[] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j + 1 < a.length - i; j++) {
                if (a[j] > a[j + 1]) {
                    int t = a[j];
                    a[j] = a[j + 1];
                    a[j + 1] = t;
                }
            }
        }
    }

    static double fit(int steps) {
        double loss = 1;
        for (int i = 0; i < steps; i++) {
            loss = loss * 0.999 + i * 1e-9;
        }
        return loss;
    }

    public static void main(String[] arguments) {
        int size = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        java.util.Random random = new java.util.Random(1);
        int[] first = random.ints(size).toArray();
        long best = Long.MAX_VALUE;
        long all = 0;
        double kept = 0;
        for (int i = 0; i < runs; i++) {
            int[] a = first.clone();
            long start = System.nanoTime();
            if (arguments[0].equals("sort")) {
                sort(a);
            } else {
                kept += fit(size);
            }
            long time = System.nanoTime() - start;
            best = Math.min(best, time);
            all += time;
        }
        System.out.println(best + " " + all + " " + kept);
    }
}
