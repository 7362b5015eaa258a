package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.accuracy.ErrorSearch;
import org.surprisal.loss.accuracy.LossAccuracy;
import org.surprisal.loss.accuracy.OperationAccuracy;
import org.surprisal.loss.accuracy.Ulps;
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.op.Operations;

/** Law 5: what docs/accuracy.md states, which {@code bench/run accuracy --write} measures, holds on fewer points. */
class StatedAccuracyTest {
    /** A part of the points that the document looks at. */
    private static final ErrorSearch FEW = new ErrorSearch(60, 30, 0, 1);

    private static final int DIGITS = 30;

    /** The rows of the document's tables by their first cell. */
    private static Map<String, List<String>> stated() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/accuracy.md"))) {
            if (line.startsWith("| `")) {
                List<String> cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                rows.put(cells.get(1).replace("`", ""), cells.subList(2, cells.size()));
            }
        }
        return rows;
    }

    static Stream<Elementwise> operations() throws IOException {
        Map<String, List<String>> stated = stated();
        return Operations.all().stream()
                .filter(Elementwise.class::isInstance)
                .map(Elementwise.class::cast)
                .filter(operation -> stated.containsKey(operation.name()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationsKeepTheirBounds(Elementwise operation) throws IOException {
        WorstError worst = new OperationAccuracy(operation, DIGITS).own(FEW);
        assertThat(worst.points()).isPositive();
        assertThat(worst.ulps())
                .as("%s at %s", operation.name(), worst.at())
                .isLessThanOrEqualTo(bound(row(stated(), operation.name()).get(0)));
    }

    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesKeepTheirBounds(Loss loss) throws IOException {
        List<String> cells = row(stated(), loss.name());
        // Each has a cell for the error and one for the place.
        var cell = cells.iterator();
        for (LossAccuracy.Output output : LossAccuracy.Output.values()) {
            LossAccuracy accuracy = new LossAccuracy(loss, DIGITS);
            String stated = cell.next();
            if (stated.equals("none")) {
                assertThatThrownBy(() -> accuracy.of(output, FEW)).isInstanceOf(FormulaException.class);
            } else {
                WorstError worst = accuracy.of(output, FEW);
                assertThat(worst.ulps())
                        .as("%s of %s at %s", output, loss.name(), worst.at())
                        .isLessThanOrEqualTo(bound(stated));
            }
            cell.next();
        }
    }

    private static List<String> row(Map<String, List<String>> stated, String name) {
        return Objects.requireNonNull(stated.get(name), () -> "docs/accuracy.md has no row of " + name);
    }

    private static double bound(String cell) {
        return cell.equals("∞") ? Double.POSITIVE_INFINITY : Double.parseDouble(cell);
    }

    /** What is stated is worth stating: elementary operations within an ulp, special functions within four. */
    @Test
    void theBoundsAreThoseOfTheHouse() throws IOException {
        Map<String, List<String>> stated = stated();
        for (String name : List.of(
                "exp", "expm1", "log", "log1p", "log2", "log1mexp", "tanh", "sigmoid", "softplus", "sqrt", "^")) {
            assertThat(bound(row(stated, name).get(0))).as(name).isLessThanOrEqualTo(1);
        }
        for (String name : List.of(
                "erf",
                "erfc",
                "log_ndtr",
                "lgamma",
                "lgamma1p",
                "digamma",
                "trigamma",
                "lgammadelta",
                "digammadelta",
                "lbeta",
                "gammainc")) {
            assertThat(bound(row(stated, name).get(0))).as(name).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void errorsAreCountedInTheUnitOfTheExactValue() {
        assertThat(Ulps.of(1, BigDecimal.ONE)).isZero();
        assertThat(Ulps.of(Math.nextUp(1.0), BigDecimal.ONE)).isEqualTo(1);
        // Just below a power of two the doubles are twice as dense.
        BigDecimal below = BigDecimal.ONE.subtract(new BigDecimal("1e-30"));
        assertThat(Ulps.of(Math.nextDown(1.0), below)).isBetween(0.99, 1.01);
        assertThat(Ulps.of(Math.nextUp(1.0), BigDecimal.ONE, BigDecimal.TWO)).isEqualTo(0.5);
        assertThat(Ulps.of(Double.NaN, BigDecimal.ONE)).isInfinite();
        assertThat(Ulps.of(Double.POSITIVE_INFINITY, BigDecimal.ONE)).isInfinite();
        assertThat(Ulps.of(Double.POSITIVE_INFINITY, new BigDecimal("1e400"))).isZero();
        assertThat(Ulps.of(0, new BigDecimal("1e-400"))).isLessThan(1e-70);
    }
}
