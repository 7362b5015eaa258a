package org.surprisal.loss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Subtract;

/** Writes out a class loss for two classes, of which the second one is "it happened". */
final class TwoClasses {
    private final Graph graph = new Graph();
    private final boolean probability;

    private TwoClasses(boolean probability) {
        this.probability = probability;
    }

    static Loss of(Definition classes, Expr value) {
        if (!classes.columns().perClass().isEmpty()) {
            throw new UnsupportedOperationException(
                    classes + " has a number for each class: a row loss has one prediction and no classes");
        }
        Domain domain = classes.prediction().domain();
        TwoClasses two = new TwoClasses(domain.low() >= 0 && domain.high() <= 1);
        String formula = two.written(value).toString();
        if (formula.length() > Printer.LENGTH) {
            throw new FormulaException(
                    "the formula, written out for two classes, has more than " + Printer.LENGTH
                            + " characters, the limit",
                    FormulaException.NOWHERE);
        }
        About about = classes.about();
        return Loss.of(new Definition(
                classes.name() + " of two classes",
                classes.target(),
                classes.prediction(),
                classes.parameters(),
                classes.columns(),
                formula,
                Map.of(),
                new About(about.link(), about.elicits(), about.note(), List.of(), Map.of(), about.source()),
                Set.of()));
    }

    /** The expression with every class-level part as a pair; a row-level part is a list of one. */
    private Expr written(Expr value) {
        Map<Expr, List<Expr>> done = new HashMap<>();
        for (Expr node : value.nodes()) {
            done.put(
                    node,
                    switch (node) {
                        case Num num -> List.of(graph.num(num.value()));
                        case Symbol symbol -> pair(symbol);
                        case Call call ->
                            apply(call, call.arguments().stream().map(done::get).toList());
                    });
        }
        return done.getOrDefault(value, List.of()).get(0);
    }

    private List<Expr> pair(Symbol symbol) {
        Expr single = graph.symbol(symbol.name(), symbol.role(), false);
        return switch (symbol.role()) {
            case TARGET -> List.of(graph.call(Subtract.OPERATION, graph.num(1), single), single);
            case PREDICTION ->
                List.of(probability ? graph.call(Subtract.OPERATION, graph.num(1), single) : graph.num(0), single);
            case CLASSES -> List.of(graph.num(2));
            case PARAMETER, DIRECTION, LABEL, PICKED -> List.of(single);
        };
    }

    private List<Expr> apply(Call call, List<List<Expr>> arguments) {
        return switch (call.operation()) {
            case OverClasses over -> over.ofTwo(graph, at(arguments.get(0), 0), at(arguments.get(0), 1));
            case Elementwise elementwise ->
                call.perClass()
                        ? List.of(apply(elementwise, arguments, 0), apply(elementwise, arguments, 1))
                        : List.of(apply(elementwise, arguments, 0));
        };
    }

    private Expr apply(Elementwise operation, List<List<Expr>> arguments, int k) {
        return graph.call(
                operation, arguments.stream().map(argument -> at(argument, k)).toArray(Expr[]::new));
    }

    private static Expr at(List<Expr> expr, int k) {
        return expr.get(expr.size() == 1 ? 0 : k);
    }
}
