package org.surprisal.score;

import org.surprisal.score.Inference.Meaning;

/** A loss of the predictions beside the same loss of a reference prediction that each row carries. */
final class PairedLoss {
    private final boolean weighted;
    private final LossTally reference;
    private final LossTally joint;
    private final double[] kept = new double[Block.SIZE];
    private final double[] companion = new double[Block.SIZE];
    private final double[] weight = new double[Block.SIZE];
    private final long[] counts = new long[Block.SIZE];

    /** No rows. */
    PairedLoss(boolean weighted) {
        this.weighted = weighted;
        reference = new LossTally(weighted, 0);
        joint = new LossTally(weighted, 1);
    }

    /** Adds the losses of a block: l of the predictions, r of the reference. */
    void add(double[] l, double[] r, Block block) {
        reference.add(r, block.weight, block.counts, block.size());
        int n = 0;
        for (int i = 0; i < block.size(); i++) {
            double w = weighted ? block.weight[i] : 1;
            if (Double.isFinite(l[i]) && Double.isFinite(w * r[i])) {
                kept[n] = l[i];
                companion[n] = w * r[i];
                weight[n] = w;
                counts[n++] = block.count(i);
            }
        }
        joint.add(kept, weight, block.counts == null ? null : counts, n, companion);
    }

    /** Takes what another state has seen. */
    void merge(PairedLoss other) {
        reference.merge(other.reference);
        joint.merge(other.joint);
    }

    /** The mean loss of the reference. */
    Estimate reference(Inference inference, Meaning meaning) {
        return inference.loss(reference, meaning);
    }

    /**
     * A smooth function of both means, by its influence {@code a (l - L) + b (r - R)} on a row.
     *
     * @param none why there is no interval where all influences are 0
     */
    Estimate smooth(Inference inference, double value, double a, double b, Meaning meaning, String none) {
        LossSums both = joint.finite();
        return inference.smooth(
                value,
                both.squares(a, 0, b),
                both.weight(),
                joint.rows(),
                meaning,
                Math.max(Math.abs(value), Double.MIN_NORMAL),
                none);
    }

    /** The skill of the predictions, whose mean loss is {@code score}. */
    Estimate skill(Inference inference, Estimate score, Meaning meaning) {
        return ReferenceGain.skill(
                inference,
                score,
                reference(inference, meaning),
                Reasons.PERFECT_REFERENCE,
                (a, b) -> joint.finite().squares(a, 0, b),
                joint.finite().weight());
    }
}
