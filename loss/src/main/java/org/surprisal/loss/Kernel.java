package org.surprisal.loss;

import java.util.ArrayList;
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

    /** How many there are of one prediction; those of further ones follow. */
    static final int OUTPUTS = 4;

    /** What a program for outcomes must save, in about the time of an addition, to be worth looking at the targets. */
    private static final int WORTH = 3;

    /** The greatest cost of a program that has one for outcomes too; a longer one takes its time anyway. */
    private static final int LONG = 1_000;

    private final Formulas formulas;
    private final Columns columns;
    private final List<List<String>> further;
    private final Map<String, Double> parameters;
    private final Graph graph = new Graph();
    private final Map<Integer, Programs> programs = new HashMap<>();

    /**
     * The programs of some outputs.
     *
     * @param general for any target
     * @param outcome for targets that are 0 or 1; null of a class loss, or if it is hardly faster
     * @param labelled for a true class; null of a row loss
     */
    private record Programs(
            Program general,
            @Nullable Program outcome,
            @Nullable Program labelled) {}

    /**
     * The machines of some outputs, the results of each in the order of the constants above.
     *
     * @param general for any target
     * @param outcome for targets that are 0 or 1; null of a class loss, or if it is hardly faster
     * @param labelled for a true class; null of a row loss
     */
    record Machines(
            Machine general,
            @Nullable Machine outcome,
            @Nullable Machine labelled) {
        /** The number of rows of a block that is best for all of them. */
        int block(int classes) {
            int block = general.block(classes);
            return labelled == null ? block : Math.min(block, labelled.block(classes));
        }
    }

    Kernel(Formulas formulas, Definition definition) {
        this.formulas = formulas;
        this.columns = definition.columns();
        this.further = further(definition.predictions());
        this.parameters = new HashMap<>();
        definition.parameters().stream()
                .filter(parameter -> !columns.has(parameter.name()))
                .forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
    }

    /** The derivatives with respect to what is predicted beside the first prediction, by what is derived. */
    private static List<List<String>> further(List<String> predictions) {
        List<List<String>> all = new ArrayList<>();
        for (int i = 1; i < predictions.size(); i++) {
            all.add(List.of(predictions.get(i)));
        }
        for (int i = 0; i < predictions.size(); i++) {
            for (int j = Math.max(i, 1); j < predictions.size(); j++) {
                all.add(List.of(predictions.get(i), predictions.get(j)));
            }
        }
        return all;
    }

    /** The parameters that are no single number. */
    Columns columns() {
        return columns;
    }

    /** The number of outputs. */
    int outputs() {
        return OUTPUTS + further.size();
    }

    /** The output that is a derivative with respect to a prediction, or to two; -1 if there is none. */
    int output(List<String> variables) {
        int index = Math.max(further.indexOf(variables), further.indexOf(variables.reversed()));
        return index < 0 ? -1 : OUTPUTS + index;
    }

    /** Machines for some outputs, a bit for each. */
    synchronized Machines machines(int outputs) {
        Programs made = programs.computeIfAbsent(outputs, this::programs);
        return new Machines(new Machine(made.general), machine(made.outcome), machine(made.labelled));
    }

    private static @Nullable Machine machine(@Nullable Program program) {
        return program == null ? null : new Machine(program);
    }

    private Programs programs(int outputs) {
        List<Expr> wanted = IntStream.range(0, outputs())
                .filter(output -> (outputs & 1 << output) != 0)
                .mapToObj(this::bound)
                .toList();
        Program general = Program.of(wanted);
        if (formulas.perClass()) {
            return new Programs(general, null, Program.withLabel(wanted));
        }
        if (general.cost() > LONG) {
            return new Programs(general, null, null);
        }
        Program outcome = Program.withOutcome(wanted);
        return new Programs(general, outcome.cost() + WORTH <= general.cost() ? outcome : null, null);
    }

    /** The expression of an output with numbers in the place of parameters. */
    synchronized Expr bound(int output) {
        return bound(
                switch (output) {
                    case VALUE -> formulas.value();
                    case GRADIENT -> formulas.gradient();
                    case HESSIAN -> formulas.hessian();
                    case ALONG -> formulas.along();
                    default -> partial(further.get(output - OUTPUTS));
                });
    }

    private Expr partial(List<String> variables) {
        return variables.size() == 1
                ? formulas.gradient(variables.get(0))
                : formulas.hessian(variables.get(0), variables.get(1));
    }

    private Expr bound(Expr expr) {
        return graph.rewrite(expr, leaf -> {
            boolean open = leaf instanceof Symbol symbol && symbol.role() == Symbol.Role.PARAMETER;
            @Nullable Double value = open ? parameters.get(((Symbol) leaf).name()) : null;
            return value == null ? graph.leaf(leaf) : graph.num(value);
        });
    }
}
