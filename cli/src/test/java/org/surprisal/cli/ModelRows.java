package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.tools.ToolProvider;
import org.surprisal.report.fit.ModelReader;

/** Rows to fit models to, and models taken to other hosts. */
final class ModelRows {
    static final int ROWS = 300;

    private ModelRows() {}

    /**
     * 300 rows with numbers, a category with an apostrophe, one of numbers, missing cells, and responses of all kinds.
     */
    static Path write(Path folder) throws IOException {
        Random random = new Random(7);
        Random classes = new Random(8);
        List<String> lines = new ArrayList<>(List.of("x,t,region,year,count,share,event,amount,grade,group"));
        String[] regions = {"north", "o'hare", "\"south, far\"", "zh 中"};
        for (int i = 0; i < ROWS; i++) {
            double x = Math.round(random.nextDouble() * 4000) / 1000.0;
            double t = 0.5 + random.nextDouble();
            int region = random.nextInt(4);
            int year = 2000 + random.nextInt(3);
            double z = 0.4 * x - 0.3 * region + 0.2 * (year - 2000);
            int count = (int) Math.floor(t * Math.exp(z) * random.nextDouble() * 2);
            double share = 1 / (1 + Math.exp(-z));
            double grade = z + 0.7 * classes.nextGaussian();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%d,%.4f,%s,%.4f,%s,%d",
                    i % 97 == 5 ? "" : Double.toString(x),
                    t,
                    i % 101 == 7 ? "NA" : regions[region],
                    year,
                    count,
                    share,
                    random.nextDouble() < share ? "yes" : "no",
                    0.1 + Math.exp(z) * (0.5 + random.nextDouble()),
                    grade < 0.2 ? "low" : grade < 0.9 ? "it's mid" : "high",
                    i / 10));
        }
        return Files.write(folder.resolve("rows.csv"), lines);
    }

    /** The cells of the columns x, t, region and year by row; null where one is missing. */
    static List<List<String>> cells(Path folder) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("rows.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replace("\"south, far\"", "south; far").split(",", -1);
            List<String> row = new ArrayList<>();
            for (String cell : List.of(cells).subList(0, 4)) {
                row.add(cell.isEmpty() || cell.equals("NA") ? null : cell.replace(';', ','));
            }
            rows.add(row);
        }
        return rows;
    }

    /** A model as a Java class, and rows to ask it about. */
    record Compiled(Method predict, List<Object[]> rows) {
        Object predict(int row) throws ReflectiveOperationException {
            return predict.invoke(null, rows.get(row));
        }
    }

    /** Compiles what {@code predict --as java} prints. */
    static Compiled compiled(String model, Path folder) throws IOException, ReflectiveOperationException {
        Path file = folder.resolve("Foo.java");
        assertThat(Run.of("predict", model, "--as", "java", "--class-name", "Foo", "--out", file.toString()))
                .isEqualTo(new Run(0, "", ""));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-Xlint:all", "-Werror", "--release", "11", file.toString()))
                .isZero();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var in = Files.newInputStream(Path.of(model))) {
            Method predict = Arrays.stream(loader.loadClass("Foo").getMethods())
                    .filter(each -> each.getName().equals("predict"))
                    .findFirst()
                    .orElseThrow();
            List<String> columns = ModelReader.read(in).columns();
            List<Object[]> rows = new ArrayList<>();
            for (List<String> cells : cells(folder)) {
                rows.add(columns.stream().map(column -> argument(column, cells)).toArray());
            }
            return new Compiled(predict, rows);
        }
    }

    private static Object argument(String column, List<String> cells) {
        String cell = cells.get(List.of("x", "t", "region", "year").indexOf(column));
        return column.equals("region") ? cell : cell == null ? Double.valueOf(Double.NaN) : Double.valueOf(cell);
    }

    /** Terms of some size are added, so the error is one of theirs. */
    static void check(double value, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(value).isNaN();
        } else {
            assertThat(value).isCloseTo(expected, within(64 * Math.ulp(Math.max(1, Math.abs(expected)))));
        }
    }
}
