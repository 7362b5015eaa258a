package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statistics of hard labels on both sides: without probabilities only agreement can be counted. */
final class LabelStatistics implements Statistics {
    private final Plan plan;
    private final Block block;
    private final Accuracy accuracy;
    private final long[] rowsByClass;

    LabelStatistics(Plan plan) {
        if (!plan.losses().isEmpty()) {
            throw new Unscorable("The loss " + plan.losses().getFirst().name()
                    + " needs probabilities or numbers, but the predictions are labels: leave --loss out.");
        }
        this.plan = plan;
        block = new Block(plan);
        accuracy = new Accuracy(plan.classes().size(), false, plan.weighted());
        rowsByClass = new long[plan.classes().size()];
    }

    @Override
    public void add(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            accuracy.addLabels(block);
            for (int i = 0; i < block.size(); i++) {
                rowsByClass[block.label[i]] = Math.addExact(rowsByClass[block.label[i]], block.count(i));
            }
        }
    }

    @Override
    public void merge(Statistics other) {
        LabelStatistics that = (LabelStatistics) other;
        accuracy.merge(that.accuracy);
        for (int k = 0; k < rowsByClass.length; k++) {
            rowsByClass[k] = Math.addExact(rowsByClass[k], that.rowsByClass[k]);
        }
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        return new boolean[rows.size()];
    }

    @Override
    public Findings finish() {
        Weight all = accuracy.all();
        Map<String, Estimate> scores = new LinkedHashMap<>();
        Inference inference = new Inference(plan.level());
        scores.put("accuracy", accuracy.estimate(inference));
        Agreement agreement = accuracy.agreement();
        if (agreement != null) {
            agreement.put(scores, inference);
        }
        List<Note> notes = new ArrayList<>();
        notes.add(new Note(Note.Code.LABELS_ONLY, Note.Severity.INFO, 0, List.of(), Map.of()));
        Scarcity.note(notes, plan, all.rows(), rowsByClass);
        notes.sort(Gravity.ORDER);
        return new Findings(
                scores,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                accuracy.confusion(inference, plan.classes()),
                plan.weighted() ? Double.valueOf(all.effectiveRows()) : null,
                notes);
    }
}
