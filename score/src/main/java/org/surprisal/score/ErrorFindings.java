package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the errors of forecast numbers are spread. An error is prediction minus outcome.
 *
 * @param quantiles by level, such as 0.05, the smallest error that at least this share of the rows does not exceed
 * @param medianAbsolute the median of the sizes of the errors
 * @param least the smallest error: the prediction that was farthest too low
 * @param greatest the largest error: the prediction that was farthest too high
 * @param tenths the errors by prediction, the lowest first: about a tenth of the rows each, rows of one prediction
 *     never apart, so there may be fewer
 */
public record ErrorFindings(
        Map<Double, Estimate> quantiles, Estimate medianAbsolute, double least, double greatest, List<Tenth> tenths)
        implements Section {
    /** Copies the list. */
    public ErrorFindings {
        tenths = List.copyOf(tenths);
    }

    /**
     * Rows whose predictions are next to each other.
     *
     * @param low the lowest prediction
     * @param high the highest prediction
     * @param rows the number of rows
     * @param bias the mean error, weights included
     * @param sd the root of the mean squared deviation of the errors from it
     * @param rms the root of the mean squared error; its square is that of the bias and that of the deviation together
     */
    public record Tenth(double low, double high, long rows, double bias, double sd, double rms) {}

    /** The same where intervals that take rows to be independent do not hold. */
    ErrorFindings ofDependentRows() {
        Map<Double, Estimate> without = new LinkedHashMap<>();
        quantiles.forEach((level, estimate) -> without.put(level, withoutInterval(estimate)));
        return new ErrorFindings(without, withoutInterval(medianAbsolute), least, greatest, tenths);
    }

    private static Estimate withoutInterval(Estimate of) {
        return of.interval() == null
                ? of
                : new Estimate(
                        of.value(),
                        null,
                        null,
                        of.level(),
                        null,
                        Estimate.Kind.NONE,
                        of.unit(),
                        of.better(),
                        of.n(),
                        Reasons.DEPENDENT_QUANTILE);
    }
}
