package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.parse.Limits;
import org.surprisal.loss.parse.Parser;

/** Reading formulas and writing them. */
class FormulaTest {
    private static Expr parse(String formula) {
        Graph graph = new Graph();
        return new Parser(
                        formula,
                        graph,
                        Map.of(
                                "a", graph.symbol("a", Symbol.Role.TARGET, false),
                                "b", graph.symbol("b", Symbol.Role.PREDICTION, false),
                                "c", graph.symbol("c", Symbol.Role.PARAMETER, false)),
                        Set.of())
                .parse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a+b*c | a + b * c",
                "(a+b)*c | (a + b) * c",
                "a-(b-c) | a - (b - c)",
                "a-b-c | a - b - c",
                "a/(b*c) | a / (b * c)",
                "a/b/c | a / b / c",
                "a*(b/c) | a * (b / c)",
                "-a^2 | -a^2",
                "(-a)^3 | (-a)^3",
                "a^b^c | a^b^c",
                "(a^b)^c | (a^b)^c",
                "a**2 | a^2",
                "pow(a, 3) | a^3",
                "square(a) | a^2",
                "2^-b | 2^(-b)",
                "-a*b | -a * b",
                "a*-b | -a * b",
                "--a | a",
                "+a | a",
                "-(a+b) | -(a + b)",
                "where(a<b, a, b) | where(a < b, a, b)",
                "where(a != b, 1, 2) | where(a != b, 1, 2)",
                "min(a, b) + max(b, c) | min(a, b) + max(b, c)",
                "1e3*a | 1000 * a",
                ".5*a | 0.5 * a",
                "1e300*a | 1.0E300 * a",
                "2.50e-1*a | 0.25 * a",
                "a - 0.0 | a",
                "1e*a | ! unknown",
            })
    void readsAndWrites(String text, String written) {
        if (written.startsWith("!")) {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(FormulaException.class);
            return;
        }
        Expr expr = parse(text);
        assertThat(expr).hasToString(written);
        assertThat(parse(expr.toString()).sameAs(expr)).as("reads back").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + 0 | a",
                "0 + a | a",
                "a * 1 | a",
                "1 * a | a",
                "a * 0 | 0",
                "a / 1 | a",
                "0 / a | 0",
                "a / -b | -a / b",
                "-a / b | -a / b",
                "a / 4 | 0.25 * a",
                "a / 3 | a / 3",
                "-2 / a | -2 / a",
                "a - a | 0",
                "a + a | 2 * a",
                "0 - a | -a",
                "a + -b | a - b",
                "-a + b | b - a",
                "-a + -b | -(a + b)",
                "-a - b | -(a + b)",
                "a - -b | a + b",
                "-(a - b) | b - a",
                "-(c * (a - b)) | c * (b - a)",
                "-(c * (1 - b)) | -c * (1 - b)",
                "-sign(a - b) | sign(b - a)",
                "a - (a - b) | b",
                "(a - b) - (a - c) | c - b",
                "2 * (4 * a) | 8 * a",
                "0.1 * (0.3 * a) | 0.1 * (0.3 * a)",
                "a * a | a^2",
                "a^0 | 1",
                "a^1 | a",
                "a^-1 | 1 / a",
                "abs(-a) | abs(a)",
                "abs(a)^2 | a^2",
                "(1 / a) * b | b / a",
                "b * (1 / a) | b / a",
                "exp(a) - 1 | expm1(a)",
                "log(exp(a)) | a",
                "log(1 + a) | log1p(a)",
                "log(a + 1) | log1p(a)",
                "log(1 - a) | log1p(-a)",
                "log(1 + exp(a)) | softplus(a)",
                "1 / (1 + exp(-a)) | sigmoid(a)",
                "exp(a) / (1 + exp(a)) | sigmoid(a)",
                "1 - sigmoid(a) | sigmoid(-a)",
                "sigmoid(a) - 1 | -sigmoid(-a)",
                "log(sigmoid(a)) | -softplus(-a)",
                "log(1 - sigmoid(a)) | -softplus(a)",
                "xlogy(a, 1 - b) | xlog1py(a, -b)",
                "xlogy(a, 1 + b) | xlog1py(a, b)",
                "xlogy(0, b) | 0",
                "xlogy(-a, b) | -xlogy(a, b)",
                "xlog1py(0, b) | 0",
                "xlog1py(-a, b) | -xlog1py(a, b)",
                "wmul(0, b) | 0",
                "wmul(2, b) | 2 * b",
                "wmul(a, 2) | 2 * a",
                "wmul(-a, b) | -wmul(a, b)",
                "wmul(a, -b) | -wmul(a, b)",
                "wmul(where(a < b, c, 0), b) | where(a < b, wmul(c, b), 0)",
                "wdiv(0, b) | 0",
                "wdiv(2, b) | 2 / b",
                "wdiv(-a, b) | -wdiv(a, b)",
                "wdiv(a, -b) | -wdiv(a, b)",
                "smul(a, 2) | 2 * a",
                "smul(2, a) | 2 * a",
                "smul(-a, b) | -smul(a, b)",
                "smul(a, -b) | -smul(a, b)",
                "smul(where(a < b, 1, 0), c) | where(a < b, c, 0)",
                "where(1, a, b) | a",
                "where(2 < 1, a, b) | b",
                "where(a < b, c, c) | c",
                "-where(a < b, c, a) | where(a < b, -c, -a)",
                "2 * where(a < b, c, 3) | where(a < b, 2 * c, 6)",
                "where(a < b, c, 0) + where(a < b, 0, b) | where(a < b, c, b)",
                "where(a < b, c, b) - where(a < b, a, c) | where(a < b, c - a, b - c)",
                "min(a, a) + max(b, b) | a + b",
                "sqrt(4) + max(1, 2) | 4",
                "0 * log(-1) | 0",
                "log(-1) | log(-1)",
            })
    void simplifies(String text, String written) {
        assertThat(parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 0 | expected a number, a name or '(', but got the end of the formula",
                "a + | 3 | expected a number, a name or '(', but got the end of the formula",
                "a b | 2 | expected an operator or the end of the formula, but got 'b'",
                "(a | 2 | expected an operator, ',' or ')', but got the end of the formula",
                "a + * b | 4 | expected a number, a name or '(', but got '*'",
                "log(a, b) | 0 | log takes 1 argument, but got 2",
                "max(a, b, c) | 0 | max takes 2 arguments or 1 argument, but got 3",
                "lgo(a) | 0 | unknown function 'lgo'; did you mean log?",
                "a + bb | 4 | unknown name 'bb'; did you mean b?",
                "zzzzzz | 0 | unknown name 'zzzzzz'; known are a, b, c",
                "qqqqqqqq(a) | 0 | unknown function 'qqqqqqqq'; known are abs, ",
                "log + a | 0 | log is a function: write log(...)",
                "a(b) | 0 | a is not a function: write a * (...)",
                "a # b | 2 | '#' has no meaning in a formula",
                "a < b < c | 6 | expected an operator or the end of the formula, but got '<'",
                "1e999 | 0 | 1e999 is greater than the greatest double",
            })
    void saysWhatIsWrongAndWhere(String text, int position, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        FormulaException.class,
                        fault -> assertThat(fault.position()).isEqualTo(position))
                .hasMessageStartingWith(message)
                .hasMessageContaining("(position " + (position + 1) + ")");
    }

    @Test
    void showsThePlaceWithACaret() {
        assertThatThrownBy(() -> parse("a + lgo(b)"))
                .hasMessage("unknown function 'lgo'; did you mean log? (position 5)\n  a + lgo(b)\n      ^");
        String far = "a + ".repeat(100) + "$" + " + a".repeat(100);
        assertThatThrownBy(() -> parse(far)).hasMessageMatching("(?s).*\n  ….*\\$.*…\n +\\^");
        assertThatThrownBy(() -> parse("a \u0007")).hasMessageStartingWith("U+0007 has no meaning");
    }

    @Test
    void namesItsLimits() {
        assertThatThrownBy(() -> parse("a".repeat(Limits.LENGTH + 1)))
                .hasMessage("the formula has 65537 characters; the limit is 65536");
        assertThatThrownBy(() -> parse("(".repeat(300) + "a" + ")".repeat(300))).hasMessageContaining("200 levels");
        assertThatThrownBy(() -> parse("-".repeat(300) + "a")).hasMessageContaining("200 levels");
        assertThatThrownBy(() -> parse("a^".repeat(300) + "a")).hasMessageContaining("200 levels");
        StringBuilder long1 = new StringBuilder("a");
        for (int i = 0; i < 11_000 && long1.length() < 60_000; i++) {
            long1.append('+').append(i).append("*a");
        }
        assertThatThrownBy(() -> parse(long1.toString())).hasMessageContaining("more than 10000 operations, the limit");
        assertThat(parse("(".repeat(150) + "a" + ")".repeat(150))).hasToString("a");
    }

    /** Squares of squares: a short formula whose text would not fit into memory. */
    @Test
    void cutsATextThatHasNoEnd() {
        String formula = "a+b";
        for (int i = 0; i < 40; i++) {
            formula = i % 2 == 0 ? "(" + formula + ")^2" : "(" + formula + "+c)^3";
        }
        assertThat(parse(formula).toString()).hasSizeLessThan(Printer.LENGTH);
        Graph graph = new Graph();
        Expr doubled = graph.symbol("a", Symbol.Role.TARGET, false);
        for (int i = 0; i < 60; i++) {
            doubled = graph.raw(org.surprisal.loss.op.Add.OPERATION, doubled, doubled);
        }
        assertThat(doubled.toString()).endsWith("…").hasSizeLessThan(Printer.LENGTH + 1000);
    }

    static java.util.List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void whatIsPrintedCanBeReadAgain(Loss loss) {
        LossBuilder again = Loss.named("again")
                .target(loss.target().name(), loss.target().domain())
                .prediction(loss.prediction().name(), loss.prediction().domain())
                .value(loss.value().toString());
        loss.parameters().forEach(p -> again.parameter(p.name(), p.value(), p.domain()));
        assertThat(again.build().value().sameAs(loss.value())).isTrue();
    }

    @Test
    void numbersAreWrittenAsInFormulas() {
        assertThat(Printer.number(2)).isEqualTo("2");
        assertThat(Printer.number(-0.5)).isEqualTo("-0.5");
        assertThat(Printer.number(Math.PI)).isEqualTo("pi");
        assertThat(Printer.number(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(Printer.number(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(Printer.number(1e-7)).isEqualTo("1.0E-7");
    }

    @Test
    void aGraphHoldsEqualNodesOnce() {
        Graph graph = new Graph();
        Expr a = graph.symbol("a", Symbol.Role.TARGET, false);
        Expr b = graph.symbol("b", Symbol.Role.PREDICTION, false);
        var add = org.surprisal.loss.op.Add.OPERATION;
        assertThat(graph.call(add, a, b)).isSameAs(graph.call(add, b, a));
        assertThat(graph.num(0.0)).isSameAs(graph.num(-0.0));
        assertThat(graph.copy(parse("a + b"))).isSameAs(graph.call(add, a, b));
        assertThat(parse("a - b").sameAs(parse("b - a"))).isFalse();
        assertThatThrownBy(() -> graph.leaf(graph.call(add, a, b))).isInstanceOf(IllegalArgumentException.class);
    }
}
