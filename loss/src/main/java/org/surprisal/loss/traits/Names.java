package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.traits.Counterexample.Figure;

/** Names of figures in counterexamples. */
final class Names {
    private Names() {}

    static Figure loss(double[] y, double[] p, BigDecimal value) {
        return new Figure("L(" + list(y) + ", " + list(p) + ")", value.doubleValue());
    }

    static Figure slope(double[] y, double[] p, int k, BigDecimal value) {
        return new Figure(
                "L'" + (p.length > 1 ? "_" + k : "") + "(" + list(y) + ", " + list(p) + ")", value.doubleValue());
    }

    static Figure bend(double[] y, double[] p, int k, BigDecimal value) {
        return new Figure(
                "L''" + (p.length > 1 ? "_" + k : "") + "(" + list(y) + ", " + list(p) + ")", value.doubleValue());
    }

    static String list(double[] x) {
        return x.length == 1
                ? Printer.number(x[0])
                : Arrays.stream(x).mapToObj(Printer::number).collect(Collectors.joining(":"));
    }
}
