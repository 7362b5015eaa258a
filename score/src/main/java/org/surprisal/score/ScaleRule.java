package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.score.Unscorable.Choice;

/** Settles on which scale probabilities are given. It never guesses another one than probabilities themselves. */
final class ScaleRule {
    private final Columns columns;
    private final Request request;
    private final Roles roles;

    ScaleRule(Columns columns, Request request, Roles roles) {
        this.columns = columns;
        this.request = request;
        this.roles = roles;
    }

    /**
     * The scale of predictions that are probabilities in one form or another.
     *
     * @param facts facts about the predictions
     * @return probability, percent or logit
     * @throws Unscorable when nothing is asked and the values cannot be probabilities
     */
    Scale of(TableFacts facts) {
        Scale asked = request.scale();
        if (asked == Scale.MEAN) {
            throw new Unscorable("--as mean is for one prediction column of numbers, not for classes.");
        }
        boolean signs = roles.prediction().stream()
                .allMatch(name -> columns.kind(name)
                        .filter(kind -> kind == Column.Kind.PERCENT)
                        .isPresent());
        if (asked == Scale.PERCENT && signs) {
            // A cell with a per cent sign has been read as the share it means.
            return Scale.PROBABILITY;
        }
        if (asked != null) {
            return asked;
        }
        refuseOtherScales(facts);
        return Scale.PROBABILITY;
    }

    /** More values beyond [0, 1] than within: to score the rest would be to score something else. */
    private void refuseOtherScales(TableFacts facts) {
        long complete = facts.completeRows();
        long within = facts.completeRows()
                - facts.rowsBeyond()
                - (roles.prediction().size() > 1 ? 0 : facts.prediction().ends());
        if (facts.rowsBeyond() <= 1.5 * within || facts.rowsBeyond() < 0.1 * complete) {
            return;
        }
        long share = Math.round(100.0 * facts.rowsBeyond() / complete);
        List<Choice> choices = new ArrayList<>();
        boolean percent = facts.min() >= 0 && facts.max() <= 100;
        if (percent) {
            choices.add(roles.choice("--as", "percent"));
        }
        choices.add(roles.choice("--as", "logit"));
        if (roles.prediction().size() == 1 && roles.outcome().size() == 1) {
            choices.add(roles.choice("--as", "mean"));
        }
        throw new Unscorable(
                "The predictions reach from " + NumericText.name(facts.min()) + " to " + NumericText.name(facts.max())
                        + " and "
                        + share + " % of the rows lie outside [0, 1]: they look like "
                        + (percent ? "percentages" : "log-odds or class scores")
                        + ", not probabilities; say with --as how to read them.",
                choices);
    }
}
