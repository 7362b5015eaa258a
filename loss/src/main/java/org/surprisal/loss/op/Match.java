package org.surprisal.loss.op;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Operation;

/** What the rules of simplification ask of an expression. */
final class Match {
    private Match() {}

    /** The first argument, if the expression is a call of the operation; otherwise null. */
    static @Nullable Expr inside(Operation operation, Expr expr) {
        return expr instanceof Call call && call.operation().equals(operation) ? call.argument(0) : null;
    }

    /** The call, if the expression is one of the operation; otherwise null. */
    static @Nullable Call call(Operation operation, Expr expr) {
        return expr instanceof Call call && call.operation().equals(operation) ? call : null;
    }

    /** If the expression is 1 + x or x + 1, then x; otherwise null. */
    static @Nullable Expr afterOnePlus(Expr expr) {
        Call sum = call(Add.OPERATION, expr);
        if (sum == null) {
            return null;
        }
        if (Num.is(sum.argument(0), 1)) {
            return sum.argument(1);
        }
        return Num.is(sum.argument(1), 1) ? sum.argument(0) : null;
    }

    /** If the expression is 1 - x, then x; otherwise null. */
    static @Nullable Expr afterOneMinus(Expr expr) {
        Call difference = call(Subtract.OPERATION, expr);
        return difference != null && Num.is(difference.argument(0), 1) ? difference.argument(1) : null;
    }
}
