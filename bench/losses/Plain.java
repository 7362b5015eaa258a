import java.util.List;

/// Loops as a competent programmer writes them, with {@link Math} and running sums, two logarithms where two are needed
/// and one where one is.
public final class Plain implements Contender {
    private final Crew crew;

    public Plain(int threads) {
        crew = new Crew(threads);
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        return List.of(pass(task, rows));
    }

    private Pass pass(Task task, Rows rows) {
        return switch (task.kind()) {
            case PROBABILITY ->
                task.floats() ? probability(rows.happened(), rows.floats()) : probability(rows.happened(), rows.p());
            case LOGIT -> task.floats() ? logit(rows.happened(), rows.floats()) : logit(rows.happened(), rows.p());
            case CLASSES ->
                task.floats()
                        ? classes(rows.label(), rows.floats(), task.classes())
                        : classes(rows.label(), rows.p(), task.classes());
            case ROW_LOSS -> rowLoss(PlainLosses.row(task.loss()), rows.y(), rows.p());
            case CLASS_LOSS -> classLoss(PlainLosses.classes(task.loss()), rows.label(), rows.p(), task.classes());
        };
    }

    private Pass rowLoss(PlainLosses.Row loss, double[] y, double[] p) {
        return times -> crew.run(p.length, times, s -> loss.sum(y, p, s.from(), s.to()));
    }

    private Pass classLoss(PlainLosses.Classes loss, int[] label, double[] p, int classes) {
        double[][] columns = Columns.of(p, classes);
        return times -> crew.run(label.length, times, s -> loss.sum(label, columns, s.from(), s.to()));
    }

    private Pass probability(byte[] y, double[] p) {
        return times -> crew.run(p.length, times, s -> {
            double sum = 0;
            for (int i = s.from(); i < s.to(); i++) {
                sum -= Math.log(y[i] != 0 ? p[i] : 1 - p[i]);
            }
            return sum;
        });
    }

    private Pass probability(byte[] y, float[] p) {
        return times -> crew.run(p.length, times, s -> {
            double sum = 0;
            for (int i = s.from(); i < s.to(); i++) {
                sum -= Math.log(y[i] != 0 ? p[i] : 1.0 - p[i]);
            }
            return sum;
        });
    }

    private Pass logit(byte[] y, double[] z) {
        var gradient = new double[z.length];
        return new WithGradient(
                times -> crew.run(z.length, times, s -> {
                    double sum = 0;
                    for (int i = s.from(); i < s.to(); i++) {
                        double e = Math.exp(-Math.abs(z[i]));
                        sum += Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(e);
                        gradient[i] = (z[i] < 0 ? e : 1) / (1 + e) - y[i];
                    }
                    return sum;
                }),
                () -> Columns.squares(gradient));
    }

    private Pass logit(byte[] y, float[] z) {
        var gradient = new float[z.length];
        return new WithGradient(
                times -> crew.run(z.length, times, s -> {
                    double sum = 0;
                    for (int i = s.from(); i < s.to(); i++) {
                        double e = Math.exp(-Math.abs(z[i]));
                        sum += Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(e);
                        gradient[i] = (float) ((z[i] < 0 ? e : 1) / (1 + e) - y[i]);
                    }
                    return sum;
                }),
                () -> Columns.squares(gradient));
    }

    private Pass classes(int[] label, double[] z, int classes) {
        var gradient = new double[z.length];
        return new WithGradient(
                times -> crew.run(label.length, times, s -> {
                    double total = 0;
                    for (int i = s.from(); i < s.to(); i++) {
                        int first = i * classes;
                        int last = first + classes;
                        double max = z[first];
                        for (int k = first + 1; k < last; k++) {
                            max = Math.max(max, z[k]);
                        }
                        double sum = 0;
                        for (int k = first; k < last; k++) {
                            double e = Math.exp(z[k] - max);
                            gradient[k] = e;
                            sum += e;
                        }
                        double inverse = 1 / sum;
                        for (int k = first; k < last; k++) {
                            gradient[k] *= inverse;
                        }
                        gradient[first + label[i]] -= 1;
                        total += Math.log(sum) + max - z[first + label[i]];
                    }
                    return total;
                }),
                () -> Columns.squares(gradient));
    }

    private Pass classes(int[] label, float[] z, int classes) {
        var gradient = new float[z.length];
        return new WithGradient(
                times -> crew.run(label.length, times, s -> {
                    double total = 0;
                    for (int i = s.from(); i < s.to(); i++) {
                        int first = i * classes;
                        int last = first + classes;
                        float max = z[first];
                        for (int k = first + 1; k < last; k++) {
                            max = Math.max(max, z[k]);
                        }
                        double sum = 0;
                        for (int k = first; k < last; k++) {
                            double e = Math.exp(z[k] - max);
                            gradient[k] = (float) e;
                            sum += e;
                        }
                        float inverse = (float) (1 / sum);
                        for (int k = first; k < last; k++) {
                            gradient[k] *= inverse;
                        }
                        gradient[first + label[i]] -= 1;
                        total += Math.log(sum) + max - z[first + label[i]];
                    }
                    return total;
                }),
                () -> Columns.squares(gradient));
    }

    @Override
    public void close() {
        crew.close();
    }
}
