import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;

/// Our fits: with coefficients, errors and the deviance.
public final class Ours {
    private Ours() {}

    /// Arguments: the task, the folder of the data, how often.
    public static void main(String[] arguments) {
        String task = arguments[0];
        Path folder = Path.of(arguments[1]);
        Numbers.make(task, folder);
        Frame frame = frame(task, folder);
        Fit fit = switch (task) {
            case "T1" -> Fit.glm("y ~ .", Family.BINOMIAL);
            case "T2", "T3" -> Fit.glm("y ~ .", Family.POISSON);
            default -> Fit.leastSquares("y ~ .");
        };
        Fit threaded = fit.threads(Runtime.getRuntime().availableProcessors());
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            long start = System.nanoTime();
            Fitted fitted = threaded.to(frame);
            fitted.coefficients();
            double objective = fitted.deviance();
            System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
            System.out.println("objective " + objective);
        }
    }

    private static Frame frame(String task, Path folder) {
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
        return frame.with("y", Numbers.doubles(folder.resolve(task + ".y"), 1, rows)[0]);
    }
}
