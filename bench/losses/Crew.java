import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/// Threads that share the rows: each has one stretch of them and does it so many times.
public final class Crew implements AutoCloseable {
    /// A stretch of rows.
    ///
    /// @param number the number of its thread, from 0
    /// @param from the first row
    /// @param to the row after the last
    public record Stretch(int number, int from, int to) {}

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

    public int threads() {
        return threads;
    }

    /// Runs all stretches, and returns the sum of what they return the last time.
    public double run(int rows, int times, ToDoubleFunction<Stretch> work) {
        List<Callable<Double>> calls = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            var stretch = new Stretch(t, bound(rows, t), bound(rows, t + 1));
            calls.add(() -> {
                double result = 0;
                for (int i = 0; i < times; i++) {
                    result = work.applyAsDouble(stretch);
                }
                return result;
            });
        }
        try {
            double sum = 0;
            for (Future<Double> part : pool.invokeAll(calls)) {
                sum += part.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int bound(int rows, int thread) {
        return (int) ((long) rows * thread / threads);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
