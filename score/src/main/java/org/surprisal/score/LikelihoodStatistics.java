package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.math.Log;
import org.surprisal.score.Inference.Meaning;

/**
 * The statistics of log-probabilities that were given to what happened, such as those of a text's tokens: their mean
 * with its sign turned is the log loss. Where the rows have bytes, the bits per byte are {@code Σ w l / (ln 2 Σ w b)},
 * a ratio of means whose influence is {@code (l - b Σ w l / Σ w b) / (ln 2 Σ w b)}.
 */
final class LikelihoodStatistics implements Statistics {
    static final String LOG_LOSS = "log_loss";
    static final String BITS_PER_BYTE = "bits_per_byte";
    static final double LN_2 = Log.of(2);

    private final Plan plan;
    private final Block block;
    private final LossTally losses;
    private final PairedLoss beside;
    private final PredictionSpread spread = new PredictionSpread(1);
    private final double[] loss = new double[Block.SIZE];

    LikelihoodStatistics(Plan plan) {
        if (!plan.losses().isEmpty()) {
            throw new Unscorable(
                    "--loss is of outcomes and predictions, so it does not go with --as logprob; leave it" + " out.");
        }
        if (!plan.zero().name().equals("infinite")) {
            throw new Unscorable("--zero is a rule for probabilities that are given, so it does not go with --as"
                    + " logprob; leave it out.");
        }
        this.plan = plan;
        block = new Block(plan);
        losses = new LossTally(plan.weighted(), 0);
        beside = new PairedLoss(plan.weighted());
    }

    /** The losses of the rows of a block: -x, and 0 for a probability of 1. */
    static void losses(Block block, double[] out) {
        double[] x = block.prediction[0];
        for (int i = 0; i < block.size(); i++) {
            out[i] = 0 - x[i];
        }
    }

    @Override
    public void add(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            losses(block, loss);
            losses.add(loss, block.weight, block.counts, block.size());
            spread.add(block.prediction, block.size());
            if (plan.sized()) {
                beside.add(loss, block.reference, block);
            }
        }
    }

    @Override
    public void merge(Statistics other) {
        LikelihoodStatistics that = (LikelihoodStatistics) other;
        losses.merge(that.losses);
        beside.merge(that.beside);
        spread.merge(that.spread);
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        boolean[] concerned = new boolean[rows.size()];
        for (int i = 0; i < concerned.length; i++) {
            concerned[i] = rows.prediction()[0][i] == Double.NEGATIVE_INFINITY;
        }
        return concerned;
    }

    @Override
    public Findings finish() {
        Inference inference = new Inference(plan.level());
        Map<String, Estimate> scores = new LinkedHashMap<>();
        LogLossScores.put(scores, inference, losses);
        if (plan.sized()) {
            scores.put(BITS_PER_BYTE, bitsPerByte(inference));
        }
        List<Note> notes = new ArrayList<>();
        new ZeroProbability(plan.zero()).note(notes, losses.infinite());
        spread.note(notes, losses.rows());
        Scarcity.note(notes, plan, losses.rows(), null);
        if (losses.rows() > 1) {
            notes.add(new Note(Note.Code.TOKENS_DEPEND, Note.Severity.INFO, 0, List.of(), Map.of()));
        }
        Map<String, Mean> means = new LinkedHashMap<>();
        LogLossScores.putMean(means, losses);
        SkewedLosses.note(notes, means);
        notes.sort(Gravity.ORDER);
        return new Findings(
                scores,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                null,
                plan.weighted() ? Double.valueOf(losses.finite().mass().effectiveRows()) : null,
                notes);
    }

    private Estimate bitsPerByte(Inference inference) {
        Estimate surprisal = inference.loss(losses, Meaning.NATS);
        Estimate size = beside.reference(inference, Meaning.NATS);
        double nats = surprisal.value();
        double bytes = size.value();
        if (bytes == 0 || Double.isNaN(bytes)) {
            return inference.undefined(Meaning.BITS, surprisal.n(), Reasons.NO_BYTES);
        }
        if (Double.isInfinite(nats)) {
            return inference.loss(losses, Meaning.BITS);
        }
        return beside.smooth(
                inference,
                nats / bytes / LN_2,
                1 / bytes / LN_2,
                -nats / bytes / bytes / LN_2,
                Meaning.BITS,
                Reasons.CONSTANT);
    }
}
