package org.surprisal.loss;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.parse.Parser;

/** The names that a custom formula may use for what happened and what was forecast. */
final class CustomNames {
    private static final List<String> TARGETS = List.of("y", "y_true", "target");
    private static final List<String> PREDICTIONS =
            List.of("p", "z", "y_pred", "prediction", "yhat", "y_hat", "mu", "q");

    private CustomNames() {}

    static Loss loss(String formula) {
        Set<String> used = Parser.names(formula);
        String target = one(TARGETS, used, "the target");
        String prediction = one(PREDICTIONS, used, "the prediction");
        Set<String> hints = new HashSet<>(TARGETS);
        hints.addAll(PREDICTIONS);
        Loss loss = Loss.of(Definition.of(
                formula.strip(),
                new Variable(target, Domain.REAL),
                new Variable(prediction, Domain.REAL),
                formula,
                hints));
        // Only now: a name that is not known is the more helpful complaint.
        if (!used.contains(prediction)) {
            throw new FormulaException(
                    "the formula has no prediction: call it " + String.join(", ", PREDICTIONS.subList(0, 3))
                            + " (and what happened y or y_true)",
                    FormulaException.NOWHERE);
        }
        return loss;
    }

    private static String one(List<String> names, Set<String> used, String what) {
        Set<String> both = new LinkedHashSet<>(names);
        both.retainAll(used);
        if (both.size() > 1) {
            throw new FormulaException(
                    what + " has two names in the formula, " + String.join(" and ", both) + ": use one of them",
                    FormulaException.NOWHERE);
        }
        return both.isEmpty() ? names.get(0) : both.iterator().next();
    }
}
