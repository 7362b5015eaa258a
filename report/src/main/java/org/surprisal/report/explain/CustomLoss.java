package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.surprisal.loss.Loss;
import org.surprisal.loss.op.Operations;
import org.surprisal.loss.traits.Examination;
import org.surprisal.loss.traits.Suggestion;
import org.surprisal.report.Prose;

/** A loss of one's own: what follows from its formula, and what may go wrong with it. */
final class CustomLoss implements Topic {
    private static final String FORMULA = "(y_true - y_pred)^2 / (1 + abs(y_true))";
    private static final String NAIVE = "log(1 + exp(z)) - y * z";
    private static final double[][] POINTS = {{0, 1}, {3, 1}, {3, 3}, {-9, 1}};

    @Override
    public String name() {
        return "custom-loss";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("custom", "ownloss", "自定义"));
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        Loss own = Loss.of(FORMULA);
        Examination examined = Examination.of(Loss.of(NAIVE), share -> {});
        Suggestion suggestion = examined.suggestions().getFirst();
        Map<String, Object> figures = new HashMap<>();
        figures.put("formula", FORMULA);
        figures.put("gradient", own.gradient().toString());
        figures.put("hessian", own.hessian().toString());
        figures.put("table", table(own, phrases));
        figures.put("naive", NAIVE);
        figures.put("part", suggestion.part());
        figures.put("better", suggestion.better());
        figures.put("at", suggestion.at());
        figures.put("computed", Double.toString(suggestion.computed()));
        figures.put("exact", Double.toString(suggestion.exact()));
        figures.put("rewritten", examined.rewritten());
        figures.put("known", examined.known().map(Loss::name).orElse(""));
        figures.put("operations", operations());
        return figures;
    }

    private static List<String> table(Loss own, Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        for (double[] point : POINTS) {
            rows.add(List.of(
                    Prose.number(point[0]),
                    Prose.number(point[1]),
                    Prose.number(own.value(point[0], point[1])),
                    Prose.number(own.gradient(point[0], point[1])),
                    Prose.number(own.hessian(point[0], point[1]))));
        }
        List<String> head =
                List.of("y_true", "y_pred", phrases.say("loss"), phrases.say("gradient"), phrases.say("hessian"));
        return phrases.table(head, "rrrrr", rows);
    }

    /** The functions that formulas may use, in the order of the list. */
    private static String operations() {
        return Operations.all().stream()
                .map(operation -> operation.name())
                .filter(name -> Character.isLetter(name.charAt(0)))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
