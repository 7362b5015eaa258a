package org.surprisal.score;

/**
 * Class scores without +∞. A score of +∞ is certain of its class, several share that certainty; such a row is replaced
 * by one that says the same with 0 and -∞, where no difference of infinities arises.
 */
final class CertainScores {
    private double[][] replaced = new double[0][];

    /** The columns themselves where no score is +∞, otherwise copies; valid until the next call. */
    double[][] of(double[][] z, int n) {
        int certain = 0;
        for (double[] column : z) {
            for (int i = 0; i < n; i++) {
                certain += column[i] == Double.POSITIVE_INFINITY ? 1 : 0;
            }
        }
        if (certain == 0) {
            return z;
        }
        if (replaced.length == 0) {
            replaced = new double[z.length][Block.SIZE];
        }
        for (int i = 0; i < n; i++) {
            boolean any = false;
            for (double[] column : z) {
                any |= column[i] == Double.POSITIVE_INFINITY;
            }
            for (int k = 0; k < z.length; k++) {
                double score = z[k][i];
                replaced[k][i] = any ? (score == Double.POSITIVE_INFINITY ? 0 : Double.NEGATIVE_INFINITY) : score;
            }
        }
        return replaced;
    }
}
