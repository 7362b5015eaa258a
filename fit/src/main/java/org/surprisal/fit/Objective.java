package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.surprisal.fit.design.Panel;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;

/**
 * A loss and a link.
 *
 * @param loss the loss of a prediction
 * @param link what makes the prediction of the linear predictor
 * @param linked the loss of the linear predictor
 * @param exponential whether the loss is linear in y, as that of an exponential family: its second derivative at y =
 *     mean is then what is expected of it
 */
record Objective(Loss loss, Link link, Loss linked, boolean exponential) {
    static Objective of(Loss loss, Link link, boolean exponential) {
        return new Objective(loss, link, LinkedLoss.of(loss, link), exponential);
    }

    /** Whether the second derivative is the same everywhere. */
    boolean isQuadratic() {
        return exponential && link == Link.IDENTITY && loss.name().equals(Catalogue.GAUSSIAN.name());
    }

    /** The loss with its own second derivative. */
    Supplier<RowLoss> observed() {
        return () -> {
            Evaluator evaluator = linked.evaluator();
            Inside inside = new Inside(loss.prediction().domain(), link);
            return (from, y, z, n, value, slope, curvature) -> {
                evaluator.rows(y, z, n, value, slope, curvature);
                inside.mark(z, n, value);
            };
        };
    }

    /** The loss with the second derivative that is expected (Fisher's information). */
    Supplier<RowLoss> expected() {
        return () -> {
            Evaluator evaluator = linked.evaluator();
            Inside inside = new Inside(loss.prediction().domain(), link);
            double[] mean = new double[Panel.ROWS];
            return (from, y, z, n, value, slope, curvature) -> {
                evaluator.rows(y, z, n, value, slope, null);
                link.means(z, mean, n);
                evaluator.hessians(mean, z, n, curvature);
                inside.mark(z, n, value);
            };
        };
    }

    /** Makes the loss infinite where the prediction is outside of its domain, so that no step goes there. */
    private static final class Inside {
        private final Domain domain;
        private final Link link;
        private final double[] mean = new double[Panel.ROWS];

        Inside(Domain domain, Link link) {
            this.domain = domain;
            this.link = link;
        }

        void mark(double[] z, int n, double[] value) {
            boolean always = switch (link) {
                case IDENTITY -> domain.equals(Domain.REAL);
                case LOGIT, PROBIT, CLOGLOG, LOGLOG -> true;
                case LOG -> domain.high() == Double.POSITIVE_INFINITY;
                case INVERSE, INVERSE_SQUARE, SQRT -> false;
            };
            if (always) {
                return;
            }
            link.means(z, mean, n);
            for (int at = domain.firstOutside(mean, n); at >= 0; at = domain.firstOutside(mean, n)) {
                value[at] = Double.POSITIVE_INFINITY;
                mean[at] = inside(domain);
            }
        }

        private static double inside(Domain domain) {
            return domain.high() == Double.POSITIVE_INFINITY ? domain.low() + 1 : 0.5 * (domain.low() + domain.high());
        }
    }

    /** Squared distance from given linear predictors, with given weights: for a start. */
    static Supplier<RowLoss> distance(double[] target, double[] weight) {
        return () -> (from, y, z, n, value, slope, curvature) -> {
            for (int i = 0; i < n; i++) {
                double w = weight[from + i];
                double d = z[i] - target[from + i];
                value[i] = 0.5 * w * d * d;
                slope[i] = w * d;
                curvature[i] = w;
            }
        };
    }

    /** Counts every row as one, for the rank of the columns. */
    static Supplier<RowLoss> plain() {
        return () -> (from, y, z, n, value, slope, curvature) -> {
            Arrays.fill(value, 0, n, 0);
            Arrays.fill(slope, 0, n, 0);
            Arrays.fill(curvature, 0, n, 1);
        };
    }
}
