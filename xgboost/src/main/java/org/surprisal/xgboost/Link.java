package org.surprisal.xgboost;

import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.op.Softmax;
import org.surprisal.math.Exp;

/** How a margin, the sum of the leaves of all trees, becomes the prediction that a loss is about. */
public enum Link {
    /** The margin is the prediction: losses of scores, and of anything that may be any number. */
    IDENTITY {
        @Override
        Operation inverse() {
            throw new IllegalStateException("the margin is the prediction already");
        }

        @Override
        double[] prediction(double[] margin) {
            return margin;
        }
    },

    /** The prediction is {@code 1 / (1 + exp(-margin))}: a probability, or one per class of its own. */
    LOGIT {
        @Override
        Operation inverse() {
            return Sigmoid.OPERATION;
        }

        @Override
        double[] prediction(double[] margin) {
            double[] p = new double[margin.length];
            org.surprisal.math.Sigmoid.of(margin, p, p.length);
            return p;
        }
    },

    /** The prediction is {@code exp(margin)}: means, rates and scales. */
    LOG {
        @Override
        Operation inverse() {
            return Exponential.OPERATION;
        }

        @Override
        double[] prediction(double[] margin) {
            double[] p = new double[margin.length];
            Exp.of(margin, p, p.length);
            return p;
        }
    },

    /** The predictions are {@code exp(margin)} of each class over the sum over all classes: class probabilities. */
    SOFTMAX {
        @Override
        Operation inverse() {
            return Softmax.OPERATION;
        }

        @Override
        double[] prediction(double[] margin) {
            double most = Double.NEGATIVE_INFINITY;
            for (double z : margin) {
                most = Math.max(most, z);
            }
            double[] p = new double[margin.length];
            double sum = 0;
            for (int k = 0; k < p.length; k++) {
                p[k] = Exp.of(margin[k] - most);
                sum += p[k];
            }
            for (int k = 0; k < p.length; k++) {
                p[k] /= sum;
            }
            return p;
        }
    };

    /** The operation that takes margins to predictions. */
    abstract Operation inverse();

    /** The predictions of one row. */
    abstract double[] prediction(double[] margin);

    /**
     * The link of a loss: the one it states, and for class probabilities the softmax.
     *
     * @param loss the loss
     * @return the link
     * @throws IllegalArgumentException if the loss states a link that is none of these
     */
    public static Link of(Loss loss) {
        Domain domain = loss.prediction().domain();
        boolean probabilities = domain.low() >= 0 && domain.high() <= 1;
        return switch (loss.about().link()) {
            case "identity" -> IDENTITY;
            case "softmax" -> SOFTMAX;
            case "logit" -> LOGIT;
            case "log" -> loss.perClass() && probabilities ? SOFTMAX : LOG;
            default ->
                throw new IllegalArgumentException("there is no margin for the link "
                        + loss.about().link() + " of " + loss + ": name one of IDENTITY, LOGIT, LOG and SOFTMAX");
        };
    }
}
