package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;

/** What is doubtful of a fit though it ended well. */
final class Doubts {
    /** How many rows, and how many predictions, show whether a loss is convex. */
    private static final int ROWS = 64;

    private static final int POINTS = 256;

    /** A second derivative below 0 by more than rounding, against the largest. */
    private static final double FALLING = -1e-9;

    private final Solution solution;
    private final Once<RowState> rows;
    private final Dataset data;

    Doubts(Solution solution, Once<RowState> rows) {
        this.solution = solution;
        this.rows = rows;
        this.data = solution.data();
    }

    /**
     * All that is doubtful.
     *
     * @param isLost whether the dispersion has left the doubles
     */
    List<Note> all(boolean isLost) {
        List<Note> all = new ArrayList<>();
        double first = data.response()[0];
        boolean one = Arrays.stream(data.response()).allMatch(y -> y == first);
        if (one && data.rows() > 1 && data.matrix().design().names().size() > 1) {
            all.add(Note.of(Note.Code.CONSTANT_RESPONSE, "value", first));
        }
        if (isLost) {
            all.add(Note.of(Note.Code.RESPONSE_BEYOND_DOUBLES));
        }
        boolean custom =
                solution.fit().family() == null && solution.fit().model().beside() == Beside.NOTHING;
        if (custom && solution.convergence().reason() == StopReason.CONVERGED) {
            curving(all);
        }
        return all;
    }

    /** Whether some row is not predicted exactly, beyond rounding. */
    boolean varies() {
        double[] mean = rows.get().mean();
        for (int i = 0; i < data.rows(); i++) {
            double size = Math.max(Math.abs(data.response()[i]), Math.abs(mean[i]));
            if (Math.abs(data.response()[i] - mean[i]) > 1e-9 * size) {
                return true;
            }
        }
        return false;
    }

    /** Looks for a row and a prediction, among those that occur and as far beyond them, where the loss curves down. */
    private void curving(List<Note> all) {
        double[] z = points();
        double[] response = new double[POINTS];
        double[] curvature = new double[POINTS];
        int step = Math.max(1, data.rows() / ROWS);
        for (int i = 0; i < data.rows(); i += step) {
            Arrays.fill(response, data.response()[i]);
            solution.objective().linked().evaluator().hessians(response, z, POINTS, curvature);
            double most = 0;
            int least = 0;
            for (int k = 0; k < POINTS; k++) {
                most = Double.isFinite(curvature[k]) ? Math.max(most, Math.abs(curvature[k])) : most;
                least = curvature[k] < curvature[least] ? k : least;
            }
            if (curvature[least] < FALLING * most) {
                double prediction = solution.fit().link().mean(z[least]);
                all.add(Note.of(Note.Code.NOT_CONVEX, "response", response[0], "prediction", prediction));
                return;
            }
        }
    }

    private double[] points() {
        double[] predictor = rows.get().predictor();
        double low = Arrays.stream(predictor).min().orElse(0);
        double high = Arrays.stream(predictor).max().orElse(0);
        if (solution.fit().link() == Link.IDENTITY) {
            low = Math.min(low, Arrays.stream(data.response()).min().orElse(low));
            high = Math.max(high, Arrays.stream(data.response()).max().orElse(high));
        }
        double span = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * 1e-3);
        double[] z = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            z[k] = low - span + 3 * span * k / (POINTS - 1);
        }
        return z;
    }
}
