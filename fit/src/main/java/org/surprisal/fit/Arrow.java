package org.surprisal.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Split;
import org.surprisal.fit.linear.Cholesky;

/**
 * Second derivatives in the shape of an arrow: a diagonal of levels, and beside it a corner of all other columns. With
 * the levels eliminated, what is left is the Schur complement of that diagonal, a matrix of the other columns alone (G.
 * H. Golub and C. F. Van Loan, "Matrix Computations", 2013, section 3.2), so a Newton step is exact however many levels
 * there are. The row of the intercept is made without taking levels from their sum, which would lose digits.
 */
final class Arrow implements SecondDerivatives {
    /** What is added at first where the matrix is not positive definite, against its diagonal. */
    private static final double LEAST_RAISE = 0x1p-40;

    private final Split split;
    private final ArrowSums sums;
    private final double ridge;
    private final int intercept;
    private final boolean[] told;
    private final int[] places;
    private final int[] kept;
    private final double mostOwn;
    private Cholesky factor;
    private double raise;

    Arrow(Split split, ArrowSums sums, double ridge, int intercept, boolean[] told) {
        this.split = split;
        this.sums = sums;
        this.ridge = ridge;
        this.intercept = intercept;
        this.told = told;
        this.places = split.ofRest();
        this.kept =
                IntStream.range(0, places.length).filter(j -> told[places[j]]).toArray();
        double most = 0;
        for (double d : sums.own) {
            most = Math.max(most, Math.abs(d));
        }
        this.mostOwn = most;
        this.factor = Cholesky.of(Newton.part(schur(), kept), 0);
    }

    /** The levels that are told, each with its second derivative. */
    double own(int level) {
        return sums.own[level] + added();
    }

    private double added() {
        return ridge + raise * mostOwn;
    }

    private boolean isFree(int level) {
        int place = split.ofLevel(level);
        return place >= 0 && told[place];
    }

    /** Whether the matrix is positive definite as it is. */
    boolean isDefinite() {
        return raise == 0 && works();
    }

    private boolean works() {
        for (int u = 0; u < sums.own.length; u++) {
            if (isFree(u) && !(own(u) > 0)) {
                return false;
            }
        }
        return factor.isDefinite();
    }

    /** The corner as it is. */
    double[][] corner() {
        return raised(split.rest().fromCells(sums.rest.sums));
    }

    private double[][] raised(double[][] corner) {
        for (int j = 0; j < corner.length; j++) {
            corner[j][j] += (places[j] == intercept ? 0 : ridge) + raise * Math.abs(corner[j][j]);
        }
        return corner;
    }

    /** The Schur complement, of all other columns. */
    double[][] schur() {
        int cells = split.rest().cells();
        double[][] to = new double[cells][];
        for (int a = 0; a < cells; a++) {
            to[a] = sums.rest.sums[a].clone();
        }
        boolean apart = intercept >= 0 && split.isIndicator();
        if (apart) {
            Arrays.fill(to[0], 0);
        }
        for (int u = 0; u < sums.own.length; u++) {
            int at = u * cells;
            double own = own(u);
            boolean eliminated = isFree(u) && own > 0;
            double left = eliminated ? added() / own : 1;
            for (int b = 0; b < cells && apart; b++) {
                to[0][b] = Math.fma(left, sums.cross[at + b], to[0][b]);
            }
            for (int a = apart ? 1 : 0; a < cells && eliminated; a++) {
                double share = sums.cross[at + a] / own;
                for (int b = a; b < cells && share != 0; b++) {
                    to[a][b] = Math.fma(-share, sums.cross[at + b], to[a][b]);
                }
            }
        }
        return raised(split.rest().fromCells(to));
    }

    @Override
    public double[] diagonal() {
        double[] to = new double[told.length];
        double[][] corner = split.rest().fromCells(sums.rest.sums);
        for (int j = 0; j < places.length; j++) {
            to[places[j]] = corner[j][j] + (places[j] == intercept ? 0 : ridge);
        }
        for (int u = 0; u < sums.own.length; u++) {
            if (split.ofLevel(u) >= 0) {
                to[split.ofLevel(u)] = sums.own[u] + ridge;
            }
        }
        return to;
    }

    @Override
    public double[] times(double[] vector) {
        double[] to = new double[told.length];
        double[][] corner = split.rest().fromCells(sums.rest.sums);
        double[] rest = rest(vector);
        double[] ofCells = split.rest().toCells(rest);
        double[] back = new double[ofCells.length];
        for (int u = 0; u < sums.own.length; u++) {
            int place = split.ofLevel(u);
            if (place >= 0 && told[place]) {
                to[place] = Math.fma(sums.own[u] + ridge, vector[place], cross(u, ofCells));
                for (int b = 0; b < back.length; b++) {
                    back[b] = Math.fma(sums.cross[u * back.length + b], vector[place], back[b]);
                }
            }
        }
        double[] fromLevels = split.rest().fromCells(back);
        for (int j : kept) {
            double sum = fromLevels[j] + (places[j] == intercept ? 0 : ridge) * rest[j];
            for (int k : kept) {
                sum = Math.fma(corner[j][k], rest[k], sum);
            }
            to[places[j]] = sum;
        }
        return to;
    }

    private double[] rest(double[] vector) {
        double[] to = new double[places.length];
        for (int j : kept) {
            to[j] = vector[places[j]];
        }
        return to;
    }

    private double cross(int level, double[] ofCells) {
        double sum = 0;
        for (int b = 0; b < ofCells.length; b++) {
            sum = Math.fma(sums.cross[level * ofCells.length + b], ofCells[b], sum);
        }
        return sum;
    }

    /** The solution is exact, whatever is asked for. */
    @Override
    public double[] solve(double[] right, double left) {
        for (double r = LEAST_RAISE; !works() && r < 0x1p60; r *= 16) {
            raise = r;
            factor = Cholesky.of(Newton.part(schur(), kept), 0);
        }
        double[] to = new double[told.length];
        if (!works()) {
            return to;
        }
        double[] fromLevels = new double[split.rest().cells()];
        for (int u = 0; u < sums.own.length; u++) {
            if (isFree(u)) {
                double share = right[split.ofLevel(u)] / own(u);
                for (int b = 0; b < fromLevels.length; b++) {
                    fromLevels[b] = Math.fma(share, sums.cross[u * fromLevels.length + b], fromLevels[b]);
                }
            }
        }
        double[] taken = split.rest().fromCells(fromLevels);
        double[] down = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
            down[k] = right[places[kept[k]]] - taken[kept[k]];
        }
        double[] step = factor.solve(down);
        double[] rest = new double[places.length];
        for (int k = 0; k < kept.length; k++) {
            rest[kept[k]] = step[k];
            to[places[kept[k]]] = step[k];
        }
        double[] ofCells = split.rest().toCells(rest);
        for (int u = 0; u < sums.own.length; u++) {
            if (isFree(u)) {
                to[split.ofLevel(u)] = (right[split.ofLevel(u)] - cross(u, ofCells)) / own(u);
            }
        }
        return to;
    }

    /** The inverse of the Schur complement: of the kept other columns, the inverse of the whole matrix there. */
    double[][] inverse() {
        return factor.inverse();
    }

    /** The places of the kept other columns among all other columns. */
    int[] kept() {
        return kept;
    }

    /** What a level tells of the kept other columns, over its own second derivative; of none 0. */
    double[] share(int level) {
        double[] to = new double[kept.length];
        if (isFree(level)) {
            double[] all = split.rest().fromCells(sums.ofLevel(level));
            for (int k = 0; k < kept.length; k++) {
                to[k] = all[kept[k]] / own(level);
            }
        }
        return to;
    }
}
