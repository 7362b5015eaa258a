import java.util.List;
import java.util.function.DoubleSupplier;
import smile.validation.metric.CrossEntropy;
import smile.validation.metric.LogLoss;

/// Smile: on one thread, and without gradients; it has no loss of logits to be called alone.
public final class SmilePeer implements Contender {
    public SmilePeer(int threads) {}

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        if (task.floats()) {
            return List.of();
        }
        return switch (task.kind()) {
            case PROBABILITY -> {
                var y = new int[task.rows()];
                for (int i = 0; i < y.length; i++) {
                    y[i] = rows.happened()[i];
                }
                yield pass(task, () -> LogLoss.of(y, rows.p()));
            }
            case CLASS_LOSS -> {
                if (!task.loss().equals("cross_entropy")) {
                    yield List.of();
                }
                var p = new double[task.rows()][task.classes()];
                for (int i = 0; i < p.length; i++) {
                    System.arraycopy(rows.p(), i * task.classes(), p[i], 0, task.classes());
                }
                yield pass(task, () -> CrossEntropy.of(rows.label(), p));
            }
            default -> List.of();
        };
    }

    private static List<Pass> pass(Task task, DoubleSupplier mean) {
        return List.of(new Pass() {
            @Override
            public void run(int times) {
                for (int i = 0; i < times; i++) {
                    mean.getAsDouble();
                }
            }

            @Override
            public double total() {
                return task.rows() * mean.getAsDouble();
            }
        });
    }
}
