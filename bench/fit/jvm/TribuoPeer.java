import java.nio.file.Path;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/// Tribuo's multinomial logit, by stochastic gradients: it comes near, and no nearer.
public final class TribuoPeer {
    private static final int EPOCHS = 20;

    private TribuoPeer() {}

    /// Arguments: which fit, the task, the folder of the data, how often.
    public static void main(String[] arguments) {
        String task = arguments[1];
        Path folder = Path.of(arguments[2]);
        int rows = Numbers.rows(task);
        double[][] x = Numbers.doubles(folder.resolve(task + ".x"), Numbers.columns(task), rows);
        double[] y = Numbers.doubles(folder.resolve(task + ".y"), 1, rows)[0];
        String[] names = new String[x.length];
        for (int j = 0; j < names.length; j++) {
            names[j] = "x" + (100 + j);
        }
        var labels = new LabelFactory();
        var data = new MutableDataset<Label>(new SimpleDataSourceProvenance(task, labels), labels);
        for (int i = 0; i < rows; i++) {
            double[] row = new double[x.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = x[j][i];
            }
            data.add(new ArrayExample<>(new Label(Integer.toString((int) y[i])), names, row));
        }
        for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
            long start = System.nanoTime();
            var model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1, 0.1), EPOCHS, 1).train(data);
            System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
            double deviance = 0;
            for (var example : data) {
                deviance -= 2
                        * Math.log(model.predict(example)
                                .getOutputScores()
                                .get(example.getOutput().getLabel())
                                .getScore());
            }
            System.out.println("objective " + deviance);
        }
    }
}
