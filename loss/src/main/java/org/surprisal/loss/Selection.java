package org.surprisal.loss;

/** Which rows of a block are computed: all of them, or those that a mask selects. */
final class Selection {
    /** Squared it lifts the least number above all integers. */
    private static final double HUGE = 0x1p600;

    private int[] kept = {};
    private int keptRows;

    /** Whether {@link #kept} has been written; if not, it is every row. */
    private boolean some;

    void prepare(int rows) {
        kept = new int[rows];
    }

    /** Keeps the first {@code n} rows. */
    void all(int n) {
        keptRows = n;
        some = false;
    }

    /** Of the first {@code n} rows keeps those whose mask is not 0, with no branch for a processor to guess. */
    void select(double[] mask, int n) {
        int rows = 0;
        for (int i = 0; i < n; i++) {
            kept[rows] = i;
            rows += mask[i] != 0 ? 1 : 0;
        }
        keptRows = rows;
        some = rows < n;
    }

    /**
     * Whether the targets of all rows that are kept are 1 or 0, but not -0, which some formulas tell from 0.
     *
     * @param whole whether they come from integers, of which none is -0
     */
    boolean isHard(double[] target, boolean whole) {
        // Soft targets seldom begin with a hard one, and then nothing more is looked at.
        if (keptRows == 0 || hard(target[place(0)]) == 0) {
            return false;
        }
        return some ? isHardWhereKept(target) : isHard(target, keptRows) && (whole || isUnsigned(target, keptRows));
    }

    private boolean isHardWhereKept(double[] target) {
        long all = 1;
        long bits = 0;
        for (int i = 0; i < keptRows; i++) {
            all &= hard(target[kept[i]]);
            bits |= Double.doubleToRawLongBits(target[kept[i]]);
        }
        return all == 1 && bits >= 0;
    }

    private static boolean isHard(double[] target, int n) {
        long all = 1;
        for (int i = 0; i < n; i++) {
            all &= hard(target[i]);
        }
        return all == 1;
    }

    private static boolean isUnsigned(double[] target, int n) {
        long bits = 0;
        for (int i = 0; i < n; i++) {
            bits |= Double.doubleToRawLongBits(target[i]);
        }
        return bits >= 0;
    }

    /**
     * 1 for 0 and 1, an even number for all others, NaN among them. It is made by a conversion, because HotSpot
     * vectorises those, but neither comparisons of doubles nor their bit patterns.
     */
    private static long hard(double target) {
        return (long) (1 - Math.abs(target * target - target) * HUGE * HUGE);
    }

    /** The place in the block of a row that is kept. */
    int place(int i) {
        return some ? kept[i] : i;
    }

    int[] kept() {
        return kept;
    }

    int keptRows() {
        return keptRows;
    }
}
