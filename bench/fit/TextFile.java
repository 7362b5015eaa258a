import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The numbers of T1 as text, with six decimals.
public final class TextFile {
    private TextFile() {}

    /// Arguments: the folder of the data, the file.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Numbers.make("T1", folder);
        int rows = Numbers.rows("T1");
        double[][] x = Numbers.doubles(folder.resolve("T1.x"), Numbers.columns("T1"), rows);
        double[] y = Numbers.doubles(folder.resolve("T1.y"), 1, rows)[0];
        Path half = folder.resolve("half.csv");
        try (BufferedWriter out = Files.newBufferedWriter(half)) {
            out.write("y");
            for (int j = 0; j < x.length; j++) {
                out.write(",x" + j);
            }
            for (int i = 0; i < rows; i++) {
                out.write(y[i] == 1 ? "\n1" : "\n0");
                for (double[] column : x) {
                    out.write(',');
                    out.write(String.format(Locale.ROOT, "%.6f", column[i]));
                }
            }
            out.write('\n');
        }
        Files.move(half, Path.of(arguments[1]));
    }
}
