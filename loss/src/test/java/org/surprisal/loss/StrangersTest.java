package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Printer;
import org.surprisal.math.decimal.DecimalLimitException;

/** Formulas from strangers: each is computed in a short time, or the limit that it goes over is named. */
class StrangersTest {
    /** Far more than it takes, for a busy machine; without limits some of these would take longer than anyone lives. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Map<String, String> ATTACKS = attacks();

    static List<String> names() {
        return List.copyOf(ATTACKS.keySet());
    }

    private static Map<String, String> attacks() {
        Map<String, String> attacks = new TreeMap<>();
        attacks.put("parentheses", "(".repeat(30_000) + "p" + ")".repeat(30_000));
        attacks.put("parentheses within the limit", "(".repeat(190) + "p" + ")".repeat(190));
        attacks.put("signs", "-".repeat(60_000) + "p");
        attacks.put("powers from the left", "(".repeat(150) + "p" + "^p)".repeat(150));
        attacks.put("powers from the right", "p^".repeat(199) + "p");
        attacks.put("many powers", "p^".repeat(20_000) + "p");
        attacks.put("a long sum", "p" + "+p*y".repeat(15_000));
        attacks.put("a long sum of different terms", joined("+", 3_000, i -> "log(p+" + i + ")"));
        attacks.put("a long product", "p" + "*p".repeat(20_000));
        attacks.put("a product of sums", joined("*", 300, i -> "(p+" + i + "*y)"));
        attacks.put("a longer product of sums", joined("*", 3_500, i -> "(p+" + i + "*y)"));
        attacks.put("quotients", joined("/", 150, i -> "(p+" + i + "*y)"));
        attacks.put("a continued fraction", "(p+1/".repeat(90) + "p" + ")".repeat(90));
        attacks.put("another continued fraction", "1/(1+p/(y+".repeat(90) + "p" + "))".repeat(90));
        attacks.put("shared squares", nested(180, i -> "square(%s+y)", "p+y"));
        attacks.put("squares of sums", nested(150, i -> "(%s+y)^2", "p+y"));
        attacks.put("eighth powers", nested(60, i -> "(%s*(p-" + i + "))^8", "p+y"));
        attacks.put("a doubling product", doubling("(%1$s*%1$s+1)"));
        attacks.put("a doubling quotient", doubling("(%1$s/(%1$s+1))"));
        attacks.put("a doubling choice", doubling("where(%1$s>y,p,%1$s)"));
        for (String function : List.of("exp", "sigmoid", "tanh", "softplus", "lgamma", "sqrt", "log1p", "abs")) {
            attacks.put("nested " + function, nested(190, i -> function + "(%s)", "p"));
        }
        for (String function : List.of("cumsum", "softmax", "nlsoftmax", "cosoftmax", "atmax", "rcumsum")) {
            attacks.put("nested " + function, "sum(" + nested(190, i -> function + "(%s)", "p") + ")");
        }
        attacks.put("nested sums", "sum(" + nested(60, i -> "(p*sum(%s))", "p") + ")");
        attacks.put("many sums", joined("+", 500, i -> "sum(exp(p+" + i + "))^2"));
        attacks.put("a product of sums over classes", joined("*", 300, i -> "sum(exp(p+" + i + "))"));
        attacks.put("many softmaxes", joined("+", 300, i -> "sum(softmax(p+" + i + ")*y)"));
        attacks.put("nested maxima", nested(90, i -> "max(%s,p+" + i + ")", "p"));
        attacks.put("great numbers", "p^1e300 + 1e300*p*1e300*y");
        attacks.put("a number of many digits", "9".repeat(60_000) + "*p");
        attacks.put("a fraction of many digits", "0." + "1".repeat(60_000) + "*p");
        attacks.put("a great exponent", "1e999999999*p");
        attacks.put("a small exponent", "1e-999999999*p");
        attacks.put("decimals apart", joined("*", 120, i -> "(1e-300*p+1.234567890123456e-200*y)"));
        attacks.put("decimals without end", joined("+", 120, i -> "p/" + (1.1234567 + i)));
        attacks.put("a long name", "a".repeat(60_000));
        attacks.put("many names", joined("+", 8_000, i -> "ab" + i));
        attacks.put("many arguments", "max(" + "p,".repeat(20_000) + "p)");
        attacks.put("no letters", "p+\ud83d\ude00\u0000");
        attacks.put(
                "a great polynomial", "(" + joined("+", 8, i -> "p*" + (i + 2) + "+y^" + (i + 2)) + ")^8/((p+y)^8+1)");
        return attacks;
    }

    private static String joined(String between, int n, IntFunction<String> part) {
        return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(between));
    }

    private static String nested(int levels, IntFunction<String> around, String inside) {
        String formula = inside;
        for (int i = 0; i < levels; i++) {
            formula = around.apply(i).replace("%s", formula);
        }
        return formula;
    }

    /** Each level has the one before twice: 60 KB of text for a graph of a few dozen nodes. */
    private static String doubling(String around) {
        String formula = "(p+y)";
        while (formula.length() < 15_000) {
            formula = around.replace("%1$s", formula);
        }
        return formula;
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingTakesLong(String name) {
        assertTimeoutPreemptively(LONG, () -> {
            try {
                Loss loss = Loss.of(Objects.requireNonNull(ATTACKS.get(name)));
                assertThat(loss.value().toString()).hasSizeLessThan(2 * Printer.LENGTH);
                assertThat(loss.gradient().toString()).hasSizeLessThan(2 * Printer.LENGTH);
                compute(loss);
                assertThat(loss.hessian().toString()).hasSizeLessThan(2 * Printer.LENGTH);
                if (loss.perClass()) {
                    loss.asBinary();
                }
            } catch (FormulaException refused) {
                assertThat(refused)
                        .hasMessageMatching("(?s).*(limit|unknown|meaning|takes|greatest double|closed form).*");
            }
        });
    }

    private static void compute(Loss loss) {
        double[] value = new double[1];
        if (loss.perClass()) {
            double[][] p = {{0.2}, {0.8}};
            loss.evaluator().classes(new int[] {1}, p, 1, value, new double[2][1], null);
            loss.evaluator().classes(p, p, 1, value, new double[2][1], null);
        } else {
            loss.evaluator().rows(new double[] {0.3}, new double[] {0.4}, 1, value, new double[1], null);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 1_000_000})
    void theLimitOfTheTextIsNamed(int length) {
        assertThatThrownBy(() -> Loss.of("p".repeat(length)))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("the limit is 65536");
    }

    /** One that is short enough to be read, but not to be derived, is computed all the same. */
    @Test
    void theLimitOfTheDerivativesIsNamed() {
        Loss loss = Loss.of(joined("*", 1_400, i -> "log(p+" + (i + 2) + "*y)"));
        assertThat(loss.value(1, 0)).isPositive();
        assertThatThrownBy(loss::hessian)
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("with its derivatives needs more than 10000 operations, the limit");
    }

    /** Numbers of a formula are doubles, and those that would be infinite are refused where they stand. */
    @ParameterizedTest
    @ValueSource(strings = {"1e309*p", "p+17976931348623157e300", "p*1e999999999999"})
    void theLimitOfNumbersIsNamed(String formula) {
        assertThatThrownBy(() -> Loss.of(formula))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("greater than the greatest double, 1.7976931348623157E308");
    }

    /** What the oracle is asked for has limits too, and no precision is tried for ever. */
    @Test
    void theLimitsOfTheOracleAreNamed() {
        double[] one = {1};
        assertTimeoutPreemptively(LONG, () -> {
            assertThatThrownBy(
                            () -> Loss.of("exp(exp(10*p))").exact(one, one, 50).value())
                    .isInstanceOf(DecimalLimitException.class)
                    .hasMessageContaining("±5000 digits");
            assertThatThrownBy(() -> Loss.of("sign(softplus(p) - softplus(-p) - p)")
                            .exact(one, one, 50)
                            .value())
                    .isInstanceOf(DecimalLimitException.class)
                    .hasMessageContaining("a precision of up to 4000");
        });
    }

    /** Many classes take fewer rows at a time, and far too many are refused before memory is. */
    @Test
    void theMemoryOfARowIsLimited() {
        String formula = "sum(" + joined("*", 60, i -> "(p+" + i + ")") + ")";
        Loss loss = Loss.of(formula);
        int classes = 2_000_000;
        Batch batch = Batch.labelled(Input.of(3), Input.rowMajor(new double[classes], classes));
        Results gradient = Results.NONE.gradients(Output.rowMajor(new double[classes], classes));
        assertThatThrownBy(() -> loss.evaluator().compute(batch, gradient))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("the limit is 67108864");
        assertThat(Catalogue.CROSS_ENTROPY_LOGIT.mean(
                        Batch.labelled(Input.of(3, 4), Input.rowMajor(new double[200_000], 100_000)), 1))
                .isEqualTo(Math.log(100_000));
    }

    /** A service that makes a loss for each request keeps none of them. */
    @Test
    void lossesThatNobodyHoldsAreCollected() {
        List<WeakReference<Loss>> made = new ArrayList<>();
        double[] y = {0, 1, 0.5};
        double[] p = {0.1, 0.2, 0.3};
        for (int i = 0; i < 20_000; i++) {
            Loss loss = Loss.of("(y - p)^2 * " + i + " + log(1 + exp(p))");
            if (i % 100 == 0) {
                loss.evaluator().rows(y, p, 3, new double[3], new double[3], new double[3]);
                loss.mean(y, p);
                assertThat(loss.gradient().toString()).isNotEmpty();
            }
            made.add(new WeakReference<>(loss));
        }
        long deadline = System.nanoTime() + LONG.toNanos();
        while (made.stream().anyMatch(loss -> loss.get() != null) && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(made).allMatch(loss -> loss.get() == null);
    }
}
