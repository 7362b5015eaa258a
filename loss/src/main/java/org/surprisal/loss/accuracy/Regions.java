package org.surprisal.loss.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The worst point of each region, and a climb from all of them. A region is a quarter of a binade for each argument of
 * usual size, 64 binades for others. So a peak that is narrow, or that is not the greatest at first, is not left for
 * the one that was found before it (J.-B. Mouret and J. Clune, "Illuminating search spaces by mapping elites", 2015).
 */
final class Regions {
    /** How many of the worst regions are looked into. */
    private static final int TOP = 40;

    /** How many looks one order of the regions is good for. */
    private static final int ROUND = 50;

    private static final int SMALLEST = -7;
    private static final int LARGEST = 8;

    private record Region(List<Integer> key) {}

    private record Place(double[] at, double error) {}

    private final ToDoubleFunction<double[]> judge;
    private final Map<Region, Place> worst = new HashMap<>();
    private List<Place> top = List.of();
    private int looks;
    private int points;

    Regions(ToDoubleFunction<double[]> judge) {
        this.judge = judge;
    }

    /** How many points counted. */
    int points() {
        return points;
    }

    /** The worst of all; empty if none counted. */
    double[] worst() {
        List<Place> all = ordered(1);
        return all.isEmpty() ? new double[0] : all.get(0).at;
    }

    void look(double[] point) {
        double error = Arrays.stream(point).allMatch(Double::isFinite) ? judge.applyAsDouble(point) : Double.NaN;
        if (Double.isNaN(error)) {
            return;
        }
        points++;
        Place place = new Place(point.clone(), error);
        worst.merge(new Region(Arrays.stream(point).mapToObj(Regions::part).toList()), place, Regions::worse);
    }

    private static Place worse(Place known, Place other) {
        return other.error > known.error ? other : known;
    }

    /** Looks at a point beside one of the worst, the more often the worse it is. */
    void lookAround(SplittableRandom random) {
        if (looks++ % ROUND == 0) {
            top = ordered(TOP);
        }
        if (top.isEmpty()) {
            return;
        }
        double rank = random.nextDouble();
        double[] at = top.get((int) (rank * rank * top.size())).at.clone();
        int certain = random.nextInt(at.length);
        // The worst of many arguments is climbed to one or few at a time.
        int few = 1 + random.nextInt(at.length);
        for (int i = 0; i < at.length; i++) {
            if (i == certain || random.nextInt(at.length) < few - 1) {
                at[i] = moved(at[i], random);
            }
        }
        look(at);
    }

    private static double moved(double x, SplittableRandom random) {
        return x + x * random.nextDouble(-1, 1) * Math.scalb(1.0, -1 - random.nextInt(50));
    }

    /** Worst first; what is as bad in the order of its place, so that it is the same each time. */
    private List<Place> ordered(int most) {
        List<Place> all = new ArrayList<>(worst.values());
        all.sort(Comparator.comparingDouble(Place::error).reversed().thenComparing(Place::at, Arrays::compare));
        return all.subList(0, Math.min(most, all.size()));
    }

    private static int part(double x) {
        int exponent = Math.getExponent(x);
        boolean usual = exponent >= SMALLEST && exponent <= LARGEST;
        int quarter = (int) (Double.doubleToRawLongBits(x) >>> 50) & 3;
        int part = usual ? 4 * (exponent - SMALLEST) + quarter : 1000 + exponent / 64;
        return x < 0 ? -1 - part : part;
    }
}
