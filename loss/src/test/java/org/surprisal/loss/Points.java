package org.surprisal.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Targets and predictions to try a loss at, drawn from its domains; the same ones in each run. */
final class Points {
    /** One row: of a row loss, arrays of one. */
    record Point(double[] y, double[] p) {}

    private static final double[] PROBABILITIES = {0.5, 0.25, 0.9, 1e-3, 1e-10, 1 - 0x1p-53, 1 - 1e-6, 0x1p-53};
    private static final double[] REALS = {0, 1.5, -1.5, 0.3, -2.5, 7, -20, 36.5, -37.5, 60, -75, 1e-9};
    private static final double[] POSITIVES = {1, 2, 0.1, 1e-6, 3.7, 17, 1000, 1e6};

    private Points() {}

    /** Points inside of the domains, where everything is finite. */
    static List<Point> inside(Loss loss, int random) {
        Random source = new Random(loss.name().hashCode());
        List<Point> points = new ArrayList<>();
        int classes = loss.perClass() ? 3 : 1;
        double[] special = special(loss.prediction().domain());
        for (int i = 0; i < special.length + random; i++) {
            double[] y = new double[classes];
            double[] p = new double[classes];
            for (int k = 0; k < classes; k++) {
                p[k] = i < special.length
                        ? special[(i + k) % special.length]
                        : drawn(loss.prediction().domain(), source);
                y[k] = drawn(loss.target().domain(), source);
            }
            if (loss.target().domain().contains(0)
                    && (loss.perClass() || (isUnit(loss.target().domain()) && source.nextInt(2) == 0))) {
                int happened = source.nextInt(classes + 1);
                for (int k = 0; k < classes; k++) {
                    y[k] = k == happened ? 1 : 0;
                }
                if (happened == classes && classes > 1) {
                    y[0] = 0.25;
                    y[1] = 0.75;
                }
            }
            if (loss.name().equals("binomial")) {
                y[0] = source.nextInt(2);
            }
            points.add(new Point(y, p));
        }
        return points;
    }

    private static boolean isUnit(Domain domain) {
        return domain.low() == 0 && domain.high() == 1;
    }

    private static double[] special(Domain domain) {
        if (isUnit(domain)) {
            return PROBABILITIES;
        }
        return domain.low() == 0 ? POSITIVES : REALS;
    }

    private static double drawn(Domain domain, Random source) {
        if (isUnit(domain)) {
            return Math.min(1 - 0x1p-53, Math.max(0x1p-53, source.nextDouble()));
        }
        if (domain.low() == 0) {
            return Math.scalb(1 + source.nextDouble(), source.nextInt(16) - 6);
        }
        return source.nextGaussian() * (source.nextInt(4) == 0 ? 20 : 2);
    }
}
