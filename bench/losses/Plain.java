import java.util.List;

/// Loops as a competent programmer writes them, with {@link Math} and running sums.
public final class Plain implements Contender {
    private final Crew crew;

    public Plain(int threads) {
        crew = new Crew(threads);
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        byte[] y = rows.happened();
        int[] label = rows.label();
        int n = task.rows();
        return List.of(
                switch (task.kind()) {
                    case PROBABILITY ->
                        task.floats()
                                ? crew.pass(n, s -> () -> PlainLosses.logLoss(y, rows.floats(), s.from(), s.to()))
                                : crew.pass(n, s -> () -> PlainLosses.logLoss(y, rows.p(), s.from(), s.to()));
                    case LOGIT -> task.floats() ? logit(y, rows.floats()) : logit(y, rows.p());
                    case CLASSES ->
                        task.floats()
                                ? classes(label, rows.floats(), task.classes())
                                : classes(label, rows.p(), task.classes());
                    case ROW_LOSS -> {
                        PlainLosses.Row loss = PlainLosses.row(task.loss());
                        yield crew.pass(n, s -> () -> loss.sum(rows.y(), rows.p(), s.from(), s.to()));
                    }
                    case CLASS_LOSS -> {
                        PlainLosses.Classes loss = PlainLosses.classes(task.loss());
                        double[][] columns = Columns.of(rows.p(), task.classes());
                        yield crew.pass(n, s -> () -> loss.sum(label, columns, s.from(), s.to()));
                    }
                });
    }

    private Pass logit(byte[] y, double[] z) {
        var loss = new double[z.length];
        var gradient = new double[z.length];
        return crew.pass(
                z.length,
                s -> () -> {
                    PlainGradients.logit(y, z, loss, gradient, s.from(), s.to());
                    return 0;
                },
                () -> Columns.sum(loss),
                () -> Columns.squares(gradient));
    }

    private Pass logit(byte[] y, float[] z) {
        var loss = new float[z.length];
        var gradient = new float[z.length];
        return crew.pass(
                z.length,
                s -> () -> {
                    PlainGradients.logit(y, z, loss, gradient, s.from(), s.to());
                    return 0;
                },
                () -> Columns.sum(loss),
                () -> Columns.squares(gradient));
    }

    private Pass classes(int[] label, double[] z, int classes) {
        var loss = new double[label.length];
        var gradient = new double[z.length];
        return crew.pass(
                label.length,
                s -> () -> {
                    PlainGradients.classes(label, z, classes, loss, gradient, s.from(), s.to());
                    return 0;
                },
                () -> Columns.sum(loss),
                () -> Columns.squares(gradient));
    }

    private Pass classes(int[] label, float[] z, int classes) {
        var loss = new float[label.length];
        var gradient = new float[z.length];
        return crew.pass(
                label.length,
                s -> () -> {
                    PlainGradients.classes(label, z, classes, loss, gradient, s.from(), s.to());
                    return 0;
                },
                () -> Columns.sum(loss),
                () -> Columns.squares(gradient));
    }

    @Override
    public void close() {
        crew.close();
    }
}
