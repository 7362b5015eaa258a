package org.surprisal.loss.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/**
 * Where losses are tried: the extremes of their domains against each other, and rows at random in between. The same
 * ones in each run.
 */
final class Points {
    /**
     * Ends of the doubles and of the subnormal ones; where 1 + x, exp(x), log(1 + exp(x)) and lgamma(x) change their
     * ways or leave the doubles; 15 and 30, where others cut the tail off; what a float or a double can count to.
     */
    private static final double[] MAGNITUDES = {
        0,
        Double.MIN_VALUE,
        0x1.23p-1060,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MIN_NORMAL,
        1e-300,
        0x1p-53,
        1e-9,
        1e-3,
        0.1,
        0.25,
        0.5,
        Math.nextUp(0.5),
        0.75,
        Math.nextDown(1.0),
        1,
        Math.nextUp(1.0),
        1.5,
        2,
        3.7,
        15,
        17.3,
        30,
        33.3,
        36.05,
        36.74,
        37,
        40,
        88.8,
        171.7,
        708.3,
        709.782712893384,
        709.8,
        745,
        745.1332191019412,
        746,
        1000,
        0x1p24,
        1e6,
        0x1p53,
        1e15,
        1e100,
        1e300,
        1e308,
        Double.MAX_VALUE
    };

    /** Distances from certainty. */
    private static final double[] DOUBTS = {0x1p-52, 1e-15, 1e-9, 1e-6, 1e-3, 0.1};

    private static final double[] OUTSIDE = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE, -0.5, Math.nextUp(1.0), 2, -1
    };

    /** How many pairs of extremes are tried at most. */
    private static final int PAIRS = 2000;

    private static final int RANDOM = 300;

    private Points() {}

    /** Targets and predictions in the domains of a loss, of 3 classes if it has any. */
    static Sample inside(Loss loss) {
        return inside(loss, 3);
    }

    /** The same with another number of classes; a row loss has one. */
    static Sample inside(Loss loss, int classes) {
        return drawn(
                loss,
                classes,
                inside(loss.target().domain()),
                inside(loss.prediction().domain()));
    }

    /** The same with infinities, NaN and what belongs to no domain among them. */
    static Sample everywhere(Loss loss, int classes) {
        return drawn(
                loss,
                classes,
                everywhere(loss.target().domain()),
                everywhere(loss.prediction().domain()));
    }

    /** Rows from the middle of the domains only, of which nothing leaves the doubles. */
    static Sample ordinary(Loss loss, int classes) {
        Random random = new Random(loss.toString().hashCode() * 31L + classes);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            points.add(new Point(
                    between(loss.target().domain(), random, loss.perClass() ? classes : 1),
                    between(loss.prediction().domain(), random, loss.perClass() ? classes : 1)));
        }
        return Sample.of(points);
    }

    /**
     * All kinds of rows, each kind for itself: extreme and impossible ones, extreme ones, ordinary ones, and of each
     * those whose targets are 0 or 1. A block of one kind may be computed in another way than a block of another.
     */
    static List<Sample> kinds(Loss loss, int classes) {
        List<Sample> kinds = new ArrayList<>();
        for (Sample sample : List.of(everywhere(loss, classes), inside(loss, classes), ordinary(loss, classes))) {
            kinds.add(sample);
            Sample hard = sample.hard();
            if (hard.rows() > 0) {
                kinds.add(hard);
            }
        }
        return kinds;
    }

    /** The extremes of all doubles. */
    static double[] extremes() {
        return everywhere(Domain.REAL);
    }

    /** The extremes of a domain. */
    static double[] inside(Domain domain) {
        return candidates().filter(domain::contains).distinct().toArray();
    }

    private static double[] everywhere(Domain domain) {
        DoublePredicate known = domain::contains;
        return DoubleStream.concat(candidates().filter(known), Arrays.stream(OUTSIDE))
                .toArray();
    }

    private static DoubleStream candidates() {
        DoubleStream doubtful = Arrays.stream(DOUBTS).map(doubt -> 1 - doubt);
        return DoubleStream.concat(
                DoubleStream.concat(Arrays.stream(MAGNITUDES), doubtful),
                Arrays.stream(MAGNITUDES).map(x -> -x));
    }

    private static Sample drawn(Loss loss, int classes, double[] targets, double[] predictions) {
        Random random = new Random(loss.toString().hashCode());
        List<Point> points = new ArrayList<>();
        if (!loss.perClass()) {
            int pairs = targets.length * predictions.length;
            int step = Math.max(1, pairs / PAIRS);
            // A step of no common measure with the predictions goes through all combinations evenly.
            for (int i = 0; i < pairs; i += step) {
                points.add(Point.of(targets[i / predictions.length], predictions[i % predictions.length]));
            }
            for (int i = 0; i < RANDOM; i++) {
                points.add(Point.of(
                        between(loss.target().domain(), random),
                        between(loss.prediction().domain(), random)));
            }
        }
        while (points.size() < RANDOM) {
            double[] y = new double[classes];
            double[] p = new double[classes];
            boolean extreme = random.nextBoolean();
            for (int k = 0; k < classes; k++) {
                p[k] = extreme
                        ? predictions[random.nextInt(predictions.length)]
                        : between(loss.prediction().domain(), random);
                y[k] = targets[random.nextInt(targets.length)];
            }
            if (loss.target().domain().contains(0) && random.nextInt(4) > 0) {
                Arrays.fill(y, 0);
                y[random.nextInt(classes)] = 1;
            }
            points.add(new Point(y, p));
        }
        return Sample.of(points);
    }

    private static double[] between(Domain domain, Random random, int n) {
        return DoubleStream.generate(() -> between(domain, random)).limit(n).toArray();
    }

    /** A number from the middle of a domain. */
    static double between(Domain domain, Random random) {
        if (Subjects.isUnit(domain)) {
            return random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
        }
        if (domain.low() == 0 && domain.high() <= 1) {
            return (random.nextInt(1 << 30) + 0.5) * 0x1p-30;
        }
        if (domain.low() == 0) {
            return Math.scalb(1 + random.nextDouble(), random.nextInt(20) - 8);
        }
        return random.nextGaussian() * (random.nextInt(3) == 0 ? 40 : 2);
    }
}
