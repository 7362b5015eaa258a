import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.Path;
import org.surprisal.fit.PathFit;
import org.surprisal.fit.PathPoint;
import org.surprisal.fit.SparseFit;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.SparseRows;

/// Our fits: with coefficients, errors and the deviance.
public final class Ours {
    private Ours() {}

    /// Arguments: the task, the folder of the data, how often.
    public static void main(String[] arguments) {
        String task = arguments[0];
        java.nio.file.Path folder = java.nio.file.Path.of(arguments[1]);
        Numbers.make(task, folder);
        Supplier<DoubleSupplier> fit = task.equals("T7") ? sparse(folder) : fit(task, frame(task, folder));
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            long start = System.nanoTime();
            DoubleSupplier objective = fit.get();
            System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
            System.out.println("objective " + objective.getAsDouble());
        }
    }

    /// Fits, with the errors of the coefficients, and gives what tells the objective.
    private static Supplier<DoubleSupplier> fit(String task, Frame frame) {
        int threads = Runtime.getRuntime().availableProcessors();
        return switch (task) {
            case "T4" -> {
                ClassFit fit = Fit.multinomial("y ~ .").threads(threads);
                yield () -> {
                    FittedClasses fitted = fit.to(frame);
                    fitted.coefficients();
                    return fitted::deviance;
                };
            }
            case "T6" -> {
                PathFit fit = Fit.leastSquares("y ~ .").threads(threads).path(1).count(100);
                yield () -> {
                    Path path = fit.to(frame);
                    return () -> lasso(frame, path.points().get(99));
                };
            }
            default -> {
                Fit fit = switch (task) {
                    case "T1" -> Fit.glm("y ~ .", Family.BINOMIAL);
                    case "T2", "T3" -> Fit.glm("y ~ .", Family.POISSON);
                    default -> Fit.leastSquares("y ~ .");
                };
                yield () -> {
                    Fitted fitted = fit.threads(threads).to(frame);
                    fitted.coefficients();
                    return fitted::deviance;
                };
            }
        };
    }

    /// Sparse rows, with a penalty, to the end.
    private static Supplier<DoubleSupplier> sparse(java.nio.file.Path folder) {
        int rows = Numbers.rows("T7");
        int numbers = rows * Numbers.NONZEROS;
        SparseRows x = new SparseRows(
                Numbers.SPARSE_COLUMNS,
                Numbers.ints(folder.resolve("T7.starts"), 1, rows + 1)[0],
                Numbers.ints(folder.resolve("T7.columns"), 1, numbers)[0],
                Numbers.doubles(folder.resolve("T7.values"), 1, numbers)[0]);
        double[] y = Numbers.doubles(folder.resolve("T7.y"), 1, rows)[0];
        SparseFit fit = SparseFit.of(Family.BINOMIAL)
                .l2(1)
                .withoutIntercept()
                .threads(Runtime.getRuntime().availableProcessors());
        return () -> fit.to(x, y)::objective;
    }

    /// The objective of the least penalty: half the mean squared error, and the penalty of columns in units of their
    /// standard deviations.
    private static double lasso(Frame frame, PathPoint point) {
        int rows = frame.rows();
        double[] rest = ((Column.Doubles) frame.column("y")).values().clone();
        double penalty = 0;
        for (int j = 0; j < point.coefficients().length - 1; j++) {
            double[] x = ((Column.Doubles) frame.column("x" + j)).values();
            double b = point.coefficients()[j + 1];
            double mean = Arrays.stream(x).average().orElseThrow();
            double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / rows;
            penalty += Math.abs(b) * Math.sqrt(variance);
            for (int i = 0; i < rows; i++) {
                rest[i] -= b * x[i];
            }
        }
        double intercept = point.coefficients()[0];
        double squares =
                Arrays.stream(rest).map(r -> (r - intercept) * (r - intercept)).sum();
        return squares / (2 * rows) + point.lambda() * penalty;
    }

    private static Frame frame(String task, java.nio.file.Path folder) {
        int rows = Numbers.rows(task);
        Frame frame = Frame.EMPTY;
        double[][] x = Numbers.doubles(folder.resolve(task + ".x"), Numbers.columns(task), rows);
        for (int j = 0; j < x.length; j++) {
            frame = frame.with("x" + j, x[j]);
        }
        if (task.equals("T3")) {
            int[][] codes = Numbers.ints(folder.resolve("T3.codes"), Numbers.LEVELS.length, rows);
            for (int c = 0; c < codes.length; c++) {
                List<String> levels = IntStream.range(0, Numbers.LEVELS[c])
                        .mapToObj(level -> "l" + level)
                        .toList();
                frame = frame.with("c" + c, Column.categories(codes[c], levels));
            }
        }
        if (task.equals("T4")) {
            double[] y = Numbers.doubles(folder.resolve("T4.y"), 1, rows)[0];
            int[] codes = Arrays.stream(y).mapToInt(v -> (int) v).toArray();
            return frame.with("y", Column.categories(codes, List.of("a", "b", "c", "d", "e")));
        }
        return frame.with("y", Numbers.doubles(folder.resolve(task + ".y"), 1, rows)[0]);
    }
}
