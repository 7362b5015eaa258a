package org.surprisal.score;

import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.score.Inference.Meaning;

/**
 * The ranked probability score of classes in their order: it forgives a class more, the nearer it lies to what
 * happened.
 *
 * <p>Source: E. S. Epstein, "A scoring system for probability forecasts of ranked categories", Journal of Applied
 * Meteorology 8, 1969, there without the division by one less than the number of classes ({@code rps_sum}).
 */
final class RankedProbability {
    private static final String RPS = "rps";

    private final int classes;
    private final Evaluator evaluator = Catalogue.RANKED_PROBABILITY.evaluator();
    private final OutcomeTally tally;
    private final double[] values = new double[Block.SIZE];

    /** No rows. */
    RankedProbability(int classes, boolean weighted) {
        this.classes = classes;
        this.tally = new OutcomeTally(classes, false, weighted);
    }

    /** Whether a plan says that its classes are ordered, by asking for this score. */
    static boolean isAskedFor(Plan plan) {
        return plan.losses().contains(Catalogue.RANKED_PROBABILITY);
    }

    /** Adds a block of hard outcomes, with a column of probabilities per class. */
    void add(double[][] p, Block block) {
        evaluator.values(block.label, p, block.size(), values);
        tally.add(values, block);
    }

    void merge(RankedProbability other) {
        tally.merge(other.tally);
    }

    /** Adds the score, on both scales. */
    void put(Map<String, Estimate> scores, Inference inference) {
        Estimate rps = inference.loss(tally.total(), Meaning.BRIER);
        scores.put(RPS, rps);
        double steps = classes - 1.0;
        Meaning sum = new Meaning(Meaning.BRIER.unit(), Meaning.BRIER.better(), new Inference.Range(0, steps));
        scores.put("rps_sum", inference.increasing(rps, x -> x * steps, steps, sum));
    }

    /** Adds what the frequencies of the classes score, and the skill against them. */
    void putReference(
            FrequencyReference usual,
            Map<String, Estimate> reference,
            Map<String, Estimate> skill,
            Inference inference) {
        Estimate rps = inference.loss(tally.total(), Meaning.BRIER);
        reference.put(RPS, usual.estimate(null, RankedProbability::ofFrequencies, Meaning.BRIER));
        skill.put(RPS, usual.skill(rps, tally, RankedProbability::ofFrequencies));
    }

    /** The mean, for what is said of skewed losses. */
    void putMean(Map<String, Mean> means) {
        means.put(RPS, tally.total().finite().mean());
    }

    private static OutcomeLoss ofFrequencies(Frequencies frequencies) {
        double[] share = frequencies.share();
        double[] linear = new double[share.length];
        for (int k = 0; k < share.length; k++) {
            double below = 0;
            double sum = 0;
            for (int j = 0; j < share.length - 1; j++) {
                below += share[j];
                double off = below - (k <= j ? 1 : 0);
                sum = Math.fma(off, off, sum);
            }
            linear[k] = sum / (share.length - 1);
        }
        return new OutcomeLoss(0, linear, 0);
    }
}
