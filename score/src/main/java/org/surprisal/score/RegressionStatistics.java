package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.score.Inference.Meaning;

/** The statistics of numbers forecast by their means. */
final class RegressionStatistics implements Statistics {
    private final Plan plan;
    private final Block block;
    private final SoftOutcomes noDistributions;
    private final Evaluator squaredLoss = Catalogue.SQUARED.evaluator();
    private final Evaluator absoluteLoss = Catalogue.ABSOLUTE.evaluator();

    private final ExplainedVariance variance;
    private final LossTally absolute;
    private final LossTally errors;
    private final PredictionSpread spread = new PredictionSpread(1);
    private final @Nullable PairedLoss pairedSquared;
    private final @Nullable PairedLoss pairedAbsolute;
    private final List<FurtherLoss> further;

    private final double[] squares = new double[Block.SIZE];
    private final double[] sizes = new double[Block.SIZE];
    private final double[] scratch = new double[Block.SIZE];

    RegressionStatistics(Plan plan) {
        this.plan = plan;
        boolean weighted = plan.weighted();
        block = new Block(plan);
        noDistributions = new SoftOutcomes(0, weighted);
        variance = new ExplainedVariance(weighted);
        absolute = new LossTally(weighted, 0);
        errors = new LossTally(weighted, 0);
        boolean paired = plan.hasReference() || plan.referenceValue() != null;
        pairedSquared = paired ? new PairedLoss(weighted) : null;
        pairedAbsolute = paired ? new PairedLoss(weighted) : null;
        further = FurtherLoss.all(plan);
    }

    @Override
    public void add(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            addBlock();
        }
    }

    private void addBlock() {
        int n = block.size();
        double[] y = block.outcome;
        double[] p = block.prediction[0];
        squaredLoss.values(y, p, n, squares);
        variance.add(squares, block);
        absoluteLoss.values(y, p, n, sizes);
        absolute.add(sizes, block.weight, block.counts, n);
        for (int i = 0; i < n; i++) {
            scratch[i] = p[i] - y[i];
        }
        errors.add(scratch, block.weight, block.counts, n);
        spread.add(block.prediction, n);
        if (pairedSquared != null && pairedAbsolute != null) {
            if (plan.referenceValue() != null) {
                Arrays.fill(block.reference, 0, n, plan.referenceValue());
            }
            squaredLoss.values(y, block.reference, n, scratch);
            pairedSquared.add(squares, scratch, block);
            absoluteLoss.values(y, block.reference, n, scratch);
            pairedAbsolute.add(sizes, scratch, block);
        }
        for (FurtherLoss each : further) {
            each.add(block, block.prediction, noDistributions);
        }
    }

    @Override
    public void merge(Statistics other) {
        RegressionStatistics that = (RegressionStatistics) other;
        variance.merge(that.variance);
        absolute.merge(that.absolute);
        errors.merge(that.errors);
        spread.merge(that.spread);
        if (pairedSquared != null && that.pairedSquared != null) {
            pairedSquared.merge(that.pairedSquared);
        }
        if (pairedAbsolute != null && that.pairedAbsolute != null) {
            pairedAbsolute.merge(that.pairedAbsolute);
        }
        for (int i = 0; i < further.size(); i++) {
            further.get(i).merge(that.further.get(i));
        }
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        return new boolean[rows.size()];
    }

    @Override
    public Findings finish() {
        Inference inference = new Inference(plan.level());
        LossTally squared = variance.squaredErrors();
        Estimate mse = inference.loss(squared, Meaning.SQUARED);
        Estimate mae = inference.loss(absolute, Meaning.ABSOLUTE);
        Estimate r2 = variance.r2(inference);
        Map<String, Estimate> scores = new LinkedHashMap<>();
        scores.put("mse", mse);
        double root = Math.sqrt(mse.value());
        scores.put("rmse", inference.increasing(mse, Math::sqrt, 0.5 / root, Meaning.ABSOLUTE));
        scores.put("mae", mae);
        scores.put("bias", inference.loss(errors, Meaning.BIAS));
        scores.put("r2", r2);
        for (FurtherLoss each : further) {
            each.put(scores, inference);
        }
        Map<String, Estimate> reference = new LinkedHashMap<>();
        Map<String, Estimate> skill = new LinkedHashMap<>();
        if (pairedSquared != null && pairedAbsolute != null) {
            reference.put("mse", pairedSquared.reference(inference, Meaning.SQUARED));
            reference.put("mae", pairedAbsolute.reference(inference, Meaning.ABSOLUTE));
            skill.put("mse", pairedSquared.skill(inference, mse, Meaning.SQUARED));
            skill.put("mae", pairedAbsolute.skill(inference, mae, Meaning.ABSOLUTE));
        } else {
            reference.put("mse", variance.ofOutcome(inference));
            skill.put("mse", r2);
        }
        return new Findings(
                scores,
                reference,
                referenceName(),
                skill,
                null,
                plan.weighted() ? Double.valueOf(squared.finite().mass().effectiveRows()) : null,
                notes(squared));
    }

    private String referenceName() {
        if (plan.hasReference()) {
            return "column";
        }
        return plan.referenceValue() == null ? "mean" : "value";
    }

    private List<Note> notes(LossTally squared) {
        List<Note> notes = new ArrayList<>();
        spread.note(notes, squared.rows());
        Scarcity.note(notes, plan, squared.rows(), null);
        Map<String, Mean> means = new LinkedHashMap<>();
        means.put("mse", squared.finite().mean());
        means.put("mae", absolute.finite().mean());
        for (FurtherLoss each : further) {
            each.note(notes);
            each.putMean(means);
        }
        SkewedLosses.note(notes, means);
        notes.sort(Gravity.ORDER);
        return notes;
    }
}
