package org.surprisal.fit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.fit.linear.RankedTriangle;
import org.surprisal.fit.linear.StackedQr;

/**
 * Looks for a direction along which no loss rises and some fall for ever (A. Albert and J. A. Anderson, "On the
 * existence of maximum likelihood estimates in logistic regression models", Biometrika 71, 1984; K. Konis, "Linear
 * programming algorithms for detecting separated data", 2007).
 *
 * <p>Losses whose curvature has vanished are the ones that may fall; the others must not move at all. So the directions
 * lie in the null space of the others, which a factorisation in pairs of doubles finds; there the last parameters point
 * the way. The direction is then proved on every loss.
 */
final class Recession {
    /** A curvature against the largest one that counts as vanished. */
    private static final double VANISHED = 1e-4;

    /** What of a movement is rounding. */
    private static final double TOLERANCE = 1e-9;

    private final Losses losses;
    private final int width;

    Recession(Losses losses, int width) {
        this.losses = losses;
        this.width = width;
    }

    /** Losses that each fall or rise along one line: of each row one, or of a row with classes one for each other. */
    interface Losses {
        /** Calls back with each of them, in the same order every time. */
        void forEach(Visitor visitor);
    }

    /** Takes a loss. */
    interface Visitor {
        /**
         * Takes a loss.
         *
         * @param x how the line it depends on moves with each parameter
         * @param slope its derivative along that line
         * @param curvature its second derivative
         */
        void visit(double[] x, double slope, double curvature);
    }

    /**
     * What was found.
     *
     * @param of a number per parameter: positive where it goes to +∞, negative where to -∞, 0 where it stays
     * @param complete whether every loss falls
     */
    record Direction(double[] of, boolean complete) {}

    /** Looks for a direction, from the parameters that a fit has come to. */
    @Nullable
    Direction from(double[] at) {
        double[] most = {0};
        losses.forEach((x, slope, curvature) -> most[0] = Math.max(most[0], curvature));
        // As the fit goes on losses vanish one after the other: each share that is taken for nothing is tried.
        for (double share = VANISHED; share >= 1e-12; share /= 100) {
            double[] direction = project(at, most[0] * share);
            Direction found = direction == null ? null : proved(direction);
            if (found != null) {
                return found;
            }
        }
        Direction found = proved(at);
        return found != null && found.complete() ? found : null;
    }

    /** The part of a direction along which the losses with curvature do not move; null if there is none. */
    private double @Nullable [] project(double[] direction, double least) {
        StackedQr qr = new StackedQr(width + 1);
        losses.forEach((x, slope, curvature) -> {
            if (curvature > least) {
                qr.add(Arrays.copyOf(x, width + 1), new double[width + 1]);
            }
        });
        PairVector[] triangle = qr.triangle();
        RankedTriangle ranked = RankedTriangle.of(triangle);
        if (ranked.dependences().isEmpty()) {
            return null;
        }
        // Each dependence is a direction of the null space: the column less what it is made of.
        double[] sum = new double[width];
        for (RankedTriangle.Dependence dependence : ranked.dependences()) {
            double factor = direction[dependence.column()];
            sum[dependence.column()] += factor;
            for (int k = 0; k < dependence.others().length; k++) {
                sum[dependence.others()[k]] -= factor * dependence.factors()[k];
            }
        }
        return sum;
    }

    private @Nullable Direction proved(double[] direction) {
        int[] counts = new int[3];
        losses.forEach((x, slope, curvature) -> {
            double move = 0;
            double size = 0;
            for (int k = 0; k < direction.length; k++) {
                move = Math.fma(direction[k], x[k], move);
                size += Math.abs(direction[k] * x[k]);
            }
            boolean still = Math.abs(move) <= TOLERANCE * size;
            counts[still ? 0 : move * slope < 0 || slope == 0 ? 1 : 2]++;
        });
        if (counts[1] == 0 || counts[2] > 0) {
            return null;
        }
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double[] clean = Arrays.stream(direction)
                .map(d -> Math.abs(d) > 1e-12 * most ? d : 0)
                .toArray();
        return new Direction(clean, counts[0] == 0);
    }
}
