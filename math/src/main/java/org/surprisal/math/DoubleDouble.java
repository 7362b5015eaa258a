package org.surprisal.math;

/**
 * A number as the unevaluated sum of two doubles, high + low with |low| ≤ ulp(high)/2: some 106 bits. Each operation
 * states its relative error in units of u² with u = 2^-53, as long as nothing overflows and no low part underflows.
 *
 * <p>Source of algorithms and bounds: M. Joldes, J.-M. Muller and V. Popescu, "Tight and rigorous error bounds for
 * basic building blocks of double-word arithmetic", ACM TOMS 44 (2017); the sums and products of doubles are those of
 * Knuth (1969), Dekker (1971) and Ogita, Rump and Oishi (2005), without error.
 *
 * @param high the number, rounded
 * @param low what high lacks
 */
public record DoubleDouble(double high, double low) implements Comparable<DoubleDouble> {
    /**
     * A double.
     *
     * @return x, exactly
     */
    public static DoubleDouble of(double x) {
        return new DoubleDouble(x, 0);
    }

    /**
     * The sum of two doubles (Knuth's TwoSum).
     *
     * @return a + b, exactly
     */
    public static DoubleDouble sum(double a, double b) {
        double high = a + b;
        double back = high - a;
        return new DoubleDouble(high, (a - (high - back)) + (b - back));
    }

    /**
     * The sum of two doubles of which the first leads (Dekker's Fast2Sum).
     *
     * @param a 0, or with an exponent not below that of b
     * @return a + b, exactly
     */
    public static DoubleDouble ordered(double a, double b) {
        double high = a + b;
        return new DoubleDouble(high, b - (high - a));
    }

    /**
     * The product of two doubles.
     *
     * @return a·b, exactly
     */
    public static DoubleDouble product(double a, double b) {
        double high = a * b;
        return new DoubleDouble(high, Math.fma(a, b, -high));
    }

    /**
     * The quotient of two doubles: the nearest double and its remainder.
     *
     * @return a/b with an error of at most u²
     */
    public static DoubleDouble quotient(double a, double b) {
        double high = a / b;
        return new DoubleDouble(high, Math.fma(-high, b, a) / b);
    }

    /**
     * The sum with a double (algorithm 4).
     *
     * @return the sum with an error of at most 2u²
     */
    public DoubleDouble plus(double y) {
        DoubleDouble s = sum(high, y);
        return ordered(s.high, low + s.low);
    }

    /**
     * The sum (algorithm 6).
     *
     * @return the sum with an error of at most 3u² + 13u³, also where the two nearly cancel
     */
    public DoubleDouble plus(DoubleDouble y) {
        DoubleDouble s = sum(high, y.high);
        DoubleDouble t = sum(low, y.low);
        DoubleDouble v = ordered(s.high, s.low + t.high);
        return ordered(v.high, t.low + v.low);
    }

    /**
     * The difference.
     *
     * @return the difference with an error of at most 3u² + 13u³
     */
    public DoubleDouble minus(DoubleDouble y) {
        return plus(y.negate());
    }

    /**
     * The number with the other sign.
     *
     * @return the negative, exactly
     */
    public DoubleDouble negate() {
        return new DoubleDouble(-high, -low);
    }

    /**
     * The product with a double (algorithm 9).
     *
     * @return the product with an error of at most 2u²
     */
    public DoubleDouble times(double y) {
        double product = high * y;
        return ordered(product, Math.fma(low, y, Math.fma(high, y, -product)));
    }

    /**
     * The product (algorithm 12).
     *
     * @return the product with an error of at most 5u²
     */
    public DoubleDouble times(DoubleDouble y) {
        double product = high * y.high;
        double lost = Math.fma(high, y.high, -product);
        double cross = Math.fma(high, y.low, low * y.low);
        return ordered(product, lost + Math.fma(low, y.high, cross));
    }

    /**
     * The quotient by a double (algorithm 15).
     *
     * @return the quotient with an error of at most 3u²
     */
    public DoubleDouble dividedBy(double y) {
        double quotient = high / y;
        return ordered(quotient, (Math.fma(-quotient, y, high) + low) / y);
    }

    /**
     * The quotient (algorithm 17).
     *
     * @return the quotient with an error of at most 15u² + 56u³
     */
    public DoubleDouble dividedBy(DoubleDouble y) {
        double quotient = high / y.high;
        DoubleDouble back = y.times(quotient);
        return ordered(quotient, ((high - back.high) + (low - back.low)) / y.high);
    }

    /**
     * The square root: the nearest double and its remainder over twice that (V. Lefèvre, N. Louvet, J.-M. Muller, J.
     * Picot and L. Rideau, "Accurate calculation of Euclidean norms using double-word arithmetic", ACM TOMS 49, 2023).
     *
     * @return the square root with an error of at most 25/8·u²; 0 for 0, NaN for a negative number
     */
    public DoubleDouble sqrt() {
        double root = Math.sqrt(high);
        return root == 0 ? this : ordered(root, (Math.fma(-root, root, high) + low) / (2 * root));
    }

    /**
     * The number as a double.
     *
     * @return high + low, rounded
     */
    public double value() {
        return high + low;
    }

    /** Compares high parts and, if these are equal, low parts. */
    @Override
    public int compareTo(DoubleDouble y) {
        return high == y.high ? Double.compare(low, y.low) : Double.compare(high, y.high);
    }
}
