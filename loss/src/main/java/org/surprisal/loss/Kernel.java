package org.surprisal.loss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.program.Machine;
import org.surprisal.loss.program.Program;

/**
 * The programs of a loss whose parameters have values, each made when it is first needed. Safe for several threads.
 *
 * <p>All of them come from the same expressions, so each result has the same bits alone and together with others.
 */
final class Kernel {
    static final int VALUE = 0;
    static final int GRADIENT = 1;
    static final int HESSIAN = 2;

    /** The Hessian times a vector. */
    static final int ALONG = 3;

    static final int OUTPUTS = 4;

    private final Formulas formulas;
    private final Map<String, Double> parameters;
    private final Graph graph = new Graph();
    private final Map<Integer, Program> programs = new HashMap<>();

    Kernel(Formulas formulas, List<Parameter> parameters) {
        this.formulas = formulas;
        this.parameters = new HashMap<>();
        parameters.forEach(parameter -> this.parameters.put(parameter.name(), parameter.value()));
    }

    /** A machine for some outputs, a bit for each; its results are in the order of the constants above. */
    synchronized Machine machine(int outputs) {
        return new Machine(programs.computeIfAbsent(
                outputs,
                mask -> new Program(IntStream.range(0, OUTPUTS)
                        .filter(output -> (mask & 1 << output) != 0)
                        .mapToObj(this::bound)
                        .toList())));
    }

    /** The expression of an output with numbers in the place of parameters. */
    synchronized Expr bound(int output) {
        return bound(
                switch (output) {
                    case VALUE -> formulas.value();
                    case GRADIENT -> formulas.gradient();
                    case HESSIAN -> formulas.hessian();
                    default -> formulas.along();
                });
    }

    private Expr bound(Expr expr) {
        return graph.rewrite(expr, leaf -> {
            boolean open = leaf instanceof Symbol symbol && symbol.role() == Symbol.Role.PARAMETER;
            @Nullable Double value = open ? parameters.get(((Symbol) leaf).name()) : null;
            return value == null ? graph.leaf(leaf) : graph.num(value);
        });
    }
}
