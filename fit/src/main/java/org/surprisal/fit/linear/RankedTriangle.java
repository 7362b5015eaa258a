package org.surprisal.fit.linear;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.math.DoubleDouble;

/**
 * A triangle R whose dependent columns are set aside, in their order: a column depends on those before it if what they
 * leave of it is less than {@link #TOLERANCE} of it. The first columns stay, the last one of a combination goes, as in
 * R's {@code lm}. Immutable.
 */
public final class RankedTriangle {
    /** Data in doubles cannot tell less than this from nothing; the 11 sets of NIST are far above it. */
    public static final double TOLERANCE = 0x1p-43;

    /**
     * A column that is a combination of others.
     *
     * @param column which
     * @param others the columns it is made of
     * @param factors the factor of each
     */
    public record Dependence(int column, int[] others, double[] factors) {}

    private final PairVector[] columns;
    private final int[] kept;
    private final List<Dependence> dependences;
    private final PairVector[] inverse;

    private RankedTriangle(PairVector[] columns, int[] kept, List<Dependence> dependences) {
        this.columns = columns;
        this.kept = kept;
        this.dependences = List.copyOf(dependences);
        this.inverse = invert();
    }

    /**
     * Finds the rank.
     *
     * @param triangle the columns of a triangle, the last one that of the response
     * @return the triangle of the columns that are kept
     */
    public static RankedTriangle of(PairVector[] triangle) {
        int width = triangle.length - 1;
        PairVector[] work = new PairVector[triangle.length];
        double[] size = new double[triangle.length];
        for (int j = 0; j < work.length; j++) {
            work[j] =
                    new PairVector(triangle[j].high().clone(), triangle[j].low().clone());
            size[j] = Math.sqrt(work[j].dot(work[j], width + 1).value());
        }
        List<Integer> kept = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            if (reflect(work, j, kept.size(), size[j])) {
                kept.add(j);
            } else {
                dropped.add(j);
            }
        }
        int[] places = kept.stream().mapToInt(Integer::intValue).toArray();
        PairVector[] chosen = new PairVector[places.length + 1];
        for (int k = 0; k < places.length; k++) {
            chosen[k] = work[places[k]];
        }
        chosen[places.length] = work[width];
        RankedTriangle ranked = new RankedTriangle(chosen, places, List.of());
        List<Dependence> found = new ArrayList<>();
        for (int j : dropped) {
            found.add(ranked.dependence(j, work[j]));
        }
        return new RankedTriangle(chosen, places, found);
    }

    /** Reflects column j so that only its first rank + 1 numbers are left; false if nothing is left there. */
    private static boolean reflect(PairVector[] work, int j, int rank, double size) {
        int rows = work.length;
        DoubleDouble square = DoubleDouble.of(0);
        for (int i = rank; i < rows; i++) {
            square = square.plus(work[j].get(i).times(work[j].get(i)));
        }
        DoubleDouble norm = square.sqrt();
        if (!(norm.high() > TOLERANCE * size)) {
            return false;
        }
        DoubleDouble corner = work[j].get(rank);
        DoubleDouble end = corner.high() > 0 ? norm.negate() : norm;
        DoubleDouble first = corner.minus(end);
        DoubleDouble half = norm.times(first.high() < 0 ? first.negate() : first);
        for (int k = j + 1; k < work.length; k++) {
            DoubleDouble t = first.times(work[k].get(rank));
            for (int i = rank + 1; i < rows; i++) {
                t = t.plus(work[j].get(i).times(work[k].get(i)));
            }
            t = t.dividedBy(half);
            work[k].set(rank, work[k].get(rank).minus(t.times(first)));
            for (int i = rank + 1; i < rows; i++) {
                work[k].set(i, work[k].get(i).minus(t.times(work[j].get(i))));
            }
        }
        work[j].set(rank, end);
        for (int i = rank + 1; i < rows; i++) {
            work[j].set(i, DoubleDouble.of(0));
        }
        return true;
    }

    private Dependence dependence(int column, PairVector of) {
        int before = 0;
        while (before < kept.length && kept[before] < column) {
            before++;
        }
        PairVector part = PairVector.zeros(kept.length);
        for (int i = 0; i < before; i++) {
            part.set(i, of.get(i));
        }
        double[] factors = solve(part).values();
        double most = 0;
        for (int i = 0; i < before; i++) {
            most = Math.max(most, Math.abs(factors[i]) * norm(i));
        }
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            if (Math.abs(factors[i]) * norm(i) > most * 0x1p-40) {
                others.add(i);
            }
        }
        return new Dependence(
                column,
                others.stream().mapToInt(i -> kept[i]).toArray(),
                others.stream().mapToDouble(i -> factors[i]).toArray());
    }

    private double norm(int column) {
        return Math.sqrt(columns[column].dot(columns[column], kept.length).value());
    }

    /**
     * The columns that are kept.
     *
     * @return their places, rising
     */
    public int[] kept() {
        return kept.clone();
    }

    /**
     * The columns that are set aside.
     *
     * @return each with what it is made of
     */
    public List<Dependence> dependences() {
        return dependences;
    }

    /**
     * The least squares solution for the response.
     *
     * @return a number per column that is kept
     */
    public PairVector solution() {
        return solve(columns[kept.length]);
    }

    /**
     * R⁻¹ times a vector.
     *
     * @param right a number per column that is kept
     * @return the product
     */
    private PairVector solve(PairVector right) {
        int n = kept.length;
        PairVector x = PairVector.zeros(n);
        for (int i = n - 1; i >= 0; i--) {
            DoubleDouble rest = right.get(i);
            for (int j = i + 1; j < n; j++) {
                rest = rest.minus(columns[j].get(i).times(x.get(j)));
            }
            x.set(i, rest.dividedBy(columns[i].get(i)));
        }
        return x;
    }

    /**
     * (RᵀR)⁻¹ times a vector.
     *
     * @param right a number per column that is kept
     * @return the product
     */
    public PairVector solveSquare(PairVector right) {
        int n = kept.length;
        PairVector y = PairVector.zeros(n);
        for (int i = 0; i < n; i++) {
            DoubleDouble sum = DoubleDouble.of(0);
            for (int k = 0; k <= i; k++) {
                sum = sum.plus(inverse[i].get(k).times(right.get(k)));
            }
            y.set(i, sum);
        }
        return solve(y);
    }

    /**
     * (RᵀR)⁻¹, the unscaled covariance of the solution.
     *
     * @return the matrix, each number rounded once from a pair
     */
    public double[][] inverseSquare() {
        int n = kept.length;
        double[][] to = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                DoubleDouble sum = DoubleDouble.of(0);
                for (int k = a; k < n; k++) {
                    sum = sum.plus(inverse[k].get(a).times(inverse[k].get(b)));
                }
                to[a][b] = sum.value();
                to[b][a] = to[a][b];
            }
        }
        return to;
    }

    /**
     * The quadratic form of (RᵀR)⁻¹ at a vector.
     *
     * @param x a number per column that is kept
     * @return xᵀ (RᵀR)⁻¹ x
     */
    public double quadratic(PairVector x) {
        DoubleDouble sum = DoubleDouble.of(0);
        for (int i = 0; i < kept.length; i++) {
            DoubleDouble y = inverse[i].dot(x, i + 1);
            sum = sum.plus(y.times(y));
        }
        return sum.value();
    }

    /**
     * How much the least what a column has of its own is, against its size: 1 for columns at right angles, next to 0
     * where one nearly depends on those before it.
     *
     * @return the least of them
     */
    public double independence() {
        double least = 1;
        for (int k = 0; k < kept.length; k++) {
            least = Math.min(least, Math.abs(columns[k].get(k).value()) / norm(k));
        }
        return least;
    }

    /** The columns of R⁻¹, an upper triangle. */
    private PairVector[] invert() {
        int n = kept.length;
        PairVector[] to = new PairVector[n];
        for (int k = 0; k < n; k++) {
            PairVector unit = PairVector.zeros(n);
            unit.set(k, DoubleDouble.of(1));
            to[k] = solve(unit);
        }
        return to;
    }
}
