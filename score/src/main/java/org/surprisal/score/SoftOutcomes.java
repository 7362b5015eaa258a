package org.surprisal.score;

/** Outcomes that are distributions, as companion columns of a loss: the probability of each class, then Σ y_k². */
final class SoftOutcomes {
    private final double[][] probability;
    private final double[][] companions;
    private final boolean weighted;

    /** Room for the outcomes of a block. */
    SoftOutcomes(int classes, boolean weighted) {
        this.weighted = weighted;
        probability = new double[classes][Block.SIZE];
        companions = new double[classes + 1][Block.SIZE];
    }

    /** Takes a block with binary outcomes y: the negative class has 1 - y. */
    void takeBinary(Block block) {
        for (int i = 0; i < block.size(); i++) {
            probability[0][i] = 1 - block.outcome[i];
            probability[1][i] = block.outcome[i];
        }
        join(block);
    }

    /** Takes a block with a distribution over classes in each row. */
    void takeClasses(Block block) {
        for (int k = 0; k < probability.length; k++) {
            System.arraycopy(block.distribution[k], 0, probability[k], 0, block.size());
        }
        join(block);
    }

    private void join(Block block) {
        int classes = probability.length;
        for (int i = 0; i < block.size(); i++) {
            double w = weighted ? block.weight[i] : 1;
            double squares = 0;
            for (int k = 0; k < classes; k++) {
                double y = probability[k][i];
                squares = Math.fma(y, y, squares);
                companions[k][i] = w * y;
            }
            companions[classes][i] = w * squares;
        }
    }

    /** The probability of each class, {@code [class][row]}. */
    double[][] probability() {
        return probability;
    }

    /** The companion columns, times the weight. */
    double[][] companions() {
        return companions;
    }
}
