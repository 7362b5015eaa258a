package org.surprisal.fit.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.formula.ModelFormula;

/** The columns that a formula has for some data, row by row. */
final class DesignTest {
    private static final Frame FRAME = Frame.EMPTY
            .with("y", 1, 2, 3, 4)
            .with("x", 2, 3, 5, 7)
            .with("g", "b", "a", "c", "a")
            .with("h", "u", "v", "u", "u")
            .with("k", 10, 20, 10, 10);

    @Test
    void treatmentContrastsCompareWithTheFirstLevel() {
        assertMatrix("y ~ g", "(intercept) g[b] g[c]", new double[][] {{1, 1, 0}, {1, 0, 0}, {1, 0, 1}, {1, 0, 0}});
        assertMatrix("y ~ C(g, base='c')", "(intercept) C(g, base='c')[a] C(g, base='c')[b]", new double[][] {
            {1, 0, 1}, {1, 1, 0}, {1, 0, 0}, {1, 1, 0}
        });
    }

    @Test
    void sumContrastsSumToZero() {
        assertMatrix("y ~ C(g, sum)", "(intercept) C(g, sum)[a] C(g, sum)[b]", new double[][] {
            {1, 0, 1}, {1, 1, 0}, {1, -1, -1}, {1, 1, 0}
        });
    }

    @Test
    void withoutAnInterceptEachLevelHasAColumn() {
        assertMatrix("y ~ g - 1", "g[a] g[b] g[c]", new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {1, 0, 0}});
        assertMatrix("y ~ x:h - 1", "x:h[u] x:h[v]", new double[][] {{2, 0}, {0, 3}, {5, 0}, {7, 0}});
    }

    @Test
    void numbersCanBeCategories() {
        assertMatrix("y ~ C(k)", "(intercept) C(k)[20]", new double[][] {{1, 0}, {1, 1}, {1, 0}, {1, 0}});
    }

    @Test
    void interactionsMultiply() {
        assertMatrix("y ~ x*h", "(intercept) x h[v] x:h[v]", new double[][] {
            {1, 2, 0, 0}, {1, 3, 1, 3}, {1, 5, 0, 0}, {1, 7, 0, 0}
        });
        assertMatrix(
                "y ~ C(g, sum):C(h, sum) + C(g, sum) + C(h, sum) - 1",
                "C(g, sum)[a] C(g, sum)[b] C(g, sum)[c] C(h, sum)[u]"
                        + " C(g, sum)[a]:C(h, sum)[u] C(g, sum)[b]:C(h, sum)[u]",
                new double[][] {{0, 1, 0, 1, 0, 1}, {1, 0, 0, -1, -1, 0}, {0, 0, 1, 1, -1, -1}, {1, 0, 0, 1, 1, 0}});
    }

    @Test
    void arithmeticIsOfTheRow() {
        assertMatrix(
                "y ~ I(x^2 - 1) + log2(k / 10) + poly(x, 2, raw) - 1",
                "I((x^2) - 1) log2(k / 10) poly(x, 2, raw)[1] poly(x, 2, raw)[2]",
                new double[][] {{3, 0, 2, 4}, {8, 1, 3, 9}, {24, 0, 5, 25}, {48, 0, 7, 49}});
        assertMatrix(
                "y ~ I(-x^-1) + sqrt(I.y) + exp(x - x) + expm1(x - x) + abs(-x) + I(x^0.5) + log1p(x - x)"
                        + " + log10(k) + log(k / k) - 1",
                FRAME.with("I.y", 4, 9, 16, 25).with("k", 10, 10, 10, 10),
                "I(-(x^(-1))) sqrt(I.y) exp(x - x) expm1(x - x) abs(-x) I(x^0.5) log1p(x - x) log10(k) log(k / k)",
                new double[][] {
                    {-0.5, 2, 1, 0, 2, Math.sqrt(2), 0, 1, 0},
                    {-1.0 / 3, 3, 1, 0, 3, Math.sqrt(3), 0, 1, 0},
                    {-0.2, 4, 1, 0, 5, Math.sqrt(5), 0, 1, 0},
                    {-1.0 / 7, 5, 1, 0, 7, Math.sqrt(7), 0, 1, 0}
                });
    }

    /** The square of a double does not fit into a double; a product of columns neither. */
    @Test
    void powersAndProductsKeepTwoDoubles() {
        Frame frame = Frame.EMPTY.with("y", 1).with("x", 1 + 0x1p-40).with("z", 1 - 0x1p-40);
        ModelMatrix matrix = build("y ~ I(x^2) + x:z - 1", frame).matrix();
        double[] high = new double[2];
        double[] low = new double[2];
        matrix.reader().read(0, 1).expand(0, high, low);
        assertThat(high).containsExactly(1 + 0x1p-39, 1);
        assertThat(low).containsExactly(0x1p-80, -0x1p-80);
    }

    @Test
    void orthogonalPolynomialsAreOrthogonal() {
        double[] x = {1, 2, 4, 8, 16, 32.5};
        Frame frame = Frame.EMPTY.with("y", x).with("x", x);
        double[][] rows = matrix(build("y ~ poly(x, 3)", frame));
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                double sum = 0;
                for (double[] row : rows) {
                    sum += row[a] * row[b];
                }
                double expected = a != b ? 0 : a == 0 ? x.length : 1;
                assertThat(sum).isCloseTo(expected, within(1e-14));
            }
        }
        assertThatThrownBy(() -> build("y ~ poly(x, 6)", frame))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining("needs more than 6 different values");
    }

    @Test
    void missingValuesAreCountedOrRefused() {
        Frame frame = Frame.EMPTY
                .with("y", 1, Double.NaN, 3, 4, 5)
                .with("x", 1, 2, Double.NaN, 4, 5)
                .with("g", "a", null, "b", null, "a")
                .with("w", 1, 1, 1, 1, 0);
        Dataset data = DatasetBuilder.build(
                ModelFormula.parse("y ~ x", frame.names()),
                frame.with("x", 1, 2, Double.NaN, 4, 5),
                new Roles("w", "g", null),
                Missing.DROP);
        assertThat(data.rows()).isEqualTo(1);
        assertThat(data.matrix().rowInData(0)).isZero();
        assertThat(data.leftOut()).containsEntry("x", 1).containsEntry("y", 1).containsEntry("g", 1);
        assertThat(data.leftOut()).containsEntry("w = 0", 1);
        assertThatThrownBy(() -> DatasetBuilder.build(
                        ModelFormula.parse("y ~ x", frame.names()), frame, Roles.NONE, Missing.REFUSE))
                .hasMessage("The column y has no value in row 2: fill it in, or let such rows be left out.");
    }

    @Test
    void whatCannotBeFittedIsNamed() {
        assertUnfittable("y ~ log(x - 2)", FRAME, "log(x - 2) is -Infinity in row 1");
        assertUnfittable("y ~ I(1 / (x - 3))", FRAME, "I(1 / (x - 3)) is Infinity in row 2");
        assertUnfittable("y ~ log(g)", FRAME, "The column g has categories, but log(g) needs numbers");
        assertUnfittable("g ~ x", FRAME, "The response g has the levels a, b, c");
        assertUnfittable("y ~ x", FRAME.with("x", 1, 2, Double.POSITIVE_INFINITY, 3), "infinite in row 3");
        assertUnfittable("y ~ h", FRAME.with("h", "u", "u", "u", "u"), "has one level only, 'u'");
        assertUnfittable("y ~ C(g, base='z')", FRAME, "has no level 'z'");
        assertUnfittable("y ~ 0", FRAME, "The model has no coefficients");
        assertUnfittable(
                "y ~ x", Frame.EMPTY.with("y", new double[0]).with("x", new double[0]), "There are no rows to fit");
        assertUnfittable("y ~ x", FRAME.with("x", Double.NaN, Double.NaN, Double.NaN, Double.NaN), "No row is left");
        double[] some = new double[2_000];
        Arrays.setAll(some, i -> i);
        assertUnfittable(
                "y ~ C(x):C(z)",
                Frame.EMPTY.with("y", some).with("x", some).with("z", some),
                "The term C(x):C(z) needs 4000000 coefficients");
        assertThatThrownBy(() -> FRAME.with("z", 1, 2)).hasMessageContaining("The column z has 2 rows");
        assertThatThrownBy(() -> FRAME.column("z")).hasMessageContaining("There is no column 'z'");
        assertThatThrownBy(() -> DatasetBuilder.build(
                        ModelFormula.parse("y ~ x", FRAME.names()),
                        FRAME.with("w", 1, -1, 1, 1),
                        new Roles("w", null, null),
                        Missing.DROP))
                .hasMessageContaining("The weight w is -1.0 in row 2");
    }

    @Test
    void aResponseOfTwoLevelsIsNeverGuessed() {
        Frame yes = Frame.EMPTY.with("r", "no", "Yes", "no").with("x", 1, 2, 3);
        assertThat(build("r ~ x", yes).response()).containsExactly(0, 1, 0);
        Frame won = Frame.EMPTY.with("r", "lost", "won", "lost").with("x", 1, 2, 3);
        assertUnfittable("r ~ x", won, "the levels lost, won");
        Dataset data = DatasetBuilder.build(
                ModelFormula.parse("r ~ x", won.names()), won, new Roles(null, null, "won"), Missing.DROP);
        assertThat(data.response()).containsExactly(0, 1, 0);
    }

    @Test
    void newRowsHaveTheLevelsOfTheFit() {
        Design design = build("y ~ g + poly(x, 2) + C(k)", FRAME).matrix().design();
        Frame some = Frame.EMPTY.with("g", "c", "b").with("x", 5, 2).with("k", 10, 10);
        assertThat(rows(design.of(some, UnknownLevel.REFUSE), 6)).isDeepEqualTo(new double[][] {
            matrix(build("y ~ g + poly(x, 2) + C(k)", FRAME))[2], matrix(build("y ~ g + poly(x, 2) + C(k)", FRAME))[0]
        });
        Frame strange = Frame.EMPTY.with("g", "z", "b").with("x", 5, 2).with("k", 10, 30);
        assertThatThrownBy(() -> rows(design.of(strange, UnknownLevel.REFUSE), 6))
                .hasMessageContaining("The column g has the level 'z' in row 1");
        double[][] missing = rows(design.of(strange, UnknownLevel.MISSING), 6);
        assertThat(missing[0]).contains(Double.NaN);
        assertThat(missing[1]).contains(Double.NaN);
        double[][] base = rows(design.of(strange, UnknownLevel.BASE), 6);
        assertThat(base[0][1]).isZero();
        assertThat(base[0][2]).isZero();
        assertThat(base[1][5]).isZero();
        assertThatThrownBy(() -> design.of(some.with("g", 1, 2), UnknownLevel.BASE))
                .hasMessageContaining("has numbers now");
        assertThatThrownBy(() -> design.of(some.with("k", "1", "2"), UnknownLevel.BASE))
                .hasMessageContaining("has categories now");
    }

    @Test
    void cellsAndCoefficientsAreOneAnother() {
        Expansion contrasts =
                build("y ~ C(g, sum) + x", FRAME).matrix().design().expansion();
        assertThat(contrasts.width()).isEqualTo(4);
        assertThat(contrasts.cells()).isEqualTo(5);
        double[] cells = contrasts.toCells(new double[] {1, 2, 3, 4});
        assertThat(cells).containsExactly(1, 2, 3, -5, 4);
        assertThat(contrasts.fromCells(new double[] {1, 2, 3, 4, 5})).containsExactly(1, -2, -1, 5);
        double[][] matrix = new double[5][5];
        for (int a = 0; a < 5; a++) {
            matrix[a][a] = a + 1;
        }
        matrix[1][2] = 10;
        assertThat(contrasts.fromCells(matrix))
                .isDeepEqualTo(new double[][] {{1, 0, 0, 0}, {0, 6, 14, 0}, {0, 14, 7, 0}, {0, 0, 0, 5}});
    }

    private static void assertUnfittable(String formula, Frame frame, String message) {
        assertThatThrownBy(() -> build(formula, frame))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining(message);
    }

    private static void assertMatrix(String formula, String names, double[][] rows) {
        assertMatrix(formula, FRAME, names, rows);
    }

    private static void assertMatrix(String formula, Frame frame, String names, double[][] rows) {
        Dataset data = build(formula, frame);
        assertThat(String.join(" ", data.matrix().design().names())).isEqualTo(names);
        double[][] actual = matrix(data);
        for (int i = 0; i < rows.length; i++) {
            assertThat(actual[i]).as("row " + i).containsExactly(rows[i], within(1e-15));
        }
    }

    private static Dataset build(String formula, Frame frame) {
        List<String> columns = frame.names();
        return DatasetBuilder.build(ModelFormula.parse(formula, columns), frame, Roles.NONE, Missing.DROP);
    }

    private static double[][] matrix(Dataset data) {
        return rows(data.matrix(), data.matrix().design().names().size());
    }

    private static double[][] rows(ModelMatrix matrix, int width) {
        Panel panel = matrix.reader().read(0, matrix.rows());
        double[][] to = new double[matrix.rows()][width];
        for (int i = 0; i < to.length; i++) {
            panel.expand(i, to[i], new double[width]);
        }
        return to;
    }

    /** A column of one's own needs no more than to read rows that follow one another. */
    @Test
    void columnsReadRowsThatAreApart() {
        Column.Numbers thirds = new Column.Numbers() {
            @Override
            public int rows() {
                return 10;
            }

            @Override
            public void load(int from, int n, double[] high, double[] low) {
                for (int i = 0; i < n; i++) {
                    high[i] = (from + i) / 3.0;
                    low[i] = from + i == 4 ? 0 : 1e-20;
                }
            }
        };
        Column.Codes letters = new Column.Codes() {
            @Override
            public int rows() {
                return 10;
            }

            @Override
            public List<String> levels() {
                return List.of("a", "b");
            }

            @Override
            public void load(int from, int n, int[] codes) {
                for (int i = 0; i < n; i++) {
                    codes[i] = (from + i) % 2;
                }
            }
        };
        double[] high = new double[3];
        double[] low = new double[3];
        int[] codes = new int[3];
        int[] rows = {0, 1, 4, 9};
        thirds.load(rows, 1, 3, high, low);
        letters.load(rows, 1, 3, codes);
        assertThat(high).containsExactly(1 / 3.0, 4 / 3.0, 3);
        assertThat(low).containsExactly(1e-20, 0, 1e-20);
        assertThat(codes).containsExactly(1, 0, 1);
    }
}
