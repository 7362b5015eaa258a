import java.nio.file.Path;
import java.util.Arrays;
import smile.classification.LogisticRegression;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.OLS;

/// Smile's fits.
public final class SmilePeer {
    private SmilePeer() {}

    /// Arguments: which fit, the task, the folder of the data, how often.
    public static void main(String[] arguments) {
        String task = arguments[1];
        Path folder = Path.of(arguments[2]);
        int rows = Numbers.rows(task);
        double[][] x = Numbers.doubles(folder.resolve(task + ".x"), Numbers.columns(task), rows);
        double[] y = Numbers.doubles(folder.resolve(task + ".y"), 1, rows)[0];
        for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
            if (arguments[0].equals("OLS")) {
                squares(x, y);
            } else if (task.equals("T4")) {
                classes(x, y);
            } else {
                logistic(x, y);
            }
        }
    }

    private static void logistic(double[][] x, double[] y) {
        double[][] rows = rows(x, y.length);
        int[] labels = Arrays.stream(y).mapToInt(v -> (int) v).toArray();
        long start = System.nanoTime();
        var model = LogisticRegression.binomial(rows, labels, new LogisticRegression.Options(0, 1e-10, 1000));
        System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
        double[] p = new double[2];
        double deviance = 0;
        for (int i = 0; i < y.length; i++) {
            model.predict(rows[i], p);
            deviance -= 2 * Math.log(p[labels[i]]);
        }
        System.out.println("objective " + deviance);
    }

    private static void classes(double[][] x, double[] y) {
        double[][] rows = rows(x, y.length);
        int[] labels = Arrays.stream(y).mapToInt(v -> (int) v).toArray();
        long start = System.nanoTime();
        var model = LogisticRegression.multinomial(rows, labels, new LogisticRegression.Options(0, 1e-10, 1000));
        System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
        double[] p = new double[Numbers.CLASSES];
        double deviance = 0;
        for (int i = 0; i < y.length; i++) {
            model.predict(rows[i], p);
            deviance -= 2 * Math.log(p[labels[i]]);
        }
        System.out.println("objective " + deviance);
    }

    private static double[][] rows(double[][] x, int n) {
        double[][] rows = new double[n][x.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < x.length; j++) {
                rows[i][j] = x[j][i];
            }
        }
        return rows;
    }

    private static void squares(double[][] x, double[] y) {
        double[][] rows = new double[y.length][x.length + 1];
        String[] names = new String[x.length + 1];
        Arrays.setAll(names, j -> j < x.length ? "x" + j : "y");
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                rows[i][j] = x[j][i];
            }
            rows[i][x.length] = y[i];
        }
        DataFrame frame = DataFrame.of(rows, names);
        long start = System.nanoTime();
        var model = OLS.fit(Formula.lhs("y"), frame);
        model.ttest();
        System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
        System.out.println("objective " + model.RSS());
    }
}
