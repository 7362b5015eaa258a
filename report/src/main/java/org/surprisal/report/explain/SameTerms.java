package org.surprisal.report.explain;

import java.util.List;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;

/** Whether two expressions compute the same bits: they are equal, or differ in the order of two summands or factors. */
final class SameTerms {
    private SameTerms() {}

    /** Compares from the top down. */
    static boolean in(Expr one, Expr other) {
        if (one.toString().equals(other.toString())) {
            return true;
        }
        if (!(one instanceof Call first) || !(other instanceof Call second)) {
            return false;
        }
        String operation = first.operation().name();
        List<Expr> a = first.arguments();
        List<Expr> b = second.arguments();
        if (!operation.equals(second.operation().name()) || a.size() != b.size()) {
            return false;
        }
        boolean commutes = operation.equals("+") || operation.equals("*");
        return pairwise(a, b) || (commutes && pairwise(a, b.reversed()));
    }

    private static boolean pairwise(List<Expr> a, List<Expr> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!in(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
