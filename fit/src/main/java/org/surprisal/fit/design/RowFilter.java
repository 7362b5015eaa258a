package org.surprisal.fit.design;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows are fitted: those without a missing value, infinite value or weight of 0 in the columns that are used. */
final class RowFilter {
    /** What a row of weight 0 is counted as. */
    private static final String NO_WEIGHT = " = 0";

    private final List<String> names;
    private final List<Column> columns;
    private final @Nullable String weight;
    private final Missing missing;
    private final Map<String, Integer> leftOut = new LinkedHashMap<>();

    RowFilter(List<String> names, Frame frame, @Nullable String weight, Missing missing) {
        this.names = names;
        this.columns = names.stream().map(frame::column).toList();
        this.weight = weight;
        this.missing = missing;
    }

    /** The rows to keep, or null for all. */
    int @Nullable [] keep(int rows) {
        Source source = new Source(columns, null);
        int[] kept = new int[rows];
        int n = 0;
        for (int from = 0; from < rows; from += Panel.ROWS) {
            int length = Math.min(Panel.ROWS, rows - from);
            source.load(from, length);
            boolean whole = isWhole(source, length);
            for (int i = 0; i < length; i++) {
                if (whole || isWhole(source, i, from + i)) {
                    kept[n++] = from + i;
                }
            }
        }
        return n == rows ? null : Arrays.copyOf(kept, n);
    }

    /** How many rows were left out, by the first column that is the reason. */
    Map<String, Integer> leftOut() {
        return leftOut;
    }

    /** Whether no row of a block needs a closer look. */
    private boolean isWhole(Source source, int length) {
        for (int slot = 0; slot < columns.size(); slot++) {
            boolean whole;
            if (columns.get(slot) instanceof Column.Numbers) {
                whole = isFinite(source.high(slot), length);
                if (names.get(slot).equals(weight)) {
                    whole &= Arrays.stream(source.high(slot), 0, length).allMatch(w -> w > 0);
                }
            } else {
                whole = Arrays.stream(source.codes(slot), 0, length).min().orElse(0) >= 0;
            }
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    /** Zero times a number that is not finite is not zero; several sums at once, so that none waits for itself. */
    private static boolean isFinite(double[] x, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += 0 * x[i];
            b += 0 * x[i + 1];
            c += 0 * x[i + 2];
            d += 0 * x[i + 3];
        }
        for (; i < n; i++) {
            a += 0 * x[i];
        }
        return a + b + c + d == 0;
    }

    private boolean isWhole(Source source, int i, int row) {
        for (int slot = 0; slot < columns.size(); slot++) {
            String name = names.get(slot);
            boolean gap;
            if (columns.get(slot) instanceof Column.Numbers) {
                double x = source.high(slot)[i];
                if (Double.isInfinite(x)) {
                    throw new Unfittable("The column " + name + " is infinite in row " + (row + 1)
                            + ": leave such rows out, or make the value missing.");
                }
                gap = Double.isNaN(x);
                if (name.equals(weight) && !gap && x <= 0) {
                    requireNotNegative(x, row);
                    leftOut.merge(name + NO_WEIGHT, 1, Integer::sum);
                    return false;
                }
            } else {
                gap = source.codes(slot)[i] < 0;
            }
            if (gap) {
                if (missing == Missing.REFUSE) {
                    throw new Unfittable("The column " + name + " has no value in row " + (row + 1)
                            + ": fill it in, or let such rows be left out.");
                }
                leftOut.merge(name, 1, Integer::sum);
                return false;
            }
        }
        return true;
    }

    private void requireNotNegative(double x, int row) {
        if (x < 0) {
            throw new Unfittable(
                    "The weight " + weight + " is " + x + " in row " + (row + 1) + ": weights must not be negative.");
        }
    }
}
