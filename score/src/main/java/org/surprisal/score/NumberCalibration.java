package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether predictions of numbers are means of what comes out, and whether their errors are spread alike.
 *
 * @param joint the test that the line of the outcome on the prediction has intercept 0 and slope 1; null where the rows
 *     allow none
 * @param spreadTrend by how much the squared residual of that line grows by unit of the prediction: 0 where errors are
 *     spread alike
 * @param spreadP the two-sided p-value of that, or null where it has no interval
 * @param curves {@code isotonic}, the means that ascend with the prediction and lose least, and
 *     {@code observed_predicted}, how many rows lie in each cell of prediction and outcome
 */
public record NumberCalibration(
        @Nullable Joint joint,
        Estimate spreadTrend,
        @Nullable Double spreadP,
        Map<String, Curve> curves) implements Section {
    /** Keeps the order of the curves. */
    public NumberCalibration(
            @Nullable Joint joint, Estimate spreadTrend, @Nullable Double spreadP, Map<String, Curve> curves) {
        this.joint = joint;
        this.spreadTrend = spreadTrend;
        this.spreadP = spreadP;
        this.curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
    }

    /**
     * Wald's test of two numbers at once.
     *
     * @param statistic F, at least 0
     * @param df1 how many numbers are tested
     * @param df2 the degrees of freedom of their error
     * @param p the p-value
     * @param method how the error was made, as of an {@link Estimate}
     */
    public record Joint(double statistic, double df1, double df2, double p, String method) {}
}
