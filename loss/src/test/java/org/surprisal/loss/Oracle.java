package org.surprisal.loss;

import static org.surprisal.loss.Decimal.DIGITS;
import static org.surprisal.loss.Decimal.ONE;
import static org.surprisal.loss.Decimal.TWO;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;

/**
 * What an expression is worth in decimals of {@link Decimal#DIGITS}, independent of the loops that it judges. A
 * row-level part is an array of one, a class-level part an array of one per class.
 *
 * @param target the target
 * @param prediction the prediction
 * @param parameters the parameters by name
 */
record Oracle(BigDecimal[] target, BigDecimal[] prediction, Map<String, BigDecimal> parameters) {
    private static final BigDecimal STEP = ONE.scaleByPowerOfTen(-25);

    static Oracle at(Loss loss, double[] y, double[] p) {
        Map<String, BigDecimal> parameters = new HashMap<>();
        loss.parameters().forEach(one -> parameters.put(one.name(), new BigDecimal(one.value())));
        return new Oracle(exact(y), exact(p), parameters);
    }

    private static BigDecimal[] exact(double[] x) {
        return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    BigDecimal[] of(Expr expr) {
        Map<Expr, BigDecimal[]> known = new HashMap<>();
        for (Expr node : expr.nodes()) {
            known.put(
                    node,
                    switch (node) {
                        case Num num -> new BigDecimal[] {new BigDecimal(num.value())};
                        case Symbol symbol -> symbol(symbol);
                        case Call call ->
                            apply(
                                    call,
                                    call.arguments().stream().map(known::get).toList());
                    });
        }
        return Objects.requireNonNull(known.get(expr));
    }

    /** The derivative of a row-level expression with respect to the prediction of one class. */
    BigDecimal slope(Expr expr, int k) {
        Function<Integer, BigDecimal> f = steps -> moved(k, steps).of(expr)[0];
        return f.apply(-2)
                .subtract(f.apply(2))
                .add(BigDecimal.valueOf(8).multiply(f.apply(1).subtract(f.apply(-1))))
                .divide(STEP.multiply(BigDecimal.valueOf(12)), DIGITS);
    }

    /** The second derivative of a row-level expression with respect to the prediction of one class. */
    BigDecimal curvature(Expr expr, int k) {
        Function<Integer, BigDecimal> f = steps -> moved(k, steps).of(expr)[0];
        return BigDecimal.valueOf(16)
                .multiply(f.apply(-1).add(f.apply(1)))
                .subtract(f.apply(-2))
                .subtract(f.apply(2))
                .subtract(BigDecimal.valueOf(30).multiply(f.apply(0)))
                .divide(STEP.multiply(STEP).multiply(BigDecimal.valueOf(12)), DIGITS);
    }

    Oracle moved(int k, int steps) {
        BigDecimal[] moved = prediction.clone();
        moved[k] = moved[k].add(STEP.multiply(BigDecimal.valueOf(steps)));
        return new Oracle(target, moved, parameters);
    }

    private BigDecimal[] symbol(Symbol symbol) {
        return switch (symbol.role()) {
            case TARGET -> target;
            case PREDICTION -> prediction;
            case PARAMETER -> new BigDecimal[] {Objects.requireNonNull(parameters.get(symbol.name()))};
            case CLASSES -> new BigDecimal[] {BigDecimal.valueOf(prediction.length)};
            case DIRECTION -> throw new IllegalArgumentException("no direction here");
        };
    }

    private static BigDecimal[] apply(Call call, List<BigDecimal[]> x) {
        String name = call.operation().name();
        BigDecimal[] a = x.get(0);
        return switch (name + "/" + x.size()) {
            case "sum/1" -> new BigDecimal[] {sum(a)};
            case "max/1" -> new BigDecimal[] {Arrays.stream(a).reduce(a[0], BigDecimal::max)};
            case "atmax/1" -> atLargest(a);
            case "cumsum/1" -> cumulated(a);
            case "rcumsum/1" -> reversed(cumulated(reversed(a)));
            case "softmax/1" -> softmax(a);
            case "cosoftmax/1" -> each(softmax(a), p -> ONE.subtract(p, DIGITS));
            case "nlsoftmax/1" -> each(softmax(a), p -> Decimal.log(p).negate());
            default -> elementwise(name, x);
        };
    }

    private static BigDecimal[] elementwise(String name, List<BigDecimal[]> x) {
        int size = x.stream().mapToInt(v -> v.length).max().orElseThrow();
        BigDecimal[] out = new BigDecimal[size];
        for (int k = 0; k < size; k++) {
            int at = k;
            out[k] = number(name, x.stream().map(v -> v[v.length == 1 ? 0 : at]).toArray(BigDecimal[]::new));
        }
        return out;
    }

    private static BigDecimal number(String name, BigDecimal[] x) {
        BigDecimal a = x[0];
        BigDecimal b = x.length > 1 ? x[1] : a;
        boolean none = a.signum() == 0;
        return switch (name) {
            case "+" -> a.add(b, DIGITS);
            case "-" -> x.length == 1 ? a.negate() : a.subtract(b, DIGITS);
            case "*" -> a.multiply(b, DIGITS);
            case "/" -> a.divide(b, DIGITS);
            case "^" -> power(a, b);
            case "square" -> a.multiply(a, DIGITS);
            case "<" -> flag(a.compareTo(b) < 0);
            case "<=" -> flag(a.compareTo(b) <= 0);
            case ">" -> flag(a.compareTo(b) > 0);
            case ">=" -> flag(a.compareTo(b) >= 0);
            case "==" -> flag(a.compareTo(b) == 0);
            case "!=" -> flag(a.compareTo(b) != 0);
            case "where" -> none ? x[2] : b;
            case "abs" -> a.abs();
            case "sign" -> BigDecimal.valueOf(a.signum());
            case "min" -> a.min(b);
            case "max" -> a.max(b);
            case "sqrt" -> a.sqrt(DIGITS);
            case "exp" -> Decimal.exp(a);
            case "expm1" -> Decimal.exp(a).subtract(ONE, DIGITS);
            case "log" -> Decimal.log(a);
            case "log1p" -> Decimal.log(ONE.add(a, DIGITS));
            case "tanh" -> tanh(a);
            case "sigmoid" -> sigmoid(a);
            case "softplus" -> Decimal.log(ONE.add(Decimal.exp(a), DIGITS));
            case "xlogy" -> none ? a : a.multiply(Decimal.log(b), DIGITS);
            case "xlog1py" -> none ? a : a.multiply(Decimal.log(ONE.add(b, DIGITS)), DIGITS);
            case "smul" -> a.multiply(b, DIGITS);
            case "wmul" -> none ? a : a.multiply(b, DIGITS);
            case "wdiv" -> none ? a : a.divide(b, DIGITS);
            case "lgamma" -> Decimal.lgamma(a);
            default -> throw new IllegalArgumentException("the oracle does not know " + name);
        };
    }

    private static BigDecimal power(BigDecimal a, BigDecimal b) {
        return b.stripTrailingZeros().scale() <= 0
                ? b.signum() >= 0
                        ? a.pow(b.intValueExact(), DIGITS)
                        : ONE.divide(a.pow(-b.intValueExact(), DIGITS), DIGITS)
                : Decimal.exp(b.multiply(Decimal.log(a), DIGITS));
    }

    private static BigDecimal sigmoid(BigDecimal x) {
        return ONE.divide(ONE.add(Decimal.exp(x.negate()), DIGITS), DIGITS);
    }

    private static BigDecimal tanh(BigDecimal x) {
        return sigmoid(x.multiply(TWO)).multiply(TWO).subtract(ONE, DIGITS);
    }

    private static BigDecimal flag(boolean holds) {
        return holds ? ONE : BigDecimal.ZERO;
    }

    private static BigDecimal sum(BigDecimal[] x) {
        return Arrays.stream(x).reduce(BigDecimal.ZERO, (a, b) -> a.add(b, DIGITS));
    }

    private static BigDecimal[] softmax(BigDecimal[] z) {
        BigDecimal[] e = each(z, Decimal::exp);
        BigDecimal sum = sum(e);
        return each(e, one -> one.divide(sum, DIGITS));
    }

    private static BigDecimal[] atLargest(BigDecimal[] x) {
        int at = 0;
        for (int k = 1; k < x.length; k++) {
            at = x[k].compareTo(x[at]) > 0 ? k : at;
        }
        BigDecimal[] out = new BigDecimal[x.length];
        for (int k = 0; k < x.length; k++) {
            out[k] = flag(k == at);
        }
        return out;
    }

    private static BigDecimal[] cumulated(BigDecimal[] x) {
        BigDecimal[] out = x.clone();
        for (int k = 1; k < x.length; k++) {
            out[k] = out[k - 1].add(x[k], DIGITS);
        }
        return out;
    }

    private static BigDecimal[] reversed(BigDecimal[] x) {
        BigDecimal[] out = new BigDecimal[x.length];
        for (int k = 0; k < x.length; k++) {
            out[k] = x[x.length - 1 - k];
        }
        return out;
    }

    private static BigDecimal[] each(BigDecimal[] x, Function<BigDecimal, BigDecimal> f) {
        return Arrays.stream(x).map(f).toArray(BigDecimal[]::new);
    }
}
