package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;

/** Losses of several predictions, of what is given per row, and of numbers per class, run in other hosts. */
class SeveralInHostsTest {
    private static final Optional<Python> NUMPY = Python.with("numpy");
    private static final Optional<Python> TORCH = Python.with("torch, numpy");

    /** Second derivatives are found with these in the names of their functions. */
    private static final String HESSIAN = "hessian";

    @TempDir
    Path folder;

    static Stream<String> losses() {
        return Stream.of(
                "gaussian(sigma=predicted)",
                "student_t(df=predicted, scale=predicted)",
                "gamma(shape=predicted)",
                "interval_score(upper=predicted)",
                "crps_normal(sigma=predicted)",
                "huber(delta=given)",
                "n * (y_true - y_pred)^2 / s + a * log(s); n=given, s=predicted, a=0.5",
                "max(abs(y - p) - w, 0) + 0 * w; w=predicted",
                "(y - p)^2 + t; t=predicted",
                "cross_entropy_weighted(weight=[1, 2, 0.5])",
                "-sum(w * xlogy(y, p)) + c * sum(p); w=[0.5, 3, 1], c=2",
                "logsumexp(z / t) - sum(y * z) / t; t=predicted",
                "sum(wmul(y, nlsoftmax(z))) + (t - 1)^2 + n; t=predicted, n=given");
    }

    /** A loss and rows for it, and what it says of them. */
    private record Case(Loss loss, double[][] y, double[][] p, double[][] columns) {
        static Case of(String text) {
            Loss loss = Catalogue.parse(text);
            double[][] columns = new double[12][loss.columns().size()];
            double[][] y = new double[12][];
            double[][] p = new double[12][];
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < columns[i].length; j++) {
                    columns[i][j] = 0.75 + 0.5 * ((i + 2 * j) % 5);
                }
                y[i] = loss.perClass() ? hot(i % 3) : new double[] {0.25 + (i % 4) * 0.75};
                double x = (7 * i % 12) / 8.0 + 0.1;
                p[i] = !loss.perClass()
                        ? new double[] {x}
                        : loss.prediction().name().equals("z")
                                ? new double[] {x, -x, 0.25 * x}
                                : new double[] {0.5 * x / 1.6, 0.5 - 0.5 * x / 1.6, 0.5};
            }
            return new Case(loss, y, p, columns);
        }

        private static double[] hot(int label) {
            return IntStream.range(0, 3).mapToDouble(k -> k == label ? 1 : 0).toArray();
        }

        /** The value, then every derivative that is in some source code. */
        List<String> names(String code) {
            Stream<String> derivatives = loss.derivatives().all().stream()
                    .map(loss.derivatives()::name)
                    .filter(name -> code.contains(name + "("));
            return Stream.concat(Stream.of(""), derivatives).toList();
        }

        double[][][] expected(List<String> names) {
            int rows = y.length;
            double[] values = new double[rows];
            Batch batch = Batch.of(Input.columns(turned(y)), Input.columns(turned(p)));
            double[][] turned = turned(columns);
            for (int j = 0; j < turned.length; j++) {
                batch = batch.with(loss.columns().get(j), Input.of(turned[j]));
            }
            double[][][] answers = new double[rows][names.size()][];
            Results wanted = Results.NONE.values(Output.to(values));
            List<double[][]> found = new ArrayList<>();
            for (List<String> variables : loss.derivatives().all()) {
                if (names.contains(loss.derivatives().name(variables))) {
                    double[][] out = new double[loss.derivatives().perClass(variables) ? 3 : 1][rows];
                    found.add(out);
                    wanted = variables.size() == 1
                            ? wanted.gradients(variables.getFirst(), Output.columns(out))
                            : wanted.hessians(variables.getFirst(), variables.getLast(), Output.columns(out));
                }
            }
            loss.evaluator().compute(batch, wanted);
            for (int i = 0; i < rows; i++) {
                answers[i][0] = new double[] {values[i]};
                for (int j = 0; j < found.size(); j++) {
                    int row = i;
                    answers[i][j + 1] = Arrays.stream(found.get(j))
                            .mapToDouble(column -> column[row])
                            .toArray();
                }
            }
            return answers;
        }

        void check(List<String> names, double[][][] answers, String host) {
            double[][][] expected = expected(names);
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < names.size(); j++) {
                    assertThat(answers[i][j])
                            .as("%s: %s, %s of row %d", host, loss, names.get(j), i)
                            .hasSameSizeAs(expected[i][j]);
                    for (int k = 0; k < answers[i][j].length; k++) {
                        double size = Math.max(1, Math.abs(expected[i][j][k]));
                        assertThat(answers[i][j][k])
                                .as("%s: %s, %s of row %d", host, loss, names.get(j), i)
                                .isCloseTo(expected[i][j][k], within(1e-12 * size));
                    }
                }
            }
        }

        private static double[][] turned(double[][] rows) {
            return IntStream.range(0, rows[0].length)
                    .mapToObj(
                            j -> Arrays.stream(rows).mapToDouble(row -> row[j]).toArray())
                    .toArray(double[][]::new);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void duckDbSaysTheSame(String text) throws SQLException {
        Case rows = Case.of(text);
        String sql = sql(text, "duckdb");
        List<String> names = rows.names(sql);
        assertThat(names).filteredOn(name -> name.contains(HESSIAN)).isNotEmpty();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            statement.execute(sql);
            double[][][] answers = new double[rows.y().length][names.size()][];
            for (int i = 0; i < rows.y().length; i++) {
                try (ResultSet found = statement.executeQuery(select(rows, names, i, "[", "::DOUBLE"))) {
                    found.next();
                    for (int j = 0; j < names.size(); j++) {
                        Object cell = found.getObject(j + 1);
                        answers[i][j] = cell instanceof java.sql.Array array
                                ? Arrays.stream((Object[]) array.getArray())
                                        .mapToDouble(value -> ((Number) value).doubleValue())
                                        .toArray()
                                : new double[] {((Number) cell).doubleValue()};
                    }
                }
            }
            rows.check(names, answers, "DuckDB");
        }
    }

    @Test
    void postgreSqlSaysTheSame() throws IOException {
        Optional<Postgres> server = Postgres.start();
        Needed.have(server.isPresent(), "PostgreSQL's server: install Debian's package postgresql, or the like");
        try (Postgres running = server.orElseThrow()) {
            for (String text : losses().toList()) {
                Case rows = Case.of(text);
                String sql = sql(text, "postgresql");
                List<String> names = rows.names(sql);
                String answer = running.query(
                        "SET client_min_messages = error;\nDROP SCHEMA IF EXISTS own CASCADE;\nCREATE SCHEMA own;\n"
                                + "SET search_path = own;\n" + sql
                                + IntStream.range(0, rows.y().length)
                                        .mapToObj(i -> select(rows, names, i, "ARRAY[", "::float8") + ";\n")
                                        .collect(Collectors.joining()));
                double[][][] answers = answer.lines()
                        .map(line -> Arrays.stream(line.split("\\|", -1))
                                .map(cell -> Arrays.stream(
                                                cell.replaceAll("[{}]", "").split(",", -1))
                                        .mapToDouble(Double::parseDouble)
                                        .toArray())
                                .toArray(double[][]::new))
                        .toArray(double[][][]::new);
                rows.check(names, answers, "PostgreSQL");
            }
        }
    }

    private static String select(Case rows, List<String> names, int i, String array, String type) {
        String given = Arrays.stream(rows.columns()[i])
                .mapToObj(value -> ", " + value + type)
                .collect(Collectors.joining());
        String arguments = rows.loss().perClass()
                ? list(rows.y()[i], array, type) + ", " + list(rows.p()[i], array, type)
                : rows.y()[i][0] + type + ", " + rows.p()[i][0] + type;
        return names.stream()
                .map(name -> (name.isEmpty() ? "f" : "f_" + name) + "(" + arguments + given + ")")
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private static String list(double[] values, String array, String type) {
        return Arrays.stream(values).mapToObj(value -> value + type).collect(Collectors.joining(", ", array, "]"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void javaSaysTheSame(String text) throws IOException, ReflectiveOperationException {
        Case rows = Case.of(text);
        String code = code(text, "java", "TheLoss.java");
        List<String> names = rows.names(code);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all",
                                "-Werror",
                                "--release",
                                "21",
                                folder.resolve("TheLoss.java").toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> made = loader.loadClass("TheLoss");
            Class<?> type = rows.loss().perClass() ? double[].class : double.class;
            List<Class<?>> types = new ArrayList<>(List.of(type, type));
            rows.loss().columns().forEach(column -> types.add(double.class));
            double[][][] answers = new double[rows.y().length][names.size()][];
            for (int j = 0; j < names.size(); j++) {
                String name = names.get(j).isEmpty() ? "fn" : names.get(j);
                Method method = made.getMethod(name, types.toArray(Class<?>[]::new));
                for (int i = 0; i < rows.y().length; i++) {
                    List<Object> arguments = new ArrayList<>(
                            rows.loss().perClass()
                                    ? List.of(rows.y()[i], rows.p()[i])
                                    : List.of(rows.y()[i][0], rows.p()[i][0]));
                    for (double column : rows.columns()[i]) {
                        arguments.add(column);
                    }
                    Object answer = method.invoke(null, arguments.toArray());
                    answers[i][j] = answer instanceof double[] values ? values : new double[] {(double) answer};
                }
            }
            rows.check(names, answers, "Java");
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void numPySaysTheSame(String text) throws IOException {
        Needed.have(NUMPY.isPresent(), "Python with NumPy: install Debian's package python3-numpy, or the like");
        Case rows = Case.of(text);
        List<String> names = rows.names(code(text, "numpy", "made.py"));
        String functions = names.stream()
                .map(name -> "made." + (name.isEmpty() ? "fn" : name) + "(y, p, *columns)")
                .collect(Collectors.joining(", "));
        String program = columns(rows) + "answers = [" + functions + "]\n"
                + "assert all(answer.shape[0] == len(y) for answer in answers)\n"
                + "assert abs(made.fn(y[0], p[0], *[column[0] for column in columns]) - answers[0][0]) < 1e-15\n";
        rows.check(names, python(NUMPY, folder, rows, program), "NumPy");
    }

    /** What is predicted is on the last axis of {@code y_pred}, what is given on that of {@code y_true}. */
    @ParameterizedTest
    @MethodSource("losses")
    void kerasSaysTheSameByItsDocumentation(String text) throws IOException, URISyntaxException {
        Needed.have(NUMPY.isPresent(), "Python with NumPy: install Debian's package python3-numpy, or the like");
        Case rows = Case.of(text);
        Loss loss = rows.loss();
        if (loss.perClass() && !loss.columns().isEmpty()) {
            Run run = Run.of("loss", "code", text, "--for", "keras");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.err()).contains("Keras hands over one y_pred");
            return;
        }
        List<String> gradients = rows.names(code(text, "keras", "made.py")).stream()
                .filter(name -> !name.contains(HESSIAN))
                .toList();
        int predicted = loss.predictions().size() - 1;
        int given = loss.columns().size() - predicted;
        Path keras = Path.of(Objects.requireNonNull(SeveralInHostsTest.class.getResource("/keras-on-numpy"))
                .toURI());
        String program = columns(rows)
                + "predictions = np.stack([p] + columns[:%d], axis=-1) if %d else p\n".formatted(predicted, predicted)
                + "targets = np.stack([y] + columns[%d:], axis=-1) if %d else y\n".formatted(predicted, given) + """
                from keras import ops
                with np.errstate(all="ignore"):
                    value = made.fn(targets, predictions)
                    slopes = ops.last_backward(upstream=np.ones(len(y)))
                """
                + "answers = [value] + ([slopes[..., i] for i in range(%d)] if %d else [slopes])\n"
                        .formatted(predicted + 1, predicted)
                + (predicted == 0 || given > 0
                        ? ""
                        : "assert (made.fn(targets[:, np.newaxis], predictions) == value).all()\n");
        rows.check(gradients, python(NUMPY, keras, rows, program), "Keras");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void torchSaysTheSame(String text) throws IOException {
        Assumptions.assumeTrue(TORCH.isPresent(), "no Python here with PyTorch and NumPy, such as python3-torch");
        Case rows = Case.of(text);
        Loss loss = rows.loss();
        List<String> gradients = rows.names(code(text, "torch", "made.py")).stream()
                .filter(name -> !name.contains(HESSIAN))
                .toList();
        String program = columns(rows) + """
                import torch
                target = torch.tensor(y, dtype=torch.float64)
                prediction = torch.tensor(p, dtype=torch.float64, requires_grad=True)
                columns = [torch.tensor(column, dtype=torch.float64, requires_grad=True) for column in columns]
                value = made.fn(target, prediction, *columns)
                value.sum().backward()
                """
                + "answers = [value.detach().numpy(), prediction.grad.numpy()] + [c.grad.numpy() for c in"
                + " columns[:%d]]\n".formatted(loss.predictions().size() - 1);
        rows.check(gradients, python(TORCH, folder, rows, program), "PyTorch");
    }

    private static String columns(Case rows) {
        return IntStream.range(0, rows.loss().columns().size())
                .mapToObj(j -> Arrays.stream(rows.columns())
                        .map(row -> Double.toString(row[j]))
                        .collect(Collectors.joining(", ", "np.array([", "])")))
                .collect(Collectors.joining(", ", "columns = [", "]\n"));
    }

    private double[][][] python(Optional<Python> python, Path libraries, Case rows, String program) throws IOException {
        HardRows asked = new HardRows(rows.y(), rows.p());
        return python.orElseThrow()
                .answers(folder, libraries, asked, rows.loss().perClass(), program);
    }

    @Test
    void nullsAndLengthsOfWhatIsFurther() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(sql("gaussian(sigma=predicted)", "duckdb"));
            try (ResultSet found = statement.executeQuery("SELECT f(1, 2, NULL) IS NULL, f(1, 2, 0.5) IS NULL")) {
                found.next();
                assertThat(found.getBoolean(1)).isTrue();
                assertThat(found.getBoolean(2)).isFalse();
            }
            statement.execute(sql("cross_entropy_weighted(weight=[1, 2])", "duckdb"));
            try (ResultSet found =
                    statement.executeQuery("SELECT f([1, 0, 0], [0, 0, 0], weight := [2, 1, 1]) > 2.19")) {
                found.next();
                assertThat(found.getBoolean(1)).isTrue();
            }
            assertThatThrownBy(() -> statement.executeQuery("SELECT f([1, 0, 0], [1, 2, 3])"))
                    .hasMessageContaining("must have one length");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark      | gaussian_gradient_sigma(y DOUBLE, p DOUBLE, sigma DOUBLE)",
                "postgresql | gaussian_hessian_p_sigma(y float8, p float8, sigma float8)",
                "duckdb     | gaussian_hessian_sigma(y, p, sigma)",
                "java       | double hessian_p_sigma(double y_true, double y_pred, double sigma)",
                "numpy      | def gradient_sigma(y_true, y_pred, sigma):",
            })
    void eachDerivativeIsAFunction(String host, String head) {
        boolean sql = Stream.of("spark", "postgresql", "duckdb").anyMatch(host::equals);
        Run run = sql
                ? Run.of("loss", "sql", "gaussian(sigma=predicted)", "--dialect", host)
                : Run.of("loss", "code", "gaussian(sigma=predicted)", "--for", host);
        assertThat(run.out()).contains(head);
    }

    private String code(String loss, String host, String file) throws IOException {
        String name = host.equals("java") ? "the_loss" : "f";
        Path path = folder.resolve(file);
        Run run = Run.of("loss", "code", loss, "--for", host, "--name", name, "--out", path.toString());
        assertThat(run).isEqualTo(new Run(0, "", ""));
        return Files.readString(path);
    }

    private static String sql(String loss, String dialect) {
        Run run = Run.of("loss", "sql", loss, "--dialect", dialect.toUpperCase(Locale.ROOT), "--name", "f");
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    /** Rows have as many numbers as they say. */
    @Test
    void casesAreWhatTheyShouldBe() {
        Case rows = Case.of("gaussian(sigma=predicted)");
        assertThat(DoubleStream.of(rows.columns()[0]).allMatch(value -> value > 0))
                .isTrue();
        assertThat(rows.expected(List.of("", "gradient_sigma"))[3][1]).hasSize(1);
    }
}
