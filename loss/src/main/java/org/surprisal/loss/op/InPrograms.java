package org.surprisal.loss.op;

import java.math.BigDecimal;
import java.util.List;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.math.decimal.Decimals;

/** An operation that programs are made of and that no formula names, so that nobody asks for its derivative. */
interface InPrograms extends OverClasses {
    @Override
    default Expr adjoint(Graph g, Call self, int i, Expr adjoint) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    default BigDecimal[] exact(Decimals d, BigDecimal[] x) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }

    @Override
    default List<Expr> ofTwo(Graph g, Expr first, Expr second) {
        throw new UnsupportedOperationException(name() + " is no part of a formula");
    }
}
