/// The catalogue's losses as plain loops: the sum over some rows.
final class PlainLosses {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /// ln k! for the counts of the rows.
    private static final double[] LOG_FACTORIAL = new double[64];

    static {
        for (int k = 1; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + Math.log(k);
        }
    }

    interface Row {
        double sum(double[] y, double[] p, int from, int to);
    }

    interface Classes {
        double sum(int[] label, double[][] p, int from, int to);
    }

    private PlainLosses() {}

    static Row row(String loss) {
        return switch (loss) {
            case "log_loss" -> PlainLosses::logLoss;
            case "log_loss_logit" -> PlainLosses::logLossLogit;
            case "brier", "squared" -> PlainLosses::squared;
            case "absolute" -> PlainLosses::absolute;
            case "huber" -> PlainLosses::huber;
            case "pinball" -> PlainLosses::pinball;
            case "poisson" -> PlainLosses::poisson;
            case "gamma" -> PlainLosses::gamma;
            case "gaussian" -> PlainLosses::gaussian;
            case "hinge" -> PlainLosses::hinge;
            default -> throw new IllegalArgumentException("No plain loop was written for " + loss);
        };
    }

    static Classes classes(String loss) {
        return switch (loss) {
            case "cross_entropy", "kl_divergence" -> PlainLosses::crossEntropy;
            case "cross_entropy_logit" -> PlainLosses::crossEntropyLogit;
            case "brier_classes" -> PlainLosses::brierClasses;
            default -> throw new IllegalArgumentException("No plain loop was written for " + loss);
        };
    }

    /// The outcome is known to be 0 or 1: one logarithm.
    static double logLoss(byte[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum -= Math.log(y[i] != 0 ? p[i] : 1 - p[i]);
        }
        return sum;
    }

    static double logLoss(byte[] y, float[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum -= Math.log(y[i] != 0 ? p[i] : 1.0 - p[i]);
        }
        return sum;
    }

    private static double logLoss(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            // An outcome may be a probability too.
            sum -= y[i] == 1
                    ? Math.log(p[i])
                    : y[i] == 0 ? Math.log1p(-p[i]) : y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log1p(-p[i]);
        }
        return sum;
    }

    private static double logLossLogit(double[] y, double[] z, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(Math.exp(-Math.abs(z[i])));
        }
        return sum;
    }

    private static double squared(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double d = p[i] - y[i];
            sum += d * d;
        }
        return sum;
    }

    private static double absolute(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(p[i] - y[i]);
        }
        return sum;
    }

    private static double huber(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double d = Math.abs(p[i] - y[i]);
            sum += d <= 1 ? 0.5 * d * d : d - 0.5;
        }
        return sum;
    }

    private static double pinball(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double d = y[i] - p[i];
            sum += d >= 0 ? 0.5 * d : -0.5 * d;
        }
        return sum;
    }

    private static double poisson(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += p[i] - y[i] * Math.log(p[i]) + LOG_FACTORIAL[(int) y[i]];
        }
        return sum;
    }

    private static double gamma(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.log(p[i]) + y[i] / p[i];
        }
        return sum;
    }

    private static double gaussian(double[] y, double[] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double d = p[i] - y[i];
            sum += 0.5 * d * d + HALF_LOG_TWO_PI;
        }
        return sum;
    }

    private static double hinge(double[] y, double[] z, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.max(0, 1 - (2 * y[i] - 1) * z[i]);
        }
        return sum;
    }

    private static double crossEntropy(int[] label, double[][] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum -= Math.log(p[label[i]][i]);
        }
        return sum;
    }

    private static double crossEntropyLogit(int[] label, double[][] z, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            double max = z[0][i];
            for (int k = 1; k < z.length; k++) {
                max = Math.max(max, z[k][i]);
            }
            double sum = 0;
            for (double[] column : z) {
                sum += Math.exp(column[i] - max);
            }
            total += Math.log(sum) + max - z[label[i]][i];
        }
        return total;
    }

    private static double brierClasses(int[] label, double[][] p, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int k = 0; k < p.length; k++) {
                double d = p[k][i] - (label[i] == k ? 1 : 0);
                sum += d * d;
            }
        }
        return sum;
    }
}
