package org.surprisal.score;

import java.util.Arrays;

/**
 * What is true of a column of numbers over all rows: how many lie where, the extremes, and the distinct values while
 * they are few whole numbers. A mergeable state: it does not depend on the order or the split of the rows.
 */
final class ColumnFacts {
    /** More distinct whole numbers than this are not kept: they are a quantity, not classes. */
    static final int FEW = 20;

    /** How far the cells of one batch reach; each includes the ones before. */
    enum Extent {
        /** All are 0 or 1. */
        ENDS,
        /** All lie in [0, 1]. */
        UNIT,
        /** All are finite numbers. */
        FINITE,
        /** All are numbers, infinities among them. */
        NUMBERS,
        /** Some are missing or no numbers. */
        GAPS
    }

    private long missing;
    private long notNumbers;
    private long ends;
    private long inside;
    private long outside;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean fraction;
    private boolean many;
    private double[] few = {};

    /**
     * Adds cells.
     *
     * @param values the numbers
     * @param flags as in {@link Batch}: empty when every cell is present and none is NaN
     * @param counts how often each row occurs, or empty for once each
     * @param n the number of cells
     * @return how far these cells reach
     */
    Extent add(double[] values, byte[] flags, long[] counts, int n) {
        if (flags.length == 0 && counts.length == 0) {
            return addPresent(values, n);
        }
        Extent extent = Extent.ENDS;
        for (int i = 0; i < n; i++) {
            long times = counts.length == 0 ? 1 : counts[i];
            byte flag = flags.length == 0 ? Batch.PRESENT : flags[i];
            if (flag == Batch.FLAG_MISSING) {
                missing = Math.addExact(missing, times);
                extent = Extent.GAPS;
            } else if (flag == Batch.FLAG_NOT_A_NUMBER || Double.isNaN(values[i])) {
                notNumbers = Math.addExact(notNumbers, times);
                extent = Extent.GAPS;
            } else {
                Extent reach = reach(values[i], values[i]);
                extent = reach.compareTo(extent) > 0 ? reach : extent;
                if (times > 0) {
                    addOne(values[i], times);
                }
            }
        }
        return extent;
    }

    private static Extent reach(double low, double high) {
        if (low >= 0 && high <= 1) {
            return low == high && (low == 0 || low == 1) ? Extent.ENDS : Extent.UNIT;
        }
        return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY ? Extent.FINITE : Extent.NUMBERS;
    }

    /** Small loops of one thought each: the JIT compiles them to vector instructions, a larger one it does not. */
    private Extent addPresent(double[] values, int n) {
        if (n == 0) {
            return Extent.ENDS;
        }
        if (min == 0 && max == 1 && !fraction && countEnds(values, n) == n) {
            // More of a column of outcomes: nothing new.
            ends += n;
            return Extent.ENDS;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        if (Double.isNaN(low)) {
            return add(values, new byte[n], new long[0], n);
        }
        min = Math.min(min, low);
        max = Math.max(max, high);
        if (low > 0 && high < 1) {
            inside += n;
            fraction = true;
            return Extent.UNIT;
        }
        int atEnds = countEnds(values, n);
        int beyond = low >= 0 && high <= 1 ? 0 : countOutside(values, n);
        ends += atEnds;
        outside += beyond;
        inside += n - atEnds - beyond;
        if (atEnds == n) {
            // A column of outcomes: its extremes are its values, no need to look at each.
            keep(low);
            keep(high);
            return Extent.ENDS;
        }
        noteWhole(values, n);
        return reach(low, high);
    }

    /** x(1 - x) cannot round to 0 anywhere else. */
    private static int countEnds(double[] values, int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += values[i] * (1 - values[i]) == 0 ? 1 : 0;
        }
        return count;
    }

    /** x(1 - x) keeps its sign even when it overflows. */
    private static int countOutside(double[] values, int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += values[i] * (1 - values[i]) < 0 ? 1 : 0;
        }
        return count;
    }

    private void addOne(double x, long times) {
        double place = x * (1 - x);
        min = Math.min(min, x);
        max = Math.max(max, x);
        if (place == 0) {
            ends = Math.addExact(ends, times);
        } else if (place < 0) {
            outside = Math.addExact(outside, times);
        } else {
            inside = Math.addExact(inside, times);
        }
        noteWhole(x);
    }

    private void noteWhole(double[] values, int n) {
        if (many && !fraction) {
            int fractions = 0;
            for (int i = 0; i < n; i++) {
                fractions += values[i] == Math.rint(values[i]) ? 0 : 1;
            }
            fraction = fractions > 0;
        }
        for (int i = 0; i < n && !fraction && !many; i++) {
            noteWhole(values[i]);
        }
    }

    private void noteWhole(double x) {
        if (x != Math.rint(x) || Double.isInfinite(x)) {
            fraction = true;
        } else {
            keep(x);
        }
    }

    private void keep(double x) {
        if (many) {
            return;
        }
        int place = Arrays.binarySearch(few, x + 0.0);
        if (place >= 0) {
            return;
        }
        if (few.length == FEW) {
            many = true;
            return;
        }
        int at = -place - 1;
        double[] wider = new double[few.length + 1];
        System.arraycopy(few, 0, wider, 0, at);
        wider[at] = x + 0.0;
        System.arraycopy(few, at, wider, at + 1, few.length - at);
        few = wider;
    }

    /** Adds what another state has seen. */
    void merge(ColumnFacts other) {
        missing = Math.addExact(missing, other.missing);
        notNumbers = Math.addExact(notNumbers, other.notNumbers);
        ends = Math.addExact(ends, other.ends);
        inside = Math.addExact(inside, other.inside);
        outside = Math.addExact(outside, other.outside);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        fraction |= other.fraction;
        many |= other.many;
        for (double x : other.few) {
            keep(x);
        }
    }

    /** Cells that hold nothing. */
    long missing() {
        return missing;
    }

    /** Cells that hold something that is no number. */
    long notNumbers() {
        return notNumbers;
    }

    /** Cells that hold a number. */
    long numbers() {
        return ends + inside + outside;
    }

    /** Cells that hold 0 or 1. */
    long ends() {
        return ends;
    }

    /** Cells strictly between 0 and 1. */
    long inside() {
        return inside;
    }

    /** Cells below 0 or above 1. */
    long outside() {
        return outside;
    }

    /** The smallest number, positive infinity when there is none. */
    double min() {
        return min + 0.0;
    }

    /** The largest number, negative infinity when there is none. */
    double max() {
        return max + 0.0;
    }

    /** The distinct values when all are whole numbers and at most {@link #FEW}; empty otherwise. */
    double[] fewValues() {
        return fraction || many ? new double[0] : few.clone();
    }

    /** Whether more cells hold a number than something else. */
    boolean mostlyNumbers() {
        return numbers() > 0 && numbers() >= notNumbers;
    }

    /** Whether every number is 0 or 1, and there is one. */
    boolean onlyEnds() {
        return numbers() > 0 && ends == numbers();
    }

    /** Whether this looks like a column of probabilities: some strictly between 0 and 1, at most a tenth outside. */
    boolean looksLikeProbability() {
        return mostlyNumbers() && inside > 0 && outside <= numbers() / 10;
    }
}
