package org.surprisal.score;

/**
 * Errors of calibration in bins of forecasts: how far what happened in a bin is from what was expected. Each is biased
 * and not normal, so they are compared with what they are where outcomes are drawn from the forecasts.
 *
 * <p>Sources: bins of equal width, right-closed, and the largest error, Guo, Pleiss, Sun and Weinberger, On calibration
 * of modern neural networks, ICML 2017; the debiased square, Bröcker, Estimating reliability and resolution of
 * probability forecasts, Climate Dynamics 39 (2012), Kumar, Liang and Ma, Verified uncertainty calibration, NeurIPS
 * 2019.
 */
enum CalibrationErrors {
    /** The mean difference over 15 bins of equal width. */
    ECE_POSITIVE("ece_positive") {
        @Override
        double of(BlockSums[] width, BlockSums[] mass) {
            return mean(width);
        }
    },
    /** The mean difference over 15 bins of equal mass. */
    ECE_EQUAL_MASS("ece_equal_mass") {
        @Override
        double of(BlockSums[] width, BlockSums[] mass) {
            return mean(mass);
        }
    },
    /** The largest difference of the bins of equal width that are not empty. */
    MAX("max_calibration_error") {
        @Override
        double of(BlockSums[] width, BlockSums[] mass) {
            double largest = 0;
            for (BlockSums bin : width) {
                largest =
                        bin.rows() > 0 ? Math.max(largest, Math.abs(bin.events - bin.expected) / bin.rows()) : largest;
            }
            return largest;
        }
    },
    /** The mean square over bins of equal mass less what chance adds to it; bins of one row tell nothing. */
    SQUARED_DEBIASED("calibration_error_squared_debiased") {
        @Override
        double of(BlockSums[] width, BlockSums[] mass) {
            double sum = 0;
            double all = 0;
            for (BlockSums bin : mass) {
                double rows = bin.rows();
                if (rows > 1) {
                    double miss = (bin.events - bin.expected) / rows;
                    double chance = bin.events / rows * (bin.others / rows) / (rows - 1);
                    sum += rows * (miss * miss - chance);
                    all += rows;
                }
            }
            return all == 0 ? Double.NaN : sum / all;
        }
    };

    private final String key;

    CalibrationErrors(String key) {
        this.key = key;
    }

    /** The name of the score. */
    String key() {
        return key;
    }

    /** Whether the error is defined for rows of weights and soft outcomes too. */
    boolean ofAnyRows() {
        return this != SQUARED_DEBIASED;
    }

    /** The error, given the sums of the bins of equal width and of those of equal mass. */
    abstract double of(BlockSums[] width, BlockSums[] mass);

    private static double mean(BlockSums[] bins) {
        double sum = 0;
        double all = 0;
        for (BlockSums bin : bins) {
            sum += Math.abs(bin.events - bin.expected);
            all += bin.rows();
        }
        return sum / all;
    }
}
