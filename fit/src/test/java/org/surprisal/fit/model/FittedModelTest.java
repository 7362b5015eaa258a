package org.surprisal.fit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.Link;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.math.Normal;

/** A model without its rows predicts the same bits; as Java it agrees, as SQL it says what it is. */
final class FittedModelTest {
    private static final int ROWS = 400;

    @TempDir
    Path folder;

    private static Frame frame() {
        Random random = new Random(17);
        double[] x = new double[ROWS];
        double[] year = new double[ROWS];
        double[] y = new double[ROWS];
        double[] event = new double[ROWS];
        @Nullable String[] g = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = i % 90 == 3 ? Double.NaN : 0.1 + 3 * random.nextDouble();
            year[i] = 2000 + random.nextInt(3);
            g[i] = i % 80 == 9 ? null : "o'" + random.nextInt(4) + "\"\\\n";
            y[i] = 0.5 + random.nextDouble() + 0.2 * random.nextInt(4);
            event[i] = random.nextInt(2);
        }
        return Frame.EMPTY
                .with("x", x)
                .with("year", year)
                .with("y", y)
                .with("class", event)
                .with("g", g);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y ~ poly(x, 5) * g + C(year, sum):x      | GAUSSIAN         | IDENTITY",
                "y ~ g:C(year) - 1 + offset(log(x) / 3)   | GAUSSIAN         | IDENTITY",
                "class ~ I(x^2 * 0.1 - 1) + sqrt(x) + year | BINOMIAL        | LOGIT",
                "class ~ poly(x, 2, raw) + abs(-x)        | BINOMIAL         | CLOGLOG",
                "class ~ log1p(x) + expm1(x)              | BINOMIAL         | LOGLOG",
                "y ~ log2(x) + g                          | GAMMA            | LOG",
                "y ~ log10(x)                             | GAMMA            | INVERSE",
                "y ~ exp(-x)                              | INVERSE_GAUSSIAN | INVERSE_SQUARE",
                "class ~ x + g                            | POISSON          | SQRT",
            })
    void theSameBitsAndTheSameInJava(String formula, String family, Link link)
            throws IOException, ReflectiveOperationException {
        Frame frame = frame();
        Fitted fitted = Fit.glm(formula, family(family)).link(link).to(frame);
        FittedModel model = FittedModel.of(fitted, Errors.MODEL, List.of());
        double[] expected = fitted.predict(frame, UnknownLevel.REFUSE);
        assertThat(model.predict(frame, UnknownLevel.REFUSE)).isEqualTo(expected);
        Design again = Design.of(
                ModelFormula.parse(fitted.design().formula().toString(), frame.names()),
                fitted.design().facts());
        assertThat(again.names()).isEqualTo(fitted.design().names());
        assertThat(again.formula()).isEqualTo(fitted.design().formula());
        double[][] ends = model.intervals(frame, UnknownLevel.REFUSE, 0.9);
        for (int i = 0; i < ROWS; i++) {
            if (!Double.isNaN(ends[0][i]) && !Double.isNaN(ends[1][i])) {
                assertThat(expected[i]).isBetween(ends[0][i], ends[1][i]);
            }
        }
        compareWithJava(model, frame, expected);
        for (SqlDialect dialect : SqlDialect.values()) {
            String sql = ModelSql.of(model, dialect, UnknownLevel.BASE);
            assertThat(sql.chars().filter(c -> c == '(').count())
                    .isEqualTo(sql.chars().filter(c -> c == ')').count());
            assertThat(sql).contains(dialect == SqlDialect.SPARK ? "`" : "\"");
        }
    }

    private static Family family(String name) {
        return switch (name) {
            case "BINOMIAL" -> Family.BINOMIAL;
            case "POISSON" -> Family.POISSON;
            case "GAMMA" -> Family.GAMMA;
            case "INVERSE_GAUSSIAN" -> Family.INVERSE_GAUSSIAN;
            default -> Family.GAUSSIAN;
        };
    }

    private void compareWithJava(FittedModel model, Frame frame, double[] expected)
            throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(folder.resolve("Foo.java"), ModelJava.of(model, "Foo", UnknownLevel.MISSING));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-Xlint:all", "-Werror", "--release", "11", file.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method predict = Arrays.stream(loader.loadClass("Foo").getMethods())
                    .filter(each -> each.getName().equals("predict"))
                    .findFirst()
                    .orElseThrow();
            Object[] arguments = new Object[model.columns().size()];
            for (int i = 0; i < expected.length; i++) {
                for (int c = 0; c < arguments.length; c++) {
                    arguments[c] = cell(frame.column(model.columns().get(c)), i);
                }
                double value = (double) predict.invoke(null, arguments);
                if (Double.isNaN(expected[i])) {
                    assertThat(value).isNaN();
                } else {
                    assertThat(value).isCloseTo(expected[i], within(64 * Math.ulp(Math.max(1, Math.abs(expected[i])))));
                }
            }
        }
    }

    private static @Nullable Object cell(Column column, int row) {
        return switch (column) {
            case Column.Numbers numbers -> {
                double[] high = new double[1];
                numbers.load(row, 1, high, new double[1]);
                yield high[0];
            }
            case Column.Codes codes -> {
                int[] code = new int[1];
                codes.load(row, 1, code);
                yield code[0] < 0 ? null : codes.levels().get(code[0]);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void sqlIsOneExpression(SqlDialect dialect) {
        Frame frame = Frame.EMPTY.with("x", 0, 1, 2).with("y", 0.5, 1, 1.5);
        FittedModel model = FittedModel.of(Fit.leastSquares("y ~ x").to(frame), Errors.MODEL, List.of());
        assertThat(ModelSql.of(model, dialect, UnknownLevel.MISSING))
                .isEqualTo(
                        switch (dialect) {
                            case DUCKDB -> "(0.5e0 + 0.5e0 * CAST(\"x\" AS DOUBLE))";
                            case POSTGRESQL -> "(0.5e0::float8 + 0.5e0::float8 * CAST(\"x\" AS double precision))";
                            case SPARK -> "(0.5e0D + 0.5e0D * CAST(`x` AS DOUBLE))";
                        });
        assertThat(SqlDialect.of(dialect.label())).contains(dialect);
        assertThat(SqlDialect.labels()).contains(dialect.label());
    }

    @ParameterizedTest
    @EnumSource(ClassModel.class)
    void severalClassesHaveTheSameBits(ClassModel kind) throws IOException, ReflectiveOperationException {
        Frame frame = frame();
        double[] y = new double[ROWS];
        Column.Numbers numbers = (Column.Numbers) frame.column("y");
        numbers.load(0, ROWS, y, new double[ROWS]);
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        double[] rank = new double[ROWS];
        Arrays.setAll(rank, i -> Math.floorDiv(3 * Arrays.binarySearch(sorted, y[i]), ROWS));
        Frame ranked = frame.with("rank", rank);
        String formula = "rank ~ x + g";
        ClassFit fit = switch (kind) {
            case MULTINOMIAL -> Fit.multinomial(formula).reference("1");
            case ALL_CLASSES -> Fit.multinomial(formula).allClasses().l2(0.5);
            case ORDERED_LOGIT -> Fit.ordered(formula, Link.LOGIT);
            case ORDERED_PROBIT -> Fit.ordered(formula, Link.PROBIT);
        };
        FittedClasses fitted = fit.to(ranked);
        FittedClassModel model = FittedClassModel.of(fitted);
        double[][] expected = fitted.predict(ranked, UnknownLevel.REFUSE);
        assertThat(Arrays.deepEquals(model.predict(ranked, UnknownLevel.REFUSE), expected))
                .isTrue();
        assertThat(model.predictions()).containsExactly("p_0", "p_1", "p_2");
        assertThat(model.columns()).containsExactly("x", "g");
        assertThat(fitted.labels()).hasSize(fitted.data().rows());
        compareWithJava(model, ranked, expected);
        for (SqlDialect dialect : SqlDialect.values()) {
            String sql = ModelSql.of(model, dialect, UnknownLevel.BASE);
            assertThat(sql.split(",\n", -1)).hasSize(3);
            assertThat(sql).contains(dialect == SqlDialect.SPARK ? " AS `p_2`" : " AS \"p_2\"");
        }
        assertThatThrownBy(() -> new FittedClassModel(
                        model.design(),
                        kind,
                        List.of("a"),
                        model.coefficients(),
                        model.cuts(),
                        model.told(),
                        3,
                        Map.of(),
                        true))
                .hasMessageContaining("other numbers of coefficients");
    }

    private void compareWithJava(FittedClassModel model, Frame frame, double[][] expected)
            throws IOException, ReflectiveOperationException {
        Files.writeString(folder.resolve("Foo.java"), ModelJava.of(model, "Foo", UnknownLevel.MISSING));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all",
                                "-Werror",
                                "--release",
                                "11",
                                folder.resolve("Foo.java").toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> foo = loader.loadClass("Foo");
            assertThat((String[]) foo.getMethod("classes").invoke(null)).containsExactly("0", "1", "2");
            Method predict = foo.getMethod("predict", double.class, String.class);
            for (int i = 0; i < expected.length; i++) {
                double[] p = (double[]) predict.invoke(null, cell(frame.column("x"), i), cell(frame.column("g"), i));
                for (int k = 0; k < p.length; k++) {
                    assertThat(
                                    Double.isNaN(p[k])
                                            ? Double.isNaN(expected[i][k])
                                            : Math.abs(p[k] - expected[i][k]) < 1e-14)
                            .isTrue();
                }
            }
        }
    }

    /** Far out in both tails, with the error of the linear predictor's rounding: -z/√2 by its size. */
    @Test
    void theNormalDistributionIsWrittenOut() throws IOException, ReflectiveOperationException {
        Frame frame = Frame.EMPTY.with("x", 0, 1, 2, 3, 4).with("y", 0, 1, 0, 1, 1);
        Fitted fitted = Fit.glm("y ~ x", Family.BINOMIAL).link(Link.PROBIT).to(frame);
        FittedModel model = FittedModel.of(fitted, Errors.MODEL, List.of());
        Files.writeString(folder.resolve("Foo.java"), ModelJava.of(model, "Foo", UnknownLevel.MISSING));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all",
                                "-Werror",
                                folder.resolve("Foo.java").toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> foo = loader.loadClass("Foo");
            Method predict = foo.getMethod("predict", double.class);
            Method linear = foo.getMethod("linear", double.class);
            for (double x = -80; x <= 80; x += 0.0625) {
                double z = (double) linear.invoke(null, x);
                double expected = Math.abs(z) <= 37.5 ? Normal.cdf(z) : z < 0 ? 0 : 1;
                assertThat((double) predict.invoke(null, x))
                        .isCloseTo(expected, within(expected * (4 + z * z) * 0x1p-52));
            }
            assertThat((double) predict.invoke(null, Double.NaN)).isNaN();
        }
        assertThat(ModelSql.of(model, SqlDialect.DUCKDB, UnknownLevel.MISSING))
                .startsWith("(SELECT (CASE WHEN s1.z0 < (-37.5e0) THEN 0.0e0 WHEN s1.z0 > 37.5e0 THEN 1.0e0 ELSE ");
    }

    @Test
    void whatLacksIsSaid() {
        Frame frame = frame();
        Fitted fitted = Fit.leastSquares("y ~ poly(x, 2) + g").to(frame);
        ModelFormula formula = fitted.design().formula();
        DesignFacts facts = fitted.design().facts();
        assertThatThrownBy(() -> Design.of(formula, new DesignFacts(facts.levels(), Map.of())))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining("poly(x, 2)");
        ModelFormula category = ModelFormula.parse("y ~ C(g)", frame.names());
        assertThatThrownBy(() -> Design.of(category, new DesignFacts(Map.of(), Map.of())))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining("levels of g");
        FittedModel bare = FittedModel.of(fitted, Errors.HC1, List.of()).withoutCovariance();
        assertThat(bare.hasCovariance()).isFalse();
        assertThatThrownBy(() -> bare.intervals(frame, UnknownLevel.REFUSE, 0.95))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aColumnThatCannotBeToldCountsForNothing() {
        Frame frame = Frame.EMPTY.with("a", 1, 2, 3, 4).with("b", 2, 4, 6, 8).with("y", 1, 2, 2, 4);
        Fitted fitted = Fit.leastSquares("y ~ a + b").to(frame);
        FittedModel model = FittedModel.of(fitted, Errors.MODEL, List.of());
        assertThat(model.told()).containsExactly(true, true, false);
        assertThat(model.coefficients()[2]).isZero();
        assertThat(model.predict(frame, UnknownLevel.REFUSE)).isEqualTo(fitted.predict(frame, UnknownLevel.REFUSE));
        assertThat(model.hasCovariance()).isTrue();
    }
}
