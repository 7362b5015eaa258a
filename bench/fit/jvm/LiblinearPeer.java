import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.nio.file.Path;

/// Logistic regressions of liblinear-java, by its trust region method (L2R_LR).
public final class LiblinearPeer {
    /// As good as no penalty.
    private static final double FREE = 1e8;

    private LiblinearPeer() {}

    /// Arguments: which fit, the task, the folder of the data, how often.
    public static void main(String[] arguments) {
        String task = arguments[1];
        Path folder = Path.of(arguments[2]);
        boolean sparse = task.equals("T7");
        Problem problem = sparse ? sparse(folder) : dense(task, folder);
        Linear.disableDebugOutput();
        for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
            long start = System.nanoTime();
            Model model =
                    Linear.train(problem, new Parameter(SolverType.L2R_LR, sparse ? 1 : FREE, sparse ? 1e-8 : 1e-6));
            System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
            System.out.println("objective " + objective(problem, model, sparse));
        }
    }

    private static Problem dense(String task, Path folder) {
        int rows = Numbers.rows(task);
        double[][] x = Numbers.doubles(folder.resolve(task + ".x"), Numbers.columns(task), rows);
        Problem problem = problem(rows, x.length + 1);
        problem.bias = 1;
        problem.y = Numbers.doubles(folder.resolve(task + ".y"), 1, rows)[0];
        for (int i = 0; i < rows; i++) {
            problem.x[i] = new Feature[x.length + 1];
            for (int j = 0; j < x.length; j++) {
                problem.x[i][j] = new FeatureNode(j + 1, x[j][i]);
            }
            problem.x[i][x.length] = new FeatureNode(x.length + 1, 1);
        }
        return problem;
    }

    private static Problem sparse(Path folder) {
        int rows = Numbers.rows("T7");
        int[] starts = Numbers.ints(folder.resolve("T7.starts"), 1, rows + 1)[0];
        int[] columns = Numbers.ints(folder.resolve("T7.columns"), 1, starts[rows])[0];
        double[] values = Numbers.doubles(folder.resolve("T7.values"), 1, starts[rows])[0];
        Problem problem = problem(rows, Numbers.SPARSE_COLUMNS);
        problem.y = Numbers.doubles(folder.resolve("T7.y"), 1, rows)[0];
        for (int i = 0; i < rows; i++) {
            problem.x[i] = new Feature[starts[i + 1] - starts[i]];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                problem.x[i][k - starts[i]] = new FeatureNode(columns[k] + 1, values[k]);
            }
        }
        return problem;
    }

    private static Problem problem(int rows, int columns) {
        Problem problem = new Problem();
        problem.l = rows;
        problem.n = columns;
        problem.bias = -1;
        problem.x = new Feature[rows][];
        return problem;
    }

    /// Twice the log loss, or, of a penalised fit, the log loss and half the squared coefficients.
    private static double objective(Problem problem, Model model, boolean penalised) {
        double[] w = model.getFeatureWeights();
        int sign = model.getLabels()[0] == 1 ? 1 : -1;
        double sum = 0;
        for (int i = 0; i < problem.l; i++) {
            double z = 0;
            for (Feature feature : problem.x[i]) {
                z += sign * w[feature.getIndex() - 1] * feature.getValue();
            }
            sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - problem.y[i] * z;
        }
        double squares = 0;
        for (double each : w) {
            squares += each * each;
        }
        return penalised ? sum + squares / 2 : 2 * sum;
    }
}
