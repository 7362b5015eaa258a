package org.surprisal.loss;

/**
 * The interval that a target, a prediction or a parameter may lie in: data that checks, tests and documentation share.
 *
 * <p>NaN lies in no domain. An infinite end that is included contains that infinity.
 *
 * @param low the lower end
 * @param lowIncluded whether {@code low} itself belongs to the domain
 * @param high the upper end, at least {@code low}
 * @param highIncluded whether {@code high} itself belongs to the domain
 */
public record Domain(double low, boolean lowIncluded, double high, boolean highIncluded) {
    /** Every finite number. */
    public static final Domain REAL = new Domain(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    /** Probabilities: {@code [0, 1]}. */
    public static final Domain UNIT_INTERVAL = new Domain(0, true, 1, true);

    /** Probabilities of events that are neither impossible nor certain: {@code (0, 1)}. */
    public static final Domain OPEN_UNIT_INTERVAL = new Domain(0, false, 1, false);

    /** Finite numbers greater than zero. */
    public static final Domain POSITIVE = new Domain(0, false, Double.POSITIVE_INFINITY, false);

    /** Numbers greater than zero, positive infinity among them. */
    public static final Domain POSITIVE_OR_INFINITE = new Domain(0, false, Double.POSITIVE_INFINITY, true);

    /** Finite numbers that are not negative. */
    public static final Domain NON_NEGATIVE = new Domain(0, true, Double.POSITIVE_INFINITY, false);

    /**
     * Refuses ends that make no interval.
     *
     * @throws IllegalArgumentException if an end is NaN or {@code low > high}
     */
    public Domain {
        if (!(low <= high)) {
            throw new IllegalArgumentException("a domain needs low <= high, but got " + low + " and " + high);
        }
    }

    /**
     * Whether a value belongs to this domain.
     *
     * @param value any double
     * @return false for NaN
     */
    public boolean contains(double value) {
        return (lowIncluded ? value >= low : value > low) && (highIncluded ? value <= high : value < high);
    }

    /**
     * The first of many values that lies outside, found in one fast pass.
     *
     * @param values the values
     * @param n how many of them to look at
     * @return the index of the first value outside this domain (NaN is outside), or -1 if there is none
     */
    public int firstOutside(double[] values, int n) {
        // The smallest and the greatest double inside turn every combination of flags into one comparison.
        double least = lowIncluded ? low : Math.nextUp(low);
        double most = highIncluded ? high : Math.nextDown(high);
        int from = 0;
        while (from < n) {
            int to = Math.min(n, from + 512);
            int inside = 0;
            for (int i = from; i < to; i++) {
                inside += values[i] >= least && values[i] <= most ? 1 : 0;
            }
            if (inside < to - from) {
                int i = from;
                while (contains(values[i])) {
                    i++;
                }
                return i;
            }
            from = to;
        }
        return -1;
    }

    /** In the usual notation: {@code [0, 1]}, {@code (0, ∞)}. */
    @Override
    public String toString() {
        return (lowIncluded ? "[" : "(") + end(low) + ", " + end(high) + (highIncluded ? "]" : ")");
    }

    private static String end(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
