package org.surprisal.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.fit.linear.RankedTriangle;
import org.surprisal.fit.linear.StackedQr;
import org.surprisal.math.DoubleDouble;

/**
 * Least squares by a QR factorisation in pairs of doubles, refined by residuals in pairs of doubles (Å. Björck,
 * "Iterative refinement of linear least squares solutions", BIT 7, 1967). Columns are scaled by powers of two, without
 * rounding; powers and products come as pairs from the design. So what is lost is what the data lost when they became
 * doubles.
 *
 * <p>Rows are taken in their order by one thread; another order may change a last bit, no more.
 */
final class LeastSquares {
    private static final int REFINEMENTS = 2;

    private final Dataset data;
    private final double ridge;
    private final Watcher watcher;
    private final int width;
    private final int[] scale;

    private LeastSquares(Dataset data, double ridge, Watcher watcher) {
        this.data = data;
        this.ridge = ridge;
        this.watcher = watcher;
        this.width = data.matrix().design().names().size();
        this.scale = new int[width + 1];
    }

    /**
     * The solution.
     *
     * @param coefficients a number per column, 0 for those that depend on others
     * @param triangle the factor of the scaled columns
     * @param scale the power of two of each column and of the response
     * @param squares the weighted sum of squared residuals
     * @param unscaled (XᵀWX + ridge)⁻¹ of the columns that are kept
     * @param corrections how far the last refinement moved a coefficient, at most, against its size
     */
    record Solution(
            double[] coefficients,
            RankedTriangle triangle,
            int[] scale,
            double squares,
            double[][] unscaled,
            double corrections) {}

    /**
     * Solves.
     *
     * @param ridge what is added to the squares: this times half the squared coefficients, but for the intercept
     */
    static Solution of(Dataset data, double ridge, Watcher watcher) {
        return new LeastSquares(data, ridge, watcher).solve();
    }

    /** What the columns alone say: which depend on others, and how nearly others do. */
    static Rank rank(Dataset data, Watcher watcher) {
        LeastSquares squares = new LeastSquares(data, 0, watcher);
        squares.findScale();
        return new Rank(RankedTriangle.of(squares.factor()), squares.scale);
    }

    /**
     * The rank of the columns.
     *
     * @param triangle the factor of the scaled columns
     * @param scale the power of two of each
     */
    record Rank(RankedTriangle triangle, int[] scale) {}

    private Solution solve() {
        findScale();
        RankedTriangle triangle = RankedTriangle.of(factor());
        int[] kept = triangle.kept();
        PairVector x = triangle.solution();
        double change = 0;
        PairVector gradient = PairVector.zeros(kept.length);
        DoubleDouble squares = residuals(kept, x, gradient);
        for (int i = 0; i < REFINEMENTS; i++) {
            PairVector step = triangle.solveSquare(gradient);
            change = 0;
            for (int k = 0; k < kept.length; k++) {
                DoubleDouble moved = x.get(k).plus(step.get(k));
                change = Math.max(change, moved.high() == 0 ? 0 : Math.abs(step.high()[k] / moved.high()));
                x.set(k, moved);
            }
            squares = residuals(kept, x, gradient);
        }
        double[] coefficients = new double[width];
        for (int k = 0; k < kept.length; k++) {
            coefficients[kept[k]] = Math.scalb(x.get(k).value(), scale[width] - scale[kept[k]]);
        }
        double[][] unscaled = triangle.inverseSquare();
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                unscaled[a][b] = Math.scalb(unscaled[a][b], -scale[kept[a]] - scale[kept[b]]);
            }
        }
        return new Solution(
                coefficients, triangle, scale, Math.scalb(squares.value(), 2 * scale[width]), unscaled, change);
    }

    /** What is done with a row: its numbers, scaled, the last one the response. */
    @FunctionalInterface
    private interface Row {
        void take(double[] high, double[] low);
    }

    private PairVector[] factor() {
        StackedQr qr = new StackedQr(width + 1);
        forEach(true, qr::add);
        Design design = data.matrix().design();
        for (int j = 0; j < width && ridge > 0; j++) {
            if (j != design.intercept()) {
                double[] row = new double[width + 1];
                row[j] = Math.scalb(Math.sqrt(ridge), -scale[j]);
                qr.add(row, new double[width + 1]);
            }
        }
        return qr.triangle();
    }

    /** The weighted sum of squared residuals, and the gradient of half of it with the other sign. */
    private DoubleDouble residuals(int[] kept, PairVector x, PairVector gradient) {
        DoubleDouble[] squares = {DoubleDouble.of(0)};
        Arrays.fill(gradient.high(), 0);
        Arrays.fill(gradient.low(), 0);
        forEach(true, (high, low) -> {
            DoubleDouble rest = new DoubleDouble(high[width], low[width]);
            for (int k = 0; k < kept.length; k++) {
                rest = rest.minus(new DoubleDouble(high[kept[k]], low[kept[k]]).times(x.get(k)));
            }
            squares[0] = squares[0].plus(rest.times(rest));
            for (int k = 0; k < kept.length; k++) {
                DoubleDouble part = new DoubleDouble(high[kept[k]], low[kept[k]]).times(rest);
                gradient.set(k, gradient.get(k).plus(part));
            }
        });
        for (int k = 0; k < kept.length && ridge > 0; k++) {
            if (kept[k] != data.matrix().design().intercept()) {
                double factor = Math.scalb(ridge, -2 * scale[kept[k]]);
                gradient.set(k, gradient.get(k).minus(x.get(k).times(factor)));
            }
        }
        return squares[0];
    }

    private void findScale() {
        double[] most = new double[width + 1];
        forEach(false, (high, low) -> {
            for (int j = 0; j <= width; j++) {
                most[j] = Math.max(most[j], Math.abs(high[j]));
            }
        });
        for (int j = 0; j <= width; j++) {
            scale[j] = most[j] > 0 ? Math.getExponent(most[j]) : 0;
        }
    }

    private void forEach(boolean weighted, Row row) {
        ModelMatrix.Reader reader = data.matrix().reader();
        double[] high = new double[width + 1];
        double[] low = new double[width + 1];
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            watcher.check();
            Panel panel = reader.read(from, Math.min(Panel.ROWS, data.rows() - from));
            for (int i = 0; i < panel.rows(); i++) {
                panel.expand(i, high, low);
                DoubleDouble y = new DoubleDouble(data.response()[from + i], data.responseLow(from + i))
                        .plus(-data.offset(from + i));
                high[width] = y.high();
                low[width] = y.low();
                scale(high, low);
                if (weighted && data.weight() != null) {
                    weigh(DoubleDouble.of(data.weight(from + i)).sqrt(), high, low);
                }
                row.take(high, low);
            }
        }
    }

    private void scale(double[] high, double[] low) {
        for (int j = 0; j <= width; j++) {
            if (scale[j] != 0) {
                high[j] = Math.scalb(high[j], -scale[j]);
                low[j] = Math.scalb(low[j], -scale[j]);
            }
        }
    }

    private void weigh(DoubleDouble root, double[] high, double[] low) {
        for (int j = 0; j <= width; j++) {
            DoubleDouble x = new DoubleDouble(high[j], low[j]).times(root);
            high[j] = x.high();
            low[j] = x.low();
        }
    }

    /** Says which columns depend on which. */
    static Note note(Design design, RankedTriangle.Dependence dependence, int[] scale) {
        String name = design.names().get(dependence.column());
        if (dependence.others().length == 0) {
            return Note.of(Note.Code.ZERO_COLUMN, "column", name);
        }
        if (dependence.others().length == 1 && dependence.others()[0] == design.intercept()) {
            return Note.of(Note.Code.CONSTANT_COLUMN, "column", name);
        }
        StringBuilder sum = new StringBuilder();
        int shown = Math.min(6, dependence.others().length);
        for (int i = 0; i < shown; i++) {
            int other = dependence.others()[i];
            double factor = Math.scalb(dependence.factors()[i], scale[dependence.column()] - scale[other]);
            double size = Math.abs(factor);
            sum.append(i == 0 ? (factor < 0 ? "-" : "") : factor < 0 ? " - " : " + ");
            sum.append(Math.abs(size - 1) < 1e-9 ? "" : rounded(size) + "·")
                    .append(design.names().get(other));
        }
        String whole = sum + (shown < dependence.others().length ? " + ..." : "");
        return Note.of(Note.Code.DEPENDENT_COLUMN, "column", name, "combination", whole);
    }

    private static String rounded(double x) {
        return new BigDecimal(x).round(new MathContext(6)).stripTrailingZeros().toString();
    }

    /** Refuses what no number of passes would solve. */
    static void requireRows(Dataset data, double ridge) {
        int width = data.matrix().design().names().size();
        if (data.rows() < width && ridge == 0) {
            throw new Unfittable((data.rows() == 1 ? "There is 1 row" : "There are " + data.rows() + " rows") + " for "
                    + width + " coefficients, too few: leave terms out, or add a ridge penalty.");
        }
    }
}
