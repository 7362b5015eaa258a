package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a label of several that may all be true at once has its outcome and its forecast: named as a pair, or found by
 * ordinary names around the label's own.
 *
 * @param name the label
 * @param outcome the column of what happened, 0 or 1
 * @param prediction the column of probabilities
 */
record LabelColumns(String name, String outcome, String prediction) {
    private static final List<String> OUTCOMES =
            List.of("%s_outcome", "outcome_%s", "%s_true", "true_%s", "y_%s", "label_%s", "%s_label", "%s");
    private static final List<String> PREDICTIONS = List.of(
            ".pred_%s",
            "pred_%s", "%s_pred", "prob_%s", "%s_prob", "p_%s", "%s_p", "%s_probability", "score_%s", "%s_score");

    /**
     * The columns of labels.
     *
     * @param asked labels, or pairs {@code OUTCOME=PREDICTION}, at least two
     * @throws Unscorable when a label's columns are not there, or there are several, or a label comes twice
     */
    static List<LabelColumns> find(Columns columns, List<String> asked) {
        if (asked.size() < 2) {
            throw new Unscorable("--labels names at least two labels; score one label by --outcome and --prediction.");
        }
        List<LabelColumns> all = new ArrayList<>();
        for (String label : asked) {
            LabelColumns found = one(columns, label);
            if (all.stream().anyMatch(each -> each.prediction.equals(found.prediction))) {
                throw new Unscorable("--labels uses \"" + found.prediction + "\" twice; name each label once.");
            }
            all.add(found);
        }
        return List.copyOf(all);
    }

    private static LabelColumns one(Columns columns, String label) {
        int sign = label.lastIndexOf('=');
        if (sign > 0 && !columns.names().contains(label)) {
            String outcome = columns.resolve(label.substring(0, sign).strip(), "--labels");
            return new LabelColumns(
                    outcome, outcome, columns.resolve(label.substring(sign + 1).strip(), "--labels"));
        }
        List<String> predictions = present(columns, PREDICTIONS, label);
        List<String> outcomes = present(columns, OUTCOMES, label);
        if (predictions.isEmpty() && outcomes.size() > 1 && outcomes.getLast().equals(label)) {
            // X is forecast, X_outcome happened.
            predictions = List.of(label);
        }
        outcomes.removeAll(predictions);
        if (outcomes.size() != 1 || predictions.size() != 1) {
            throw new Unscorable("The label " + label + " has "
                    + (outcomes.isEmpty() ? "no column of outcomes" : "the outcomes " + Columns.listed(outcomes))
                    + " and "
                    + (predictions.isEmpty()
                            ? "no column of forecasts"
                            : "the forecasts " + Columns.listed(predictions))
                    + " by its name; write OUTCOME=PREDICTION for it, such as --labels " + label + "=prob_" + label
                    + ". The columns are " + Columns.listed(columns.names()) + ".");
        }
        return new LabelColumns(label, outcomes.getFirst(), predictions.getFirst());
    }

    private static List<String> present(Columns columns, List<String> patterns, String label) {
        List<String> found = new ArrayList<>();
        for (String pattern : patterns) {
            String name = pattern.replace("%s", label);
            if (columns.names().contains(name)) {
                found.add(name);
            }
        }
        return found;
    }
}
