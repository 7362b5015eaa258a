package org.surprisal.score;

/**
 * Bins of equal mass that never split a forecast: each distinct forecast belongs where the middle of its rows lies.
 * Bins can be empty, where one forecast has the rows of several.
 */
final class MassBins {
    /** The number of bins. */
    static final int BINS = 15;

    private final double all;
    private final BlockSums[] bins = BlockSums.array(BINS);

    /** Empty bins for rows of a total weight. */
    MassBins(double all) {
        this.all = all;
    }

    /** Takes forecasts with their probabilities and their sums, before which there are so many rows. */
    void add(Groups groups, double[] p, BlockSums sums, double before) {
        int last = groups.size - 1;
        double ofFirst = groups.events[0] + groups.others[0];
        double ofLast = groups.events[last] + groups.others[last];
        int lowest = place(before + ofFirst / 2);
        if (lowest == place(before + sums.rows() - ofLast / 2)) {
            bins[lowest].add(sums);
            return;
        }
        double seen = before;
        for (int i = 0; i < groups.size; i++) {
            double rows = groups.events[i] + groups.others[i];
            bins[place(seen + rows / 2)].add(groups, p, i);
            seen += rows;
        }
    }

    private int place(double middle) {
        return place(middle, all);
    }

    /** The bin of a forecast the middle of whose rows lies at a place among all. */
    static int place(double middle, double all) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor(BINS * (middle / all))));
    }

    /** Takes the bins of further forecasts. */
    void merge(MassBins other) {
        for (int i = 0; i < BINS; i++) {
            bins[i].add(other.bins[i]);
        }
    }

    /** The sums of a bin. */
    BlockSums bin(int number) {
        return bins[number];
    }
}
