package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.score.Inference.Meaning;

/** The statistics of numbers forecast by their means. */
final class RegressionStatistics implements Statistics {
    private static final String MSE = "mse";
    private static final String MAE = "mae";

    private final Plan plan;
    private final Block block;
    private final SoftOutcomes noDistributions;
    private final Evaluator squaredLoss = Catalogue.SQUARED.evaluator();
    private final Evaluator absoluteLoss = Catalogue.ABSOLUTE.evaluator();

    private final ExplainedVariance variance;
    private final LossTally absolute;
    private final LossTally errors;
    private final PredictionSpread spread = new PredictionSpread(1);
    private final @Nullable GivenReference given;
    private final List<FurtherLoss> further;
    private final @Nullable KeptErrors kept;

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
        GivenReference reference = GivenReference.of(plan);
        given = reference == null
                ? null
                : reference.compare(MSE, Meaning.SQUARED).compare(MAE, Meaning.ABSOLUTE);
        further = FurtherLoss.all(plan);
        kept = plan.rankingMemory() > 0 ? new KeptErrors(plan) : null;
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
        if (kept != null) {
            kept.add(block);
        }
        if (given != null) {
            double[] r = given.predictions(block);
            squaredLoss.values(y, r, n, scratch);
            given.add(MSE, squares, scratch, block);
            absoluteLoss.values(y, r, n, scratch);
            given.add(MAE, sizes, scratch, block);
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
        if (kept != null && that.kept != null) {
            kept.merge(that.kept);
        }
        if (given != null && that.given != null) {
            given.merge(that.given);
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
        Estimate r2 = variance.r2(inference);
        Map<String, Estimate> scores = new LinkedHashMap<>();
        scores.put(MSE, mse);
        double root = Math.sqrt(mse.value());
        scores.put("rmse", inference.increasing(mse, Math::sqrt, 0.5 / root, Meaning.ABSOLUTE));
        scores.put(MAE, inference.loss(absolute, Meaning.ABSOLUTE));
        scores.put("bias", inference.loss(errors, Meaning.BIAS));
        scores.put("r2", r2);
        for (FurtherLoss each : further) {
            each.put(scores, inference);
        }
        Map<String, Estimate> reference = new LinkedHashMap<>();
        Map<String, Estimate> skill = new LinkedHashMap<>();
        if (given != null) {
            given.put(reference, skill, inference, scores);
        } else {
            reference.put(MSE, variance.ofOutcome(inference));
            skill.put(MSE, r2);
        }
        List<Note> notes = notes(squared);
        KeptErrors.Found found = kept == null ? null : kept.findings(inference, notes);
        notes.sort(Gravity.ORDER);
        Map<String, Decomposition> decomposition = Map.of();
        List<Section> sections = List.of();
        if (found != null) {
            MeanLine line = new MeanLine(found.rows());
            IsotonicMeans isotonic = new IsotonicMeans(found.rows());
            line.put(scores, inference);
            decomposition = Map.of(MSE, isotonic.squaredError(inference, variance.ofOutcome(inference)));
            Map<String, Curve> curves = new LinkedHashMap<>();
            curves.put("isotonic", isotonic.curve());
            curves.put("observed_predicted", found.cells());
            sections = List.of(found.errors(), line.calibration(inference, curves));
        }
        return new Findings(
                scores,
                reference,
                given == null ? "mean" : given.name(),
                skill,
                decomposition,
                null,
                plan.weighted() ? Double.valueOf(squared.finite().mass().effectiveRows()) : null,
                notes,
                sections);
    }

    private List<Note> notes(LossTally squared) {
        List<Note> notes = new ArrayList<>();
        spread.note(notes, squared.rows());
        Scarcity.note(notes, plan, squared.rows(), null);
        Map<String, Mean> means = new LinkedHashMap<>();
        means.put(MSE, squared.finite().mean());
        means.put(MAE, absolute.finite().mean());
        for (FurtherLoss each : further) {
            each.note(notes);
            each.putMean(means);
        }
        SkewedLosses.note(notes, means);
        return notes;
    }
}
