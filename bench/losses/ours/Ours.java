import java.util.ArrayList;
import java.util.List;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;

/// Surprisal: every total is exact, whatever the order.
public final class Ours implements Contender {
    private final Crew crew;

    public Ours(int threads) {
        crew = new Crew(threads);
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        Loss loss = Catalogue.find(task.loss()).orElseThrow();
        Input p = task.floats() ? Input.of(rows.floats()) : Input.of(rows.p());
        return switch (task.kind()) {
            case PROBABILITY -> List.of(total(loss, Batch.of(Input.of(rows.happened()), p)));
            case LOGIT -> List.of(gradient(task, loss, Batch.of(Input.of(rows.happened()), p)));
            case CLASSES ->
                List.of(gradient(
                        task, loss, Batch.labelled(Input.of(rows.label()), Input.rowMajor(p, task.classes()))));
            case ROW_LOSS -> List.of(total(loss, Batch.of(Input.of(rows.y()), p)));
            case CLASS_LOSS ->
                List.of(total(
                        loss,
                        Batch.labelled(Input.of(rows.label()), Input.columns(Columns.of(rows.p(), task.classes())))));
        };
    }

    private Pass total(Loss loss, Batch batch) {
        return crew.pass(batch.rows(), stretch -> {
            Evaluator evaluator = loss.evaluator();
            Batch part = part(batch, stretch);
            return () -> part.rows() * evaluator.mean(part);
        });
    }

    private Pass gradient(Task task, Loss loss, Batch batch) {
        List<Arrays> arrays = new ArrayList<>();
        return crew.pass(
                batch.rows(),
                stretch -> {
                    Evaluator evaluator = loss.evaluator();
                    Batch part = part(batch, stretch);
                    var to = new Arrays(task, stretch.rows());
                    arrays.add(to);
                    return () -> {
                        evaluator.compute(part, to.results());
                        return 0;
                    };
                },
                () -> arrays.stream().mapToDouble(Arrays::sum).sum(),
                () -> arrays.stream().mapToDouble(Arrays::squares).sum());
    }

    private static Batch part(Batch batch, Crew.Stretch stretch) {
        Input target = batch.target().slice(stretch.from(), stretch.rows());
        Input prediction = batch.prediction().slice(stretch.from(), stretch.rows());
        return batch.labelled() ? Batch.labelled(target, prediction) : Batch.of(target, prediction);
    }

    @Override
    public void close() {
        crew.close();
    }

    /// Where losses and gradients go, as doubles or floats.
    private static final class Arrays {
        private final double[] values;
        private final double[] gradients;
        private final float[] floatValues;
        private final float[] floatGradients;
        private final Results results;

        Arrays(Task task, int rows) {
            boolean floats = task.floats();
            int elements = rows * task.classes();
            values = new double[floats ? 0 : rows];
            gradients = new double[floats ? 0 : elements];
            floatValues = new float[floats ? rows : 0];
            floatGradients = new float[floats ? elements : 0];
            Output value = floats ? Output.to(floatValues) : Output.to(values);
            Output gradient = floats ? Output.to(floatGradients) : Output.to(gradients);
            results = Results.NONE
                    .values(value)
                    .gradients(task.classes() == 1 ? gradient : Output.rowMajor(gradient, task.classes()));
        }

        Results results() {
            return results;
        }

        double sum() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            for (float value : floatValues) {
                sum += value;
            }
            return sum;
        }

        double squares() {
            return Columns.squares(gradients) + Columns.squares(floatGradients);
        }
    }
}
