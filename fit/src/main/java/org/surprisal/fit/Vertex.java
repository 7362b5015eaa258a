package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.fit.linear.RankedTriangle;
import org.surprisal.fit.linear.StackedQr;
import org.surprisal.math.ExactSum;

/**
 * The exact minimum of a pinball loss: coefficients that meet as many rows as there are columns, from which no edge
 * goes down (I. Barrodale and F. D. K. Roberts, "An improved algorithm for discrete l1 linear approximation", SIAM
 * Journal on Numerical Analysis 10, 1973). It begins with the rows that are nearest to being met.
 */
final class Vertex {
    private static final double ROUNDING = 1e-12;

    private final RowProducts rows;
    private final double[] y;
    private final double[] weight;
    private final double tau;
    private final double[][] x;
    private final int width;

    /**
     * Where it ended.
     *
     * @param coefficients the coefficients of the active columns
     * @param exact whether no edge goes down
     * @param unique whether each goes up
     * @param pivots how many edges were followed
     */
    record End(double[] coefficients, boolean exact, boolean unique, int pivots) {}

    Vertex(Dataset data, int[] active, RowProducts rows, double[] y, double[] weight, double tau) {
        this.rows = rows;
        this.y = y;
        this.weight = weight;
        this.tau = tau;
        this.width = active.length;
        this.x = new double[y.length][];
        Separation.forEach(data, active, (row, numbers) -> x[row] = numbers.clone());
    }

    End from(double[] start) {
        int[] basis = basis(residuals(y, start, new int[0]));
        End end = walk(y, start, basis);
        double size = 0;
        for (double each : y) {
            size = Math.max(size, Math.abs(each));
        }
        // Where more rows are met than there are columns, edges may lead nowhere: responses that differ a little settle
        // on which side such rows are, and the corner of theirs is proved on the true ones.
        for (double by = 1e-7 * size; !end.exact() && by >= 1e-12 * size && by > 0; by /= 10) {
            SplittableRandom random = new SplittableRandom(1);
            double step = by;
            double[] moved = Arrays.stream(y)
                    .map(each -> each + step * (0.5 + random.nextDouble()))
                    .toArray();
            End near = walk(moved, start, basis);
            double[] side = residuals(moved, near.coefficients(), basis);
            RankedTriangle triangle = triangle(y, basis);
            if (near.exact() && triangle.kept().length == width) {
                double[] b = triangle.solution().values();
                double[] r = residuals(y, b, basis);
                for (int k = 0; k < r.length; k++) {
                    r[k] = r[k] == 0 ? side[k] : r[k];
                }
                double[] alpha = multipliers(triangle, basis, r);
                double worst = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < width; k++) {
                    worst = Math.max(worst, over(alpha[k], weight[basis[k]]));
                }
                end = new End(b, worst <= ROUNDING, worst < -ROUNDING, end.pivots() + near.pivots());
            }
        }
        return end;
    }

    /** How far a multiplier is out of its bounds. */
    private double over(double alpha, double w) {
        return Math.max(alpha - tau * w, (tau - 1) * w - alpha) / w;
    }

    /** Follows edges from a basis, which is changed. */
    private End walk(double[] target, double[] start, int[] basis) {
        int most = 100 + 20 * width;
        for (int pivots = 0; ; pivots++) {
            RankedTriangle triangle = triangle(target, basis);
            if (triangle.kept().length < width) {
                return new End(start, false, false, pivots);
            }
            double[] b = triangle.solution().values();
            double[] r = residuals(target, b, basis);
            double[] alpha = multipliers(triangle, basis, r);
            int worst = -1;
            double worstBy = 0;
            boolean unique = true;
            for (int k = 0; k < width; k++) {
                double over = over(alpha[k], weight[basis[k]]);
                unique &= over < -ROUNDING;
                if (over > worstBy + ROUNDING) {
                    worst = k;
                    worstBy = over;
                }
            }
            if (worst < 0 || pivots >= most) {
                return new End(b, worst < 0, unique, pivots);
            }
            int entering = follow(triangle, basis, worst, alpha[worst] > 0, r);
            if (entering < 0) {
                return new End(b, false, false, pivots);
            }
            basis[worst] = entering;
        }
    }

    /** Rows of the smallest residuals that do not depend on one another. */
    private int[] basis(double[] r) {
        Integer[] order = IntStream.range(0, r.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(r[i])));
        double[] unit = new double[width];
        for (double[] row : x) {
            for (int k = 0; k < width; k++) {
                unit[k] = Math.max(unit[k], Math.abs(row[k]));
            }
        }
        List<double[]> found = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        for (int at = 0; at < order.length && chosen.size() < width; at++) {
            double[] rest = new double[width];
            double size = 0;
            for (int k = 0; k < width; k++) {
                rest[k] = unit[k] == 0 ? 0 : x[order[at]][k] / unit[k];
                size = Math.fma(rest[k], rest[k], size);
            }
            for (int turn = 0; turn < 2; turn++) {
                for (double[] other : found) {
                    double part = dot(other, rest);
                    for (int k = 0; k < width; k++) {
                        rest[k] = Math.fma(-part, other[k], rest[k]);
                    }
                }
            }
            double left = dot(rest, rest);
            if (left > 1e-16 * size) {
                double root = Math.sqrt(left);
                found.add(Arrays.stream(rest).map(v -> v / root).toArray());
                chosen.add(order[at]);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = Math.fma(a[k], b[k], sum);
        }
        return sum;
    }

    private RankedTriangle triangle(double[] target, int[] basis) {
        StackedQr qr = new StackedQr(width + 1);
        for (int row : basis) {
            double[] all = Arrays.copyOf(x[row], width + 1);
            all[width] = target[row];
            qr.add(all, new double[width + 1]);
        }
        return RankedTriangle.of(qr.triangle());
    }

    /** Responses less predictions: 0 for the rows that are met, and for those that are but for rounding. */
    private double[] residuals(double[] target, double[] b, int[] met) {
        double[] fit = rows.times(b);
        double[] to = new double[y.length];
        for (int i = 0; i < to.length; i++) {
            double size = Math.abs(target[i]);
            for (int k = 0; k < width; k++) {
                size += Math.abs(x[i][k] * b[k]);
            }
            double r = target[i] - fit[i];
            to[i] = Math.abs(r) <= 1e-15 * size ? 0 : r;
        }
        for (int i : met) {
            to[i] = 0;
        }
        return to;
    }

    /** What the rows that are met must give for all slopes to balance. */
    private double[] multipliers(RankedTriangle triangle, int[] basis, double[] r) {
        double[] psi = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            psi[i] = weight[i] * (r[i] >= 0 ? tau : tau - 1);
        }
        for (int i : basis) {
            psi[i] = 0;
        }
        double[] solved =
                triangle.solveSquare(PairVector.of(rows.transposed(psi))).values();
        return Arrays.stream(basis).mapToDouble(i -> -dot(x[i], solved)).toArray();
    }

    /** Leaves a row, upwards or downwards, as far as the loss falls; returns the row that is met there. */
    private int follow(RankedTriangle triangle, int[] basis, int leaving, boolean up, double[] r) {
        double[] own = x[basis[leaving]].clone();
        for (int k = 0; k < width && up; k++) {
            own[k] = -own[k];
        }
        double[] d = triangle.solveSquare(PairVector.of(own)).values();
        double[] move = rows.times(d);
        for (int i : basis) {
            move[i] = 0;
        }
        move[basis[leaving]] = up ? -1 : 1;
        double[] at = new double[r.length];
        ExactSum slope = new ExactSum();
        List<Integer> crossed = new ArrayList<>();
        for (int i = 0; i < r.length; i++) {
            boolean stays = move[i] == 0 || Math.abs(move[i]) <= 1e-14 * dot(abs(x[i]), abs(d));
            if (stays && i != basis[leaving]) {
                continue;
            }
            // A row that is met goes to the side that the loss is counted on: upwards, unless it crosses at once.
            boolean above = i == basis[leaving] ? up : r[i] >= 0;
            slope.add(-weight[i] * (above ? tau : tau - 1) * move[i]);
            at[i] = r[i] / move[i];
            boolean meets = above ? move[i] > 0 : move[i] < 0;
            if (meets && i != basis[leaving]) {
                crossed.add(i);
            }
        }
        crossed.sort(Comparator.<Integer>comparingDouble(i -> at[i]).thenComparing(Comparator.naturalOrder()));
        for (int i : crossed) {
            slope.add(weight[i] * Math.abs(move[i]));
            if (slope.value() >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static double[] abs(double[] of) {
        return Arrays.stream(of).map(Math::abs).toArray();
    }
}
