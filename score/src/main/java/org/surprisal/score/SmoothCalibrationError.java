package org.surprisal.score;

import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.SinPi;

/**
 * The smooth calibration error: what happened less what was expected, smoothed over the forecasts by a Gaussian kernel
 * that is reflected at 0 and 1, in absolute value, over all forecasts. Its bandwidth σ is the one at which the error is
 * σ itself, so that nothing is left to choose.
 *
 * <p>It is computed on {@link #CELLS} cells of the forecasts. A difference is shared by the two cells whose middles are
 * next to its forecast, so that its place is kept on average. In place of the Gaussian its discrete form is used, heat
 * that flows between neighbouring cells for the time σ²/2: it never turns a difference negative, neither creates nor
 * loses any, and spreads by exactly σ². Hence the error never grows with σ and there is one solution.
 *
 * <p>Sources: Błasiok and Nakkiran, Smooth ECE: principled reliability diagrams via kernel smoothing, ICLR 2024; the
 * cosine transform, Lee, A new algorithm to compute the discrete cosine transform, IEEE Transactions on Acoustics,
 * Speech and Signal Processing 32 (1984).
 */
final class SmoothCalibrationError {
    /** The name of the score. */
    static final String KEY = "smooth_ece";

    /** The number of cells of the forecasts. */
    static final int CELLS = 1024;

    /** How near the bandwidth is to the error at that bandwidth. */
    private static final double NEAR = 1e-6;

    private static final int MOST_STEPS = 100;

    /** An exponent beyond which nothing is left of a wave. */
    private static final double GONE = -45;

    /** For each half length of a transform, from there on, 1 / (2 cos((i + 1/2) π / length)). */
    private static final double[] TURN = turns();

    /** How fast the waves fade, in units of the cells: minus half the eigenvalues of the flow. */
    private static final double[] FADE = fades();

    private final double[] difference = new double[CELLS];
    private final double[] waves = new double[CELLS];
    private final double[] smooth = new double[CELLS];
    private final double[] scratch = new double[CELLS];
    private double rows;

    private static double[] turns() {
        double[] turns = new double[CELLS];
        for (int half = 1; half < CELLS; half *= 2) {
            for (int i = 0; i < half; i++) {
                turns[half + i] = 0.5 / SinPi.value(0.5 - (i + 0.5) / (2 * half));
            }
        }
        return turns;
    }

    private static double[] fades() {
        double[] fades = new double[CELLS];
        for (int k = 0; k < CELLS; k++) {
            double sine = SinPi.value(k / (2.0 * CELLS));
            fades[k] = -2 * sine * sine * CELLS * CELLS;
        }
        return fades;
    }

    /** Takes rows of one forecast of some probability; the result depends on the order of these by rounding only. */
    void add(double happened, double not, double p) {
        double miss = happened * (1 - p) - not * p;
        double at = p * CELLS - 0.5;
        int below = (int) Math.floor(at);
        double above = (at - below) * miss;
        difference[Math.max(0, below)] += miss - above;
        difference[Math.min(CELLS - 1, below + 1)] += above;
        rows += happened + not;
    }

    /** The error of at least one row; NaN where all weigh nothing. */
    double value() {
        if (rows == 0) {
            return Double.NaN;
        }
        double sum = 0;
        double sizes = 0;
        for (int i = 0; i < CELLS; i++) {
            sum += difference[i];
            sizes += Math.abs(difference[i]);
            waves[i] = difference[i];
        }
        // However smooth, the error is at least that of all forecasts together and at most that of each alone.
        double low = Math.min(1, Math.abs(sum) / rows);
        double high = Math.min(1, sizes / rows);
        if (high - low <= NEAR) {
            return low;
        }
        toWaves(waves, 0, CELLS, scratch);
        // Of misses by chance the error falls with the root of the bandwidth, and steeper ones are met by the secant.
        double logValue = (Log.of(high) - Log.of(CELLS) / 2) / 1.5;
        double value = Math.max(low, Math.min(high, Exp.of(logValue)));
        double before = Double.NaN;
        double logBefore = Double.NaN;
        for (int step = 0; step < MOST_STEPS && high - low > NEAR; step++) {
            double error = at(value);
            // The excess falls at least as fast as the bandwidth grows, so a small excess is a near solution.
            if (Math.abs(error - value) <= NEAR) {
                return value;
            }
            low = error > value ? value : low;
            high = error > value ? high : value;
            logValue = Log.of(value);
            double ratio = Log.of(error) - logValue;
            double slope = (ratio - before) / (logValue - logBefore);
            double next = Exp.of(logValue - ratio / (slope <= -1 ? slope : -1.5));
            before = ratio;
            logBefore = logValue;
            value = next > low && next < high ? next : (low + high) / 2;
        }
        return value;
    }

    /** The error at a bandwidth, once there are waves. */
    private double at(double bandwidth) {
        double square = bandwidth * bandwidth;
        smooth[0] = waves[0] / 2;
        int k = 1;
        for (; k < CELLS && FADE[k] * square > GONE; k++) {
            smooth[k] = waves[k] * Exp.of(FADE[k] * square);
        }
        for (; k < CELLS; k++) {
            smooth[k] = 0;
        }
        fromWaves(smooth, 0, CELLS, scratch);
        double sum = 0;
        for (double each : smooth) {
            sum += Math.abs(each);
        }
        return sum * (2.0 / CELLS) / rows;
    }

    /** Replaces values by the sums of values times cos(π k (i + 1/2) / n). */
    private static void toWaves(double[] x, int from, int n, double[] other) {
        if (n == 2) {
            double sum = x[from] + x[from + 1];
            x[from + 1] = (x[from] - x[from + 1]) * TURN[1];
            x[from] = sum;
            return;
        }
        int half = n / 2;
        for (int i = 0; i < half; i++) {
            double left = x[from + i];
            double right = x[from + n - 1 - i];
            other[from + i] = left + right;
            other[from + half + i] = (left - right) * TURN[half + i];
        }
        toWaves(other, from, half, x);
        toWaves(other, from + half, half, x);
        for (int i = 0; i < half; i++) {
            double odd = other[from + half + i];
            x[from + 2 * i] = other[from + i];
            x[from + 2 * i + 1] = i + 1 < half ? odd + other[from + half + i + 1] : odd;
        }
    }

    /** Turns waves back into values, n / 2 times as large; the first wave must be halved before. */
    private static void fromWaves(double[] x, int from, int n, double[] other) {
        if (n == 2) {
            double odd = x[from + 1] * TURN[1];
            x[from + 1] = x[from] - odd;
            x[from] += odd;
            return;
        }
        int half = n / 2;
        for (int i = 0; i < half; i++) {
            double odd = x[from + 2 * i + 1];
            other[from + i] = x[from + 2 * i];
            other[from + half + i] = i == 0 ? odd : odd + x[from + 2 * i - 1];
        }
        fromWaves(other, from, half, x);
        fromWaves(other, from + half, half, x);
        for (int i = 0; i < half; i++) {
            double even = other[from + i];
            double odd = other[from + half + i] * TURN[half + i];
            x[from + i] = even + odd;
            x[from + n - 1 - i] = even - odd;
        }
    }
}
