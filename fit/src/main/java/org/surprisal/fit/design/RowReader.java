package org.surprisal.fit.design;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.formula.Arithmetic;

/** Reads columns of the rows that are kept, one after the other, before there is a design. */
final class RowReader {
    private final Frame frame;
    private final int @Nullable [] kept;
    private final int rows;

    RowReader(Frame frame, int @Nullable [] kept, int rows) {
        this.frame = frame;
        this.kept = kept;
        this.rows = rows;
    }

    int rows() {
        return rows;
    }

    /** Calls back with each row of some columns, as the index in the block that is loaded. */
    void forEach(List<Column> columns, ObjIntConsumer<Source> row) {
        Source source = new Source(columns, kept);
        for (int from = 0; from < rows; from += Panel.ROWS) {
            int n = Math.min(Panel.ROWS, rows - from);
            source.load(from, n);
            for (int i = 0; i < n; i++) {
                row.accept(source, i);
            }
        }
    }

    /** What is done with a block of numbers in pairs of doubles. */
    private interface Block {
        void take(int from, int n, double[] high, double[] low);
    }

    /**
     * The numbers of all rows, each finite.
     *
     * @param low receives what they lack, or null
     */
    double[] values(Arithmetic arithmetic, String what, double @Nullable [] low) {
        double[] to = new double[rows];
        forEach(arithmetic, what, (from, n, high, rest) -> {
            requireFinite(high, arithmetic.toString(), from, n);
            System.arraycopy(high, 0, to, from, n);
            if (low != null) {
                System.arraycopy(rest, 0, low, from, n);
            }
        });
        return to;
    }

    /** The numbers of all rows, NaN among them. */
    double[] numbers(Arithmetic arithmetic, String what) {
        double[] to = new double[rows];
        forEach(arithmetic, what, (from, n, high, low) -> System.arraycopy(high, 0, to, from, n));
        return to;
    }

    /** Refuses numbers that are not finite in some row. */
    void requireFinite(Arithmetic arithmetic, String name) {
        forEach(arithmetic, name, (from, n, high, low) -> requireFinite(high, name, from, n));
    }

    private void forEach(Arithmetic arithmetic, String what, Block block) {
        List<String> names = arithmetic.columns().distinct().toList();
        names.forEach(name -> number(name, what));
        if (names.isEmpty()) {
            throw new Unfittable(what + " must be made of a column, but is " + arithmetic + ".");
        }
        RowNumber number = RowNumber.of(arithmetic, names::indexOf);
        Source source = new Source(names.stream().map(frame::column).toList(), kept);
        double[] high = new double[Panel.ROWS];
        double[] low = new double[Panel.ROWS];
        for (int from = 0; from < rows; from += Panel.ROWS) {
            int n = Math.min(Panel.ROWS, rows - from);
            source.load(from, n);
            number.fill(source, n, high, low);
            block.take(from, n, high, low);
        }
    }

    private void requireFinite(double[] numbers, String name, int from, int n) {
        for (int i = 0; i < n; i++) {
            requireFinite(numbers[i], name, from + i);
        }
    }

    /** Refuses a number that is not finite. */
    private void requireFinite(double x, String name, int row) {
        if (!Double.isFinite(x)) {
            throw new Unfittable(name + " is " + x + " in row " + ((kept == null ? row : kept[row]) + 1)
                    + ": leave such rows out, or change the formula.");
        }
    }

    /** Refuses categories where a number is needed. */
    void number(String column, String what) {
        if (frame.column(column) instanceof Column.Codes) {
            throw new Unfittable("The column " + column + " has categories, but " + what + " needs numbers.");
        }
    }

    /** Numbers the groups of rows with the same value by their values; returns how many there are. */
    int groups(String column, int[] to) {
        Column of = frame.column(column);
        int[] row = {0};
        if (of instanceof Column.Codes codes) {
            int[] group = new int[codes.levels().size()];
            Arrays.fill(group, -1);
            forEach(List.of(of), (source, i) -> group[source.codes(0)[i]] = 0);
            int groups = 0;
            for (int code = 0; code < group.length; code++) {
                group[code] = group[code] < 0 ? -1 : groups++;
            }
            forEach(List.of(of), (source, i) -> to[row[0]++] = group[source.codes(0)[i]]);
            return groups;
        }
        double[] values = numbers(of);
        forEach(List.of(of), (source, i) -> to[row[0]++] = Arrays.binarySearch(values, source.high(0)[i] + 0.0));
        return values.length;
    }

    /** The different numbers of a column, rising. */
    double[] numbers(Column column) {
        TreeSet<Double> found = new TreeSet<>();
        forEach(List.of(column), (source, i) -> found.add(source.high(0)[i] + 0.0));
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
