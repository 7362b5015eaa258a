package org.surprisal.loss;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.parse.Faults;
import org.surprisal.loss.parse.Parser;

/** The names that a custom formula may use for what happened and what was forecast. */
final class CustomNames {
    private static final List<String> TARGETS = List.of("y", "y_true", "target");
    private static final List<String> PREDICTIONS =
            List.of("p", "z", "y_pred", "prediction", "yhat", "y_hat", "mu", "q");

    private static final String USAGE =
            "the formula, a semicolon and its parameters, such as abs(y - p)^a; a=1.5, or one that is"
                    + " predicted, such as ((y - p) / s)^2 + 2 * log(s); s=predicted";

    /** Every number, infinite ones too. */
    private static final Domain ANY = new Domain(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    private CustomNames() {}

    static Loss loss(String text) {
        int end = text.indexOf(';');
        String formula = (end < 0 ? text : text.substring(0, end)).strip();
        List<Settings.Setting> settings = end < 0 ? List.of() : Settings.of(text.substring(end + 1), USAGE);
        Set<String> used = Parser.names(formula);
        List<Parameter> parameters = parameters(settings, used);
        parameters.forEach(parameter -> used.remove(parameter.name()));
        String target = one(TARGETS, used, parameters, "the target");
        String prediction = one(PREDICTIONS, used, parameters, "the prediction");
        Set<String> hints = new HashSet<>(TARGETS);
        hints.addAll(PREDICTIONS);
        Loss loss = Loss.of(Definition.of(
                formula, new Variable(target, Domain.REAL), new Variable(prediction, Domain.REAL), parameters, hints));
        // Only now: a name that is not known is the more helpful complaint.
        if (!used.contains(prediction)) {
            throw new FormulaException(
                    "the formula has no prediction: call it " + String.join(", ", PREDICTIONS.subList(0, 3))
                            + " (and what happened y or y_true)",
                    FormulaException.NOWHERE);
        }
        for (int i = 0; i < settings.size(); i++) {
            Settings.Setting setting = settings.get(i);
            boolean number = setting.numbers().isPresent() && !setting.value().startsWith("[");
            loss = number ? loss : setting.applied(loss, parameters.get(i).name());
        }
        return loss;
    }

    /** What stands after the formula: with a number its value, otherwise 1 until it comes with the rows. */
    private static List<Parameter> parameters(List<Settings.Setting> settings, Set<String> used) {
        List<Parameter> parameters = new ArrayList<>();
        for (Settings.Setting setting : settings) {
            @Nullable String name = setting.name();
            if (name == null) {
                throw Settings.unreadable(setting.value(), USAGE);
            }
            if (!used.contains(name)) {
                throw new FormulaException(
                        "the formula has no '" + name + "', which is set after it"
                                + Faults.nearest(name, used)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(": leave it out"),
                        FormulaException.NOWHERE);
            }
            if (parameters.stream().anyMatch(parameter -> parameter.name().equals(name))) {
                throw new FormulaException(name + " is set twice: once is enough", FormulaException.NOWHERE);
            }
            boolean one = !setting.value().startsWith("[");
            double value =
                    setting.numbers().map(numbers -> one ? numbers[0] : 1).orElse(1.0);
            parameters.add(new Parameter(name, value, Double.isInfinite(value) ? ANY : Domain.REAL));
        }
        return parameters;
    }

    private static String one(List<String> names, Set<String> used, List<Parameter> taken, String what) {
        Set<String> both = new LinkedHashSet<>(names);
        both.retainAll(used);
        if (both.size() > 1) {
            throw new FormulaException(
                    what + " has two names in the formula, " + String.join(" and ", both) + ": use one of them",
                    FormulaException.NOWHERE);
        }
        return both.isEmpty()
                ? names.stream()
                        .filter(name ->
                                taken.stream().noneMatch(one -> one.name().equals(name)))
                        .findFirst()
                        .orElse(names.get(0))
                : both.iterator().next();
    }
}
