package org.surprisal.fit.design;

import org.surprisal.math.DoubleDouble;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/**
 * Polynomials that are orthogonal over the rows, of mean square 1 / rows, by the recurrence p₀ = 1, pₖ₊₁ = (x - aₖ) pₖ
 * - bₖ pₖ₋₁ (G. E. Forsythe, "Generation and use of orthogonal polynomials for data-fitting with a digital computer",
 * Journal of SIAM 5, 1957). The recurrence comes from exact sums, so it does not depend on the order of rows; the same
 * recurrence serves new rows.
 *
 * @param shift aₖ
 * @param ratio bₖ, of which the first is not used
 * @param norm the root of the sum of squares of pₖ over the rows
 */
public record OrthogonalPolynomials(double[] shift, double[] ratio, double[] norm) {
    /** What rounding leaves of a polynomial that is 0 in every row, squared. */
    private static final double NOTHING = 0x1p-70;

    /** Writes the numbers of all rows, one block after the other. */
    @FunctionalInterface
    interface Blocks {
        /** Calls back with each block: its numbers, and how many. */
        void forEach(Visitor visitor);
    }

    /** What is done with a block. */
    @FunctionalInterface
    interface Visitor {
        void visit(DoubleDouble[] x, int n);
    }

    /**
     * Finds the recurrence.
     *
     * @param blocks the rows, read once for each degree
     * @param degree the greatest degree
     * @param name what the numbers are called
     * @throws Unfittable if there are not more different numbers than the degree
     */
    static OrthogonalPolynomials of(Blocks blocks, int degree, String name) {
        double[] shift = new double[degree];
        double[] ratio = new double[degree];
        double[] norm = new double[degree + 1];
        double last = 1;
        for (int k = 0; k <= degree; k++) {
            int order = k;
            ExactSum squares = new ExactSum();
            ExactSum moments = new ExactSum();
            ExactSum grown = new ExactSum();
            blocks.forEach((x, n) -> {
                for (int i = 0; i < n; i++) {
                    double p = value(shift, ratio, order, x[i]).value();
                    squares.add(p * p);
                    moments.add(x[i].value() * p * p);
                    if (order > 0) {
                        double before = x[i].plus(-shift[order - 1])
                                .times(value(shift, ratio, order - 1, x[i]))
                                .value();
                        grown.add(before * before);
                    }
                }
            });
            Dyadic square = squares.isFinite() ? squares.exact() : Dyadic.ZERO;
            if (!(square.value() > grown.value() * NOTHING) || !moments.isFinite()) {
                throw new Unfittable("The polynomial " + name + " of degree " + degree + " needs more than " + degree
                        + " different values of moderate size: choose a lower degree.");
            }
            norm[k] = Math.sqrt(square.value());
            if (k < degree) {
                shift[k] = moments.exact().dividedBy(square);
                ratio[k] = k == 0 ? 0 : square.value() / last;
            }
            last = square.value();
        }
        return new OrthogonalPolynomials(shift, ratio, norm);
    }

    /** The polynomial of a degree at x. */
    DoubleDouble at(int degree, DoubleDouble x) {
        return value(shift, ratio, degree, x).dividedBy(norm[degree]);
    }

    private static DoubleDouble value(double[] shift, double[] ratio, int degree, DoubleDouble x) {
        DoubleDouble before = DoubleDouble.of(0);
        DoubleDouble now = DoubleDouble.of(1);
        for (int k = 0; k < degree; k++) {
            DoubleDouble next = x.plus(-shift[k]).times(now).minus(before.times(ratio[k]));
            before = now;
            now = next;
        }
        return now;
    }
}
