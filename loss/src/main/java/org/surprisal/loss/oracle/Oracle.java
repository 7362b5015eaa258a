package org.surprisal.loss.oracle;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.DecimalLimitException;
import org.surprisal.math.decimal.Decimals;

/**
 * What expressions are worth in decimals, for one row: each operation by its own rule ({@link Elementwise#exact}),
 * again with doubled precision until two results agree. It shares no loop with what it judges.
 *
 * @param target the target, one value or one for each class
 * @param prediction the prediction, as many
 * @param parameters the parameters by name
 */
public record Oracle(BigDecimal[] target, BigDecimal[] prediction, Map<String, BigDecimal> parameters) {
    /**
     * The value of an expression.
     *
     * @param expr an expression without {@link Symbol.Role#DIRECTION}
     * @param k the class; any number for an expression of a row
     * @param digits the number of digits, at least 1
     * @return the value, good to so many digits
     * @throws DecimalLimitException if a limit of {@link Decimals} or {@link Agreement} is exceeded
     * @throws ArithmeticException if there is no finite value
     */
    public BigDecimal value(Expr expr, int k, int digits) {
        return Agreement.of(digits, d -> at(d).get(expr).at(k));
    }

    /**
     * The size of an expression before anything in it cancels: the greatest of the terms that it is a sum of.
     *
     * @param expr as for {@link #value}
     * @param k the class; any number for an expression of a row
     * @return the magnitude of the greatest term, to a few digits
     * @throws ArithmeticException if one of them has no finite value
     */
    public BigDecimal largestTerm(Expr expr, int k) {
        return Agreement.of(3, d -> new LargestTerm(at(d)).of(expr, k));
    }

    private Evaluation at(Decimals d) {
        return new Evaluation(this, d, new HashMap<>());
    }

    /** The nodes evaluated so far at one precision. */
    record Evaluation(Oracle row, Decimals d, Map<Expr, Values> known) {
        Values get(Expr expr) {
            if (!known.containsKey(expr)) {
                for (Expr node : expr.nodes()) {
                    known.computeIfAbsent(node, this::evaluate);
                }
            }
            return Objects.requireNonNull(known.get(expr));
        }

        int classes() {
            return row.prediction.length;
        }

        private Values evaluate(Expr node) {
            return switch (node) {
                case Num num -> number(num.value());
                case Symbol symbol -> Values.of(row.symbol(symbol));
                case Call call -> call(call);
            };
        }

        private static Values number(double value) {
            return Double.isFinite(value)
                    ? Values.of(new BigDecimal(value))
                    : Values.none(1, new ArithmeticException(value + " is not finite"));
        }

        private Values call(Call call) {
            Values[] x = call.arguments().stream().map(known::get).toArray(Values[]::new);
            return switch (call.operation()) {
                case Elementwise elementwise -> {
                    Values out = new Values(call.perClass() ? classes() : 1);
                    for (int k = 0; k < out.size(); k++) {
                        Values.OfClass arguments = new Values.OfClass(x, k);
                        d.begin(arguments.areExact());
                        out.set(k, () -> elementwise.exact(d, arguments), d);
                    }
                    yield out;
                }
                case OverClasses over -> {
                    d.begin(x[0].areExact());
                    try {
                        yield Values.of(d, over.exact(d, x[0].all(classes())));
                    } catch (ArithmeticException fault) {
                        yield Values.none(over.reduces() ? 1 : classes(), fault);
                    }
                }
            };
        }
    }

    private BigDecimal[] symbol(Symbol symbol) {
        return switch (symbol.role()) {
            case TARGET -> target;
            case PREDICTION -> prediction;
            case PARAMETER -> new BigDecimal[] {Objects.requireNonNull(parameters.get(symbol.name()))};
            case CLASSES -> new BigDecimal[] {BigDecimal.valueOf(prediction.length)};
            case DIRECTION, LABEL, PICKED ->
                throw new IllegalArgumentException("there is no " + symbol.name() + " in an expression that is judged");
        };
    }
}
