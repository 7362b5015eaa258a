package org.surprisal.fit.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of data: numbers, or categories as codes. Implement {@link Numbers} or {@link Codes} to read from anywhere
 * else; several threads read one column, each other rows, and each row is read several times.
 */
public sealed interface Column {
    /**
     * The number of rows.
     *
     * @return at least 0
     */
    int rows();

    /** Numbers; NaN is a missing value. */
    non-sealed interface Numbers extends Column {
        /**
         * Reads some rows.
         *
         * @param from the first row
         * @param n how many
         * @param high receives row {@code from + i} at index i
         * @param low receives what that double lacks of the number, at most half an ulp: of a decimal such as 0.1 the
         *     rest of it. It holds zeros: a column of doubles leaves it alone
         */
        void load(int from, int n, double[] high, double[] low);

        /**
         * Reads rows that are not one after the other.
         *
         * @param rows the rows, rising
         * @param from the first of these to read
         * @param n how many
         * @param high receives row {@code rows[from + i]} at index i
         * @param low receives what that double lacks of the number
         */
        default void load(int[] rows, int from, int n, double[] high, double[] low) {
            double[] one = new double[1];
            double[] rest = new double[1];
            for (int i = 0; i < n; i++) {
                rest[0] = 0;
                load(rows[from + i], 1, one, rest);
                high[i] = one[0];
                low[i] = rest[0];
            }
        }
    }

    /** Categories as codes. */
    non-sealed interface Codes extends Column {
        /**
         * The names of the categories.
         *
         * @return the level of code 0, of code 1 and so on
         */
        List<String> levels();

        /**
         * Reads some rows.
         *
         * @param from the first row
         * @param n how many
         * @param codes receives row {@code from + i} at index i; negative for a missing value
         */
        void load(int from, int n, int[] codes);

        /**
         * Reads rows that are not one after the other.
         *
         * @param rows the rows, rising
         * @param from the first of these to read
         * @param n how many
         * @param codes receives row {@code rows[from + i]} at index i
         */
        default void load(int[] rows, int from, int n, int[] codes) {
            int[] one = new int[1];
            for (int i = 0; i < n; i++) {
                load(rows[from + i], 1, one);
                codes[i] = one[0];
            }
        }
    }

    /**
     * A column of doubles.
     *
     * @param values a value per row, which are not copied; NaN is a missing value
     * @return the column
     */
    static Numbers of(double... values) {
        return new Doubles(values, null);
    }

    /**
     * A column of numbers in two doubles each.
     *
     * @param values the numbers, rounded; not copied
     * @param low what each lacks; not copied
     * @return the column
     */
    static Numbers of(double[] values, double[] low) {
        return new Doubles(values, low);
    }

    /**
     * A column of categories by name.
     *
     * @param names a name per row, or null for a missing value
     * @return the column, with its levels in the order of their characters
     */
    static Codes categories(@Nullable String... names) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String name : names) {
            if (name != null) {
                sorted.add(name);
            }
        }
        List<String> levels = new ArrayList<>(sorted);
        int[] codes = new int[names.length];
        for (int i = 0; i < codes.length; i++) {
            String name = names[i];
            codes[i] = name == null ? -1 : Collections.binarySearch(levels, name);
        }
        return categories(codes, levels);
    }

    /**
     * A column of categories.
     *
     * @param codes a code per row, negative for a missing value; not copied
     * @param levels the names of the codes, from 0
     * @return the column
     * @throws IllegalArgumentException if a code has no level
     */
    static Codes categories(int[] codes, List<String> levels) {
        int most = Arrays.stream(codes).max().orElse(-1);
        if (most >= levels.size()) {
            throw new IllegalArgumentException("There is a code " + most + ", but only " + levels.size() + " levels.");
        }
        return new Coded(codes, List.copyOf(levels));
    }

    /**
     * Numbers in arrays.
     *
     * @param values the numbers
     * @param lows what they lack, or null
     */
    record Doubles(double[] values, double @Nullable [] lows) implements Numbers {
        /** Takes the arrays. */
        public Doubles {
            if (lows != null && lows.length != values.length) {
                throw new IllegalArgumentException(
                        "There are " + values.length + " values but " + lows.length + " low parts.");
            }
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public void load(int from, int n, double[] high, double[] low) {
            System.arraycopy(values, from, high, 0, n);
            if (lows != null) {
                System.arraycopy(lows, from, low, 0, n);
            }
        }

        @Override
        public void load(int[] rows, int from, int n, double[] high, double[] low) {
            for (int i = 0; i < n; i++) {
                high[i] = values[rows[from + i]];
            }
            for (int i = 0; i < n && lows != null; i++) {
                low[i] = lows[rows[from + i]];
            }
        }
    }

    /**
     * Codes in an array.
     *
     * @param codes a code per row
     * @param levels the names of the codes
     */
    record Coded(int[] codes, List<String> levels) implements Codes {
        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public void load(int from, int n, int[] to) {
            System.arraycopy(codes, from, to, 0, n);
        }

        @Override
        public void load(int[] rows, int from, int n, int[] to) {
            for (int i = 0; i < n; i++) {
                to[i] = codes[rows[from + i]];
            }
        }
    }
}
