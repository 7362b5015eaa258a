package org.surprisal.loss.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.op.Abs;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.ComparedChoice;
import org.surprisal.loss.op.Comparison;
import org.surprisal.loss.op.Difference;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.op.Product;
import org.surprisal.loss.op.Square;
import org.surprisal.loss.op.Subtract;
import org.surprisal.loss.op.Where;

/**
 * Two operations in the loop of one, where most losses have them: what is cheap to compute costs no more than to write
 * it down and read it again. The bits are those of the two.
 */
final class Fusion {
    private final Graph graph = Graph.ofProgram();
    private final Map<Expr, Expr> done = new HashMap<>();

    List<Expr> of(List<Expr> wanted) {
        return wanted.stream().map(this::of).toList();
    }

    private Expr of(Expr expr) {
        for (Expr node : expr.nodes()) {
            if (!done.containsKey(node)) {
                done.put(node, node instanceof Call call ? fused(call) : graph.leaf(node));
            }
        }
        return at(expr);
    }

    private Expr fused(Call call) {
        Operation operation = call.operation();
        Expr[] x = call.arguments().stream().map(this::at).toArray(Expr[]::new);
        @Nullable Call first = inside(operation, x, 0);
        @Nullable Call second = inside(operation, x, 1);
        if (first != null
                && operation.equals(Square.OPERATION)
                && first.operation().equals(Subtract.OPERATION)) {
            return graph.raw(Difference.SQUARED, first.argument(0), first.argument(1));
        }
        if (first != null
                && operation.equals(Abs.OPERATION)
                && first.operation().equals(Subtract.OPERATION)) {
            return graph.raw(Difference.ABSOLUTE, first.argument(0), first.argument(1));
        }
        if (first != null && operation.equals(Where.OPERATION) && first.operation() instanceof Comparison comparison) {
            return graph.raw(new ComparedChoice(comparison), first.argument(0), first.argument(1), x[1], x[2]);
        }
        if (operation.equals(Multiply.OPERATION)) {
            return ofEither(Difference.SCALED, Subtract.OPERATION, first, second, x)
                    .orElseGet(() -> graph.raw(operation, x));
        }
        if (operation.equals(Add.OPERATION)) {
            return ofEither(Product.PLUS, Multiply.OPERATION, first, second, x)
                    .orElseGet(() -> graph.raw(operation, x));
        }
        if (second != null
                && operation.equals(Subtract.OPERATION)
                && second.operation().equals(Multiply.OPERATION)) {
            return graph.raw(Product.FROM, second.argument(0), second.argument(1), x[0]);
        }
        return graph.raw(operation, x);
    }

    /** One of two arguments together with the operation on both, which commutes. */
    private Optional<Expr> ofEither(
            Operation both, Operation wanted, @Nullable Call first, @Nullable Call second, Expr[] x) {
        if (first != null && first.operation().equals(wanted)) {
            return Optional.of(graph.raw(both, first.argument(0), first.argument(1), x[1]));
        }
        if (second != null && second.operation().equals(wanted)) {
            return Optional.of(graph.raw(both, second.argument(0), second.argument(1), x[0]));
        }
        return Optional.empty();
    }

    private static @Nullable Call inside(Operation operation, Expr[] x, int i) {
        return operation instanceof Elementwise && i < x.length && x[i] instanceof Call call ? call : null;
    }

    private Expr at(Expr expr) {
        return Objects.requireNonNull(done.get(expr));
    }
}
