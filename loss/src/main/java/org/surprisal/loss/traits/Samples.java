package org.surprisal.loss.traits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Domain;

/** Points of the domain where counterexamples are looked for: plain numbers first, far ones last. */
final class Samples {
    private static final double[] NUMBERS = {
        0, 1, 0.5, 0.25, 0.75, 2, -1, -2, 0.1, 0.9, 3, -3, 5, -5, 10, -10, 0.01, 0.99, -0.5, 30, -30, 100, -100, 1e-6,
        0.999999, 1000, -1000, 1e-12, 1e6, -1e6, 1e12
    };

    private static final double[] FAR = {
        1e30,
        -1e30,
        1e-30,
        1e100,
        -1e100,
        1e-100,
        1e160,
        -1e160,
        1e-160,
        1e300,
        -1e300,
        1e-300,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE
    };

    /** Distributions over three classes. */
    private static final double[][] DISTRIBUTIONS = {
        {1, 0, 0},
        {0, 1, 0},
        {0.5, 0.25, 0.25},
        {0.25, 0.5, 0.25},
        {0.125, 0.125, 0.75},
        {0.75, 0.25, 0},
        {0.375, 0.375, 0.25},
        {0.0625, 0.0625, 0.875}
    };

    private static final double TINY = 1e-160;

    /** A score whose exponential is no double. */
    private static final double SATURATED = 1000;

    private Samples() {}

    static double[] of(Domain domain) {
        return Arrays.stream(NUMBERS).filter(domain::contains).toArray();
    }

    static double[] withFar(Domain domain) {
        double[] near = of(domain);
        double[] far = Arrays.stream(FAR).filter(domain::contains).toArray();
        double[] all = Arrays.copyOf(near, near.length + far.length);
        System.arraycopy(far, 0, all, near.length, far.length);
        return all;
    }

    /** Distributions over three classes, certain ones among them. */
    static List<double[]> distributions() {
        return List.of(DISTRIBUTIONS);
    }

    /** The same, and some next to the ends of the domain. */
    static List<double[]> extremePredictions(Subject subject) {
        List<double[]> points = new ArrayList<>(predictions(subject));
        if (subject.perClass() && subject.prediction().contains(TINY)) {
            points.add(new double[] {TINY, 0.5, 0.5});
            if (subject.prediction().contains(SATURATED)) {
                points.add(new double[] {SATURATED, 0, -SATURATED});
                points.add(new double[] {-SATURATED, -SATURATED, -SATURATED});
            }
        }
        return points;
    }

    /** Targets of a subject: numbers of its domain, of a class loss distributions. */
    static List<double[]> targets(Subject subject) {
        return points(subject, subject.target());
    }

    /** Predictions of a subject: numbers of its domain, of a class loss distributions if they are probabilities. */
    static List<double[]> predictions(Subject subject) {
        return points(subject, subject.prediction());
    }

    private static List<double[]> points(Subject subject, Domain domain) {
        List<double[]> points = new ArrayList<>();
        if (!subject.perClass()) {
            for (double x : withFar(domain)) {
                points.add(new double[] {x});
            }
            return points;
        }
        boolean probabilities = domain.low() == 0 && domain.high() == 1;
        double shift = domain.low() < 0 ? 2 : 0;
        for (double[] point : DISTRIBUTIONS) {
            double[] scaled = probabilities
                    ? point
                    : Arrays.stream(point).map(x -> 8 * x - shift).toArray();
            if (Arrays.stream(scaled).allMatch(domain::contains)) {
                points.add(scaled);
            }
        }
        return points;
    }
}
