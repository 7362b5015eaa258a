package org.surprisal.loss.textbook;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.algebra.Monomial;
import org.surprisal.loss.algebra.Polynomial;
import org.surprisal.loss.algebra.Quotient;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.Divide;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.Power;
import org.surprisal.loss.op.Square;
import org.surprisal.loss.op.Subtract;

/**
 * Writes a fraction as an expression: common factors in front, positive terms first, a minus before the whole rather
 * than inside.
 *
 * @param graph the graph to write in
 */
record Writer(Graph graph) {
    /** Names before functions, functions before sums: y * exp(z) * (1 - p). */
    private static final Comparator<Expr> NAMES_FIRST = Comparator.comparingInt(expr -> switch (expr) {
        case Num num -> 0;
        case Symbol symbol -> 1;
        case Call call -> 2 + Notation.ATOM - call.operation().notation().precedence();
    });

    Expr write(Quotient quotient) {
        Map<Monomial, BigDecimal> terms = quotient.numerator().terms();
        if (terms.isEmpty()) {
            return graph.num(0);
        }
        BigDecimal content = content(terms);
        Monomial common = quotient.numerator().common();
        List<Expr> factors = new ArrayList<>();
        if (content.abs().compareTo(BigDecimal.ONE) != 0) {
            factors.add(graph.num(content.abs().doubleValue()));
        }
        factors.addAll(powers(common.powers()));
        if (terms.size() > 1) {
            factors.add(sum(quotient.numerator(), content, common));
        }
        Expr top = product(factors);
        Expr whole = quotient.denominator().isEmpty()
                ? top
                : graph.raw(Divide.OPERATION, top, product(bottom(quotient.denominator())));
        return content.signum() < 0 ? graph.raw(Negate.OPERATION, whole) : whole;
    }

    /** What is left of a sum when its common factors are in front. */
    private Expr sum(Polynomial numerator, BigDecimal content, Monomial common) {
        List<Map.Entry<Monomial, BigDecimal>> terms = new ArrayList<>();
        numerator.terms().forEach((product, coefficient) -> {
            Monomial rest = product;
            for (Map.Entry<Expr, Integer> power : common.powers().entrySet()) {
                rest = rest.times(power.getKey(), -power.getValue());
            }
            terms.add(Map.entry(rest, coefficient.divide(content)));
        });
        terms.sort(Comparator.comparing(term -> term.getValue().signum() < 0));
        @Nullable Expr sum = null;
        for (Map.Entry<Monomial, BigDecimal> term : terms) {
            List<Expr> factors = new ArrayList<>();
            BigDecimal size = term.getValue().abs();
            if (size.compareTo(BigDecimal.ONE) != 0 || term.getKey().powers().isEmpty()) {
                factors.add(graph.num(size.doubleValue()));
            }
            factors.addAll(powers(term.getKey().powers()));
            Expr next = product(factors);
            boolean minus = term.getValue().signum() < 0;
            if (sum == null) {
                sum = minus ? graph.raw(Negate.OPERATION, next) : next;
            } else {
                sum = graph.raw(minus ? Subtract.OPERATION : Add.OPERATION, sum, next);
            }
        }
        return Objects.requireNonNull(sum);
    }

    /**
     * The number that all coefficients are multiples of, where that is simple: the greatest common divisor of integers,
     * or the size that all share. Negative if that leaves fewer minus signs.
     */
    private static BigDecimal content(Map<Monomial, BigDecimal> terms) {
        BigDecimal first = terms.values().iterator().next().abs();
        BigDecimal size = BigDecimal.ONE;
        if (terms.values().stream().allMatch(c -> c.abs().compareTo(first) == 0)) {
            size = first;
        } else if (terms.values().stream().allMatch(c -> c.stripTrailingZeros().scale() <= 0)) {
            size = new BigDecimal(
                    terms.values().stream().map(BigDecimal::toBigInteger).reduce(BigInteger.ZERO, BigInteger::gcd));
        }
        boolean allNegative = terms.values().stream().allMatch(c -> c.signum() < 0);
        return allNegative ? size.negate() : size;
    }

    private List<Expr> bottom(Map<Quotient.Factor, Integer> denominator) {
        List<Expr> factors = new ArrayList<>();
        denominator.forEach((factor, power) -> factors.add(power(factor.expr(), power)));
        factors.sort(NAMES_FIRST);
        return factors;
    }

    private List<Expr> powers(SortedMap<Expr, Integer> powers) {
        List<Expr> factors = new ArrayList<>();
        powers.forEach((atom, power) -> factors.add(power(atom, power)));
        factors.sort(NAMES_FIRST);
        return factors;
    }

    private Expr power(Expr base, int power) {
        return switch (power) {
            case 1 -> base;
            case 2 -> graph.raw(Square.OPERATION, base);
            default -> graph.raw(Power.OPERATION, base, graph.num(power));
        };
    }

    private Expr product(List<Expr> factors) {
        return factors.stream()
                .reduce((a, b) -> graph.raw(Multiply.OPERATION, a, b))
                .orElseGet(() -> graph.num(1));
    }
}
