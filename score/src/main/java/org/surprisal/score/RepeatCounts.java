package org.surprisal.score;

/** Reads how often each row of a batch is repeated. A row whose count is no count occurs once, to be left out. */
final class RepeatCounts {
    /** Doubles count whole numbers up to here. */
    private static final double MOST = 0x1p53;

    private static final long[] ONCE = {};
    private static final boolean[] NONE = {};

    private final Layout layout;
    private long[] counts = ONCE;
    private boolean[] bad = NONE;

    RepeatCounts(Layout layout) {
        this.layout = layout;
    }

    /** Reads the counts of a batch. */
    void read(Batch batch) {
        if (layout.count() == null) {
            return;
        }
        double[] column = batch.numbers()[layout.countAt()];
        counts = new long[batch.size()];
        bad = new boolean[batch.size()];
        for (int i = 0; i < counts.length; i++) {
            boolean good = column[i] >= 0 && column[i] <= MOST && column[i] == Math.rint(column[i]);
            counts[i] = good ? (long) column[i] : 1;
            bad[i] = !good;
        }
    }

    /** One count per row, or empty when no column says any. */
    long[] counts() {
        return counts;
    }

    /** The rows whose count is missing, negative, a fraction or no number; empty when no column says any. */
    boolean[] bad() {
        return bad;
    }
}
