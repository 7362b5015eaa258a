import java.util.List;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;
import org.surprisal.math.ExactSum;

/// Surprisal: every total is exact, whatever the order.
public final class Ours implements Contender {
    private static final int BLOCK = 2048;

    private final Crew crew;

    public Ours(int threads) {
        crew = new Crew(threads);
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        Loss loss = Catalogue.find(task.loss()).orElseThrow();
        return switch (task.kind()) {
            case PROBABILITY -> List.of(pass(task, loss, rows, null));
            case LOGIT -> {
                double[] gradient = new double[task.rows()];
                yield List.of(new WithGradient(pass(task, loss, rows, gradient), () -> Columns.squares(gradient)));
            }
            case CLASSES -> List.of();
            case ROW_LOSS -> List.of(pass(task, loss, rows, null));
            case CLASS_LOSS -> List.of();
        };
    }

    private Pass pass(Task task, Loss loss, Rows rows, double[] gradient) {
        var workers = new Worker[crew.threads()];
        for (int t = 0; t < workers.length; t++) {
            workers[t] = new Worker(loss);
        }
        return times -> crew.run(task.rows(), times, s -> workers[s.number()].total(rows, s.from(), s.to(), gradient));
    }

    private static final class Worker {
        private final Evaluator evaluator;
        private final double[] y = new double[BLOCK];
        private final double[] p = new double[BLOCK];
        private final double[] out = new double[BLOCK];
        private final double[] slope = new double[BLOCK];

        Worker(Loss loss) {
            evaluator = loss.evaluator();
        }

        double total(Rows rows, int from, int to, double[] gradient) {
            var sum = new ExactSum();
            for (int i = from; i < to; i += BLOCK) {
                int n = Math.min(BLOCK, to - i);
                load(rows, i, n);
                evaluator.rows(y, p, n, out, gradient == null ? null : slope, null);
                sum.add(out, n);
                if (gradient != null) {
                    System.arraycopy(slope, 0, gradient, i, n);
                }
            }
            return sum.value();
        }

        private void load(Rows rows, int from, int n) {
            if (rows.y().length > 0) {
                System.arraycopy(rows.y(), from, y, 0, n);
            } else {
                for (int i = 0; i < n; i++) {
                    y[i] = rows.happened()[from + i];
                }
            }
            if (rows.p().length > 0) {
                System.arraycopy(rows.p(), from, p, 0, n);
            } else {
                for (int i = 0; i < n; i++) {
                    p[i] = rows.floats()[from + i];
                }
            }
        }
    }

    @Override
    public void close() {
        crew.close();
    }
}
