package org.surprisal.loss;

/** Which rows of a block are computed: all of them, or those that a mask selects. */
final class Selection {
    private static final long ONE = Double.doubleToRawLongBits(1.0);

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

    /** Whether the targets of all rows that are kept are 1 or 0, but not -0, which some formulas tell from 0. */
    boolean isHard(double[] target) {
        // Soft targets seldom begin with a hard one, and then nothing more is looked at.
        if (keptRows == 0 || differs(target[place(0)]) != 0) {
            return false;
        }
        long other = 0;
        if (some) {
            for (int i = 0; i < keptRows; i++) {
                other |= differs(target[kept[i]]);
            }
        } else {
            for (int i = 0; i < keptRows; i++) {
                other |= differs(target[i]);
            }
        }
        return other == 0;
    }

    /** 0 for 0 and 1: the exponent of 1 is odd, that of 0 is even. */
    private static long differs(double target) {
        long bits = Double.doubleToRawLongBits(target);
        return bits ^ (ONE & -((bits >>> 52) & 1));
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
