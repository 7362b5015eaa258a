package org.surprisal.loss.expr;

/**
 * Ends of intervals, rounded outwards: what is exact stays, everything else goes to the next double on its side. For
 * ends, 0 times an infinity is 0, 0 over 0 is 0, and a finite number over 0 is infinite.
 */
final class Outward {
    /** Below it the remainder of a product or a quotient may underflow. */
    private static final double SMALL = 0x1p-960;

    private Outward() {}

    static double sumUp(double a, double b) {
        double sum = a + b;
        if (Double.isNaN(sum)) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return sum;
        }
        // The rounding error of a sum (Knuth 1969).
        double back = sum - a;
        double error = (a - (sum - back)) + (b - back);
        return error <= 0 ? Math.max(sum, -Double.MAX_VALUE) : Math.nextUp(sum);
    }

    static double sumDown(double a, double b) {
        return -sumUp(-a, -b);
    }

    static double productUp(double a, double b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double product = a * b;
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return product;
        }
        boolean exact = Math.abs(product) > SMALL && Math.fma(a, b, -product) <= 0;
        return exact ? product : up(product, Math.signum(a) * Math.signum(b));
    }

    static double productDown(double a, double b) {
        return -productUp(-a, b);
    }

    static double quotientUp(double a, double b) {
        if (a == 0) {
            return 0;
        }
        if (b == 0) {
            return a / b;
        }
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return Double.isInfinite(a) && Double.isInfinite(b)
                    ? Math.max(0, Math.signum(a) * Math.signum(b) * Double.POSITIVE_INFINITY)
                    : a / b;
        }
        double quotient = a / b;
        double sign = Math.signum(a) * Math.signum(b);
        boolean small = Math.abs(quotient) <= SMALL || Math.abs(a) <= SMALL || Double.isInfinite(quotient);
        return !small && Math.fma(quotient, b, -a) * Math.signum(b) >= 0 ? quotient : up(quotient, sign);
    }

    static double quotientDown(double a, double b) {
        return -quotientUp(-a, b);
    }

    /** The next double above a rounded value of a known sign; a negative one is not carried beyond 0. */
    private static double up(double rounded, double sign) {
        double up = Math.nextUp(rounded);
        return sign < 0 ? Math.min(up, 0) : up;
    }
}
