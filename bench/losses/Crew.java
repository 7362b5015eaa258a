import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/// Threads that share the rows: each has one stretch of them.
public final class Crew implements AutoCloseable {
    /// A stretch of rows.
    ///
    /// @param from the first row
    /// @param to the row after the last
    public record Stretch(int from, int to) {
        public int rows() {
            return to - from;
        }
    }

    private final int threads;
    private final ExecutorService pool;

    public Crew(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }

    /// A pass in which each thread does its stretch and returns a part of the total.
    public Contender.Pass pass(int rows, Function<Stretch, DoubleSupplier> work) {
        return pass(rows, work, null, () -> Double.NaN);
    }

    /// A pass that leaves losses and gradients, which are summed when asked.
    public Contender.Pass pass(
            int rows, Function<Stretch, DoubleSupplier> work, DoubleSupplier total, DoubleSupplier squares) {
        List<DoubleSupplier> parts = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            parts.add(work.apply(new Stretch(bound(rows, t), bound(rows, t + 1))));
        }
        return new Shared(pool, parts, total, squares);
    }

    private int bound(int rows, int thread) {
        return (int) ((long) rows * thread / threads);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private record Shared(ExecutorService pool, List<DoubleSupplier> parts, DoubleSupplier left, DoubleSupplier squares)
            implements Contender.Pass {
        @Override
        public void run(int times) {
            sum(times);
        }

        @Override
        public double total() {
            return left == null ? sum(1) : left.getAsDouble();
        }

        @Override
        public double gradient() {
            return squares.getAsDouble();
        }

        private double sum(int times) {
            List<Callable<Double>> calls = new ArrayList<>();
            for (DoubleSupplier part : parts) {
                calls.add(() -> {
                    double result = 0;
                    for (int i = 0; i < times; i++) {
                        result = part.getAsDouble();
                    }
                    return result;
                });
            }
            try {
                double sum = 0;
                for (Future<Double> result : pool.invokeAll(calls)) {
                    sum += result.get();
                }
                return sum;
            } catch (InterruptedException | ExecutionException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
