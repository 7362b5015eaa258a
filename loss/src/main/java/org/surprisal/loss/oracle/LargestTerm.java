package org.surprisal.loss.oracle;

import java.math.BigDecimal;
import java.util.Set;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;

/** The greatest of the terms that an expression is a sum of. */
record LargestTerm(Oracle.Evaluation evaluation) {
    /** What only adds, subtracts or picks; a product has the size of the product of its factors. */
    private static final Set<String> SUMS = Set.of("+", "-", "sum", "cumsum", "rcumsum");

    BigDecimal of(Expr expr, int k) {
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
        return evaluation.get(expr).at(k).abs();
    }
}
