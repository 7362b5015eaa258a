package org.surprisal.loss.oracle;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;

/** The greatest of the terms that an expression is a sum of once its products are multiplied out. */
final class LargestTerm {
    /** What only adds or subtracts. */
    private static final Set<String> SUMS = Set.of("+", "-", "sum", "cumsum", "rcumsum");

    private static final Set<String> PRODUCTS = Set.of("*", "wmul", "smul");

    private final Oracle.Evaluation evaluation;
    private final Map<Expr, BigDecimal[]> known = new HashMap<>();

    LargestTerm(Oracle.Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    BigDecimal of(Expr expr, int k) {
        int at = expr.perClass() ? k : 0;
        BigDecimal[] terms = known.computeIfAbsent(expr, e -> new BigDecimal[e.perClass() ? evaluation.classes() : 1]);
        if (terms[at] == null) {
            terms[at] = greatest(expr, k);
        }
        return terms[at];
    }

    private BigDecimal greatest(Expr expr, int k) {
        if (expr instanceof Call call && SUMS.contains(call.operation().name())) {
            BigDecimal largest = BigDecimal.ZERO;
            for (Expr argument : call.arguments()) {
                boolean mixes = argument.perClass() && !call.perClass();
                for (int j = mixes ? 0 : k; j <= (mixes ? evaluation.classes() - 1 : k); j++) {
                    largest = largest.max(of(argument, j));
                }
            }
            return largest;
        }
        BigDecimal value = evaluation.get(expr).at(k).abs();
        if (expr instanceof Call call && PRODUCTS.contains(call.operation().name()) && value.signum() != 0) {
            return evaluation.d().multiply(of(call.argument(0), k), of(call.argument(1), k));
        }
        return value;
    }
}
