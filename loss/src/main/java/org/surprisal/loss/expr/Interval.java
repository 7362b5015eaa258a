package org.surprisal.loss.expr;

/**
 * What a number may be: all values between two ends, and whether it may be no number at all. Arithmetic on intervals is
 * rounded outwards, so that the result holds every value that the operation has for arguments in them, in real numbers
 * as well as computed in doubles.
 *
 * <p>An infinite end says that there is no bound; only a {@code reached} one may be the value itself, as that of
 * {@code log(0)}. An argument is unbounded and not infinite unless that is said.
 *
 * @param low the lower end, not NaN; may be negative infinity
 * @param high the upper end, at least {@code low}; may be infinity
 * @param reached whether an infinite end may be the value
 * @param undefined whether there may be no value, as of {@code log(-1)} or {@code 0 / 0}
 */
public record Interval(double low, double high, boolean reached, boolean undefined) {
    /** Every number. */
    public static final Interval LINE = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);

    /** Nothing is known. */
    public static final Interval ANYTHING =
            new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, true);

    /**
     * Refuses ends in the wrong order; only an infinite end is reached.
     *
     * @throws IllegalArgumentException if not {@code low <= high}
     */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low <= high, but got " + low + " and " + high);
        }
        // Nothing here tells the two zeros apart.
        low += 0.0;
        high += 0.0;
        reached &= Double.isInfinite(low) || Double.isInfinite(high);
    }

    /**
     * The numbers between two ends.
     *
     * @param low the lower end
     * @param high the upper end
     * @return the interval
     */
    public static Interval of(double low, double high) {
        return new Interval(low, high, false, false);
    }

    /**
     * One number.
     *
     * @param value not NaN; an infinite one is reached
     * @return the interval that holds it alone
     */
    public static Interval point(double value) {
        return new Interval(value, value, true, false);
    }

    /**
     * Whether it holds a number.
     *
     * @param value the number
     * @return whether it lies between the ends
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * Whether it holds nothing but one number.
     *
     * @param value the number
     * @return whether the value can be no other, and is defined
     */
    public boolean is(double value) {
        return low == value && high == value && !undefined;
    }

    /**
     * Whether the two ends are one.
     *
     * @return true for one number
     */
    public boolean isPoint() {
        return low == high;
    }

    /**
     * Whether both ends are finite and there always is a value.
     *
     * @return whether nothing overflows here
     */
    public boolean isFinite() {
        return !undefined && low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY;
    }

    /**
     * The same, perhaps undefined.
     *
     * @param perhaps whether there may be no value
     * @return this interval unless that changes it
     */
    public Interval undefinedIf(boolean perhaps) {
        return perhaps && !undefined ? new Interval(low, high, reached, true) : this;
    }

    /**
     * The same, its infinite ends perhaps reached.
     *
     * @param perhaps whether they may be the value
     * @return this interval unless that changes it
     */
    public Interval reachedIf(boolean perhaps) {
        return perhaps && !reached ? new Interval(low, high, true, undefined) : this;
    }

    /**
     * The smallest interval that holds two.
     *
     * @param that another one
     * @return both, and what lies between
     */
    public Interval hull(Interval that) {
        return new Interval(
                Math.min(low, that.low),
                Math.max(high, that.high),
                reached || that.reached,
                undefined || that.undefined);
    }

    /**
     * What of this lies in the range of a function.
     *
     * @param least the least value of the function
     * @param greatest its greatest value
     * @return the part between them, or the nearest of them if there is none
     */
    public Interval within(double least, double greatest) {
        return new Interval(Math.clamp(low, least, greatest), Math.clamp(high, least, greatest), reached, undefined);
    }

    /**
     * The negative.
     *
     * @return every value with the other sign
     */
    public Interval negate() {
        return new Interval(-high, -low, reached, undefined);
    }

    /**
     * The magnitude.
     *
     * @return every value without its sign
     */
    public Interval abs() {
        double greatest = Math.max(-low, high);
        double least = contains(0) ? 0 : Math.min(Math.abs(low), Math.abs(high));
        return new Interval(least, greatest, reached, undefined);
    }

    /**
     * The sum.
     *
     * @param that another one
     * @return the sum, undefined for an infinity less an infinity
     */
    public Interval plus(Interval that) {
        boolean opposite = (low == Double.NEGATIVE_INFINITY && that.high == Double.POSITIVE_INFINITY)
                || (high == Double.POSITIVE_INFINITY && that.low == Double.NEGATIVE_INFINITY);
        return new Interval(
                Outward.sumDown(low, that.low),
                Outward.sumUp(high, that.high),
                reached || that.reached,
                undefined || that.undefined || (opposite && reached && that.reached));
    }

    /**
     * The difference.
     *
     * @param that another one
     * @return the difference, undefined for an infinity less an infinity
     */
    public Interval minus(Interval that) {
        return plus(that.negate());
    }

    /**
     * The product.
     *
     * @param that another one
     * @return the product, undefined for 0 times an infinity
     */
    public Interval times(Interval that) {
        return selectingTimes(that)
                .undefinedIf(undefined || that.undefined)
                .undefinedIf((contains(0) && that.reached) || (that.contains(0) && reached));
    }

    /**
     * The product where 0 times anything is 0.
     *
     * @param that another one
     * @return the product, never undefined
     */
    public Interval selectingTimes(Interval that) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double a : new double[] {low, high}) {
            for (double b : new double[] {that.low, that.high}) {
                least = Math.min(least, Outward.productDown(a, b));
                most = Math.max(most, Outward.productUp(a, b));
            }
        }
        return new Interval(least, most, reached || that.reached, false);
    }

    /**
     * The quotient.
     *
     * @param that the divisor
     * @return the quotient; a number over 0 is infinite, 0 over 0 and infinity over infinity are undefined
     */
    public Interval over(Interval that) {
        return selectingOver(that)
                .undefinedIf(undefined || that.undefined)
                .undefinedIf((contains(0) && that.contains(0)) || (reached && that.reached));
    }

    /**
     * The quotient where 0 over anything is 0.
     *
     * @param that the divisor
     * @return the quotient, never undefined
     */
    public Interval selectingOver(Interval that) {
        if (low == 0 && high == 0) {
            return this;
        }
        boolean pole = that.contains(0);
        // A divisor of 0 counts as positive.
        if (pole && that.low < 0) {
            return LINE.reachedIf(true);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double a : new double[] {low, high}) {
            for (double b : new double[] {that.low, that.high}) {
                least = Math.min(least, Outward.quotientDown(a, b));
                most = Math.max(most, Outward.quotientUp(a, b));
            }
        }
        return new Interval(least, most, pole || reached, false);
    }
}
