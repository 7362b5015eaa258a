import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/// Sums many values that are hard to sum, whose exact sum is known by the way they are made, on all processors.
///
/// Value i and value n - 1 - i cancel: they are ±x, with x a hash of i that is huge (up to 1.8e308), subnormal, of any
/// magnitude between, or ordinary. But of each thousand or so two are not paired, the smallest double 2^-1074 and the
/// rounding unit of the largest, 2^971: they alone make the sum.
final class Totals {
    private static final int PARTS = 64;
    private static final int BLOCK = 4096;
    private static final int EVERY = 1000;

    private final long values;

    private Totals(long values) {
        this.values = values;
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        if (!Path.of(arguments[0]).isAbsolute()) {
            throw new IllegalArgumentException("started by bench/run only");
        }
        new Totals(options.number("values", 100_000_000)).run();
    }

    private void run() throws InterruptedException, ExecutionException {
        int threads = Runtime.getRuntime().availableProcessors();
        // Once before it counts, to have the loops compiled.
        sum(0, Math.min(values, 2_000_000));
        long start = System.nanoTime();
        List<ExactSum> parts = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<ExactSum>> pending = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                long from = at(part);
                long to = at(part + 1);
                pending.add(pool.submit(() -> sum(from, to)));
            }
            for (Future<ExactSum> each : pending) {
                parts.add(each.get());
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;

        byte[] state = merged(parts, new SplittableRandom(0)).toBytes();
        boolean same = true;
        for (int tree = 1; tree <= 100; tree++) {
            same &= Arrays.equals(
                    state, merged(parts, new SplittableRandom(tree)).toBytes());
        }
        ExactSum whole = ExactSum.fromBytes(state);
        boolean exact = whole.exact().equals(expected());
        System.out.printf(
                Locale.ROOT,
                "%,d values in %.2f s on %d threads, their making included: %.0f million values/s%n",
                values,
                seconds,
                threads,
                values / seconds * 1e-6);
        System.out.println("  sum: " + whole.value() + ", " + (exact ? "exact in every digit" : "WRONG"));
        System.out.println("  100 random trees of " + PARTS + " parts: "
                + (same ? "the same state, byte for byte" : "DIFFERENT states"));
        System.out.println("  saved state: " + state.length + " bytes");
        speed();
        if (!exact || !same) {
            System.exit(1);
        }
    }

    private long at(int part) {
        return Math.multiplyExact(values, part) / PARTS;
    }

    private ExactSum sum(long from, long to) {
        var sum = new ExactSum();
        var block = new double[BLOCK];
        for (long i = from; i < to; i += BLOCK) {
            int n = (int) Math.min(BLOCK, to - i);
            for (int k = 0; k < n; k++) {
                block[k] = value(i + k);
            }
            sum.add(block, n);
        }
        return sum;
    }

    private double value(long i) {
        long mirrored = values - 1 - i;
        long pair = Math.min(i, mirrored);
        if (i == mirrored || pair % EVERY == 0) {
            return Double.MIN_VALUE;
        }
        if (pair % EVERY == 1) {
            return 0x1p971;
        }
        double x = hard(hash(pair));
        return i < mirrored ? x : -x;
    }

    private Dyadic expected() {
        long pairs = values / 2;
        long small = 2 * ((pairs + EVERY - 1) / EVERY) + values % 2;
        long large = 2 * ((pairs + EVERY - 2) / EVERY);
        return new Dyadic(BigInteger.valueOf(small), -1074).plus(new Dyadic(BigInteger.valueOf(large), 971));
    }

    /// One value in four each: near the largest double, subnormal, of any magnitude, between 1 and 2.
    private static double hard(long bits) {
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        long exponent = switch ((int) (bits >>> 60) & 3) {
            case 0 -> 0x7FE - (bits >>> 52 & 3);
            case 1 -> 0;
            case 2 -> (bits >>> 49) % 0x7FF;
            default -> 1023;
        };
        return Double.longBitsToDouble(bits & Long.MIN_VALUE | exponent << 52 | fraction);
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
    private static long hash(long i) {
        long z = i * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /// Merges copies of the parts two at a time, chosen at random, until one is left.
    private static ExactSum merged(List<ExactSum> parts, SplittableRandom random) {
        List<ExactSum> left = new ArrayList<>();
        parts.forEach(part -> left.add(ExactSum.fromBytes(part.toBytes())));
        while (left.size() > 1) {
            ExactSum one = left.remove(random.nextInt(left.size()));
            left.get(random.nextInt(left.size())).merge(one);
        }
        return left.getFirst();
    }

    /// What a value costs that is in the cache, on one thread; the fastest of many rounds.
    private void speed() {
        var random = new SplittableRandom(1);
        double[] easy = random.doubles(BLOCK).map(u -> -Math.log(u)).toArray();
        var hard = new double[BLOCK];
        Arrays.setAll(hard, i -> hard(hash(i)));
        System.out.printf(
                Locale.ROOT,
                "  a value in the cache, one thread: %.2f ns among log losses, %.2f ns among values like these%n",
                nanoseconds(easy),
                nanoseconds(hard));
    }

    private static double nanoseconds(double[] block) {
        var sum = new ExactSum();
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 2000; round++) {
            long start = System.nanoTime();
            for (int k = 0; k < 10; k++) {
                sum.add(block, block.length);
            }
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest / (10.0 * block.length);
    }
}
