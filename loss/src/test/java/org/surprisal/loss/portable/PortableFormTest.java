package org.surprisal.loss.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.op.Operations;

/** The portable forms, with every primitive that has a definition taken by it, against the loops of the operations. */
class PortableFormTest {
    private static final Set<String> HOMELESS = Set.of(
            "polygamma",
            "polygammadelta",
            "gammainc",
            "stdtr",
            "i0e",
            "i1e",
            "lwright",
            "lwright_slope",
            "lwright_curvature");

    private static final double[] POINTS = {
        -1000, -60, -8, -2.5, -1, -0.75, -0.5, -1e-3, -1e-9, 0, 1e-300, 1e-9, 1e-3, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 5,
        7.9, 8, 20, 30, 171, 1000, 1e9, 1e200
    };

    static Stream<Elementwise> operations() {
        return Operations.all().stream()
                .filter(Elementwise.class::isInstance)
                .map(Elementwise.class::cast)
                .filter(operation -> !HOMELESS.contains(operation.name()));
    }

    @Test
    void allButAFewOperationsHaveOne() {
        for (Operation operation : Operations.all()) {
            Terms t = new Terms();
            assertThat(operation.portable(t, arguments(t, operation.arity())) == null)
                    .as(operation.name())
                    .isEqualTo(HOMELESS.contains(operation.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void agreesWithTheLoop(Elementwise operation) {
        Terms t = new Terms();
        Term form = Objects.requireNonNull(operation.portable(t, arguments(t, operation.arity())));
        List<double[]> rows = rows(operation.arity());
        for (double[] row : rows) {
            double[][] x =
                    Arrays.stream(row).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
            double[] wanted = new double[1];
            operation.run(x, wanted, 1);
            double found = value(form, row);
            // Below 0 the gamma function and its derivatives are left to this house.
            if ((Double.isNaN(found) || Double.isNaN(wanted[0]))
                    && isOfGamma(operation)
                    && Arrays.stream(row).anyMatch(value -> value < 0)) {
                continue;
            }
            // Outside, what is more than a power is a difference of two numbers as large as the exponent.
            boolean cancels =
                    operation.name().equals("lrising") && Math.abs(found - wanted[0]) <= 1e-14 * Math.abs(row[1]);
            assertThat(cancels || same(found, wanted[0]))
                    .as("%s at %s is %s, not %s", operation.name(), Arrays.toString(row), found, wanted[0])
                    .isTrue();
        }
    }

    private static boolean isOfGamma(Elementwise operation) {
        return operation.name().contains("gamma") || List.of("lbeta", "lrising").contains(operation.name());
    }

    private static boolean same(double found, double wanted) {
        return found == wanted
                || (Double.isNaN(found) && Double.isNaN(wanted))
                || Math.abs(found - wanted) <= 1e-12 * Math.abs(wanted)
                || Math.abs(found - wanted) <= 1e-14;
    }

    private static List<Term> arguments(Terms t, int arity) {
        return IntStream.range(0, arity)
                .mapToObj(i -> t.name("x" + i, false, false))
                .toList();
    }

    private static List<double[]> rows(int arity) {
        List<double[]> rows = new ArrayList<>(List.of(new double[0]));
        for (int i = 0; i < arity; i++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] row : rows) {
                for (double point : i < 2 ? POINTS : new double[] {0, 1, -2}) {
                    double[] next = Arrays.copyOf(row, i + 1);
                    next[i] = point;
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static double value(Term term, double[] row) {
        return switch (term) {
            case Term.Constant number -> number.value();
            case Term.Name name -> row[Integer.parseInt(name.name().substring(1))];
            case Term.Apply apply -> apply(apply, row);
        };
    }

    private static double apply(Term.Apply apply, double[] row) {
        double[] x = apply.primitive().chooses()
                ? new double[] {
                    value(apply.arguments().get(0), row),
                    value(apply.arguments().get(1), row)
                }
                : apply.arguments().stream()
                        .mapToDouble(argument -> value(argument, row))
                        .toArray();
        Terms t = new Terms();
        @Nullable Term definition = apply.primitive().definition(t, arguments(t, x.length));
        if (definition != null) {
            return value(definition, x);
        }
        return switch (apply.primitive()) {
            case ADD -> x[0] + x[1];
            case SUBTRACT -> x[0] - x[1];
            case MULTIPLY -> x[0] * x[1];
            case DIVIDE -> x[0] / x[1];
            case NEGATE -> -x[0];
            case ABS -> Math.abs(x[0]);
            case MAX -> Math.max(x[0], x[1]);
            case MIN -> Math.min(x[0], x[1]);
            case SQRT -> Math.sqrt(x[0]);
            case EXP -> Math.exp(x[0]);
            case LOG -> Math.log(x[0]);
            case POWER -> Math.pow(x[0], x[1]);
            case IF_LESS -> choice(apply, row, x, x[0] < x[1]);
            case IF_AT_MOST -> choice(apply, row, x, x[0] <= x[1]);
            case IF_EQUAL -> choice(apply, row, x, x[0] == x[1]);
            default -> throw new AssertionError(apply.primitive());
        };
    }

    private static double choice(Term.Apply apply, double[] row, double[] compared, boolean holds) {
        return Double.isNaN(compared[0]) || Double.isNaN(compared[1])
                ? Double.NaN
                : value(apply.arguments().get(holds ? 2 : 3), row);
    }
}
