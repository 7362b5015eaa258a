package org.surprisal.score;

/** Sums over some distinct forecasts. */
final class BlockSums {
    /** What happened. */
    double events;
    /** What did not happen. */
    double others;
    /** What was expected to happen: rows times probability. */
    double expected;
    /** The squares of the weights of the rows. */
    double squares;

    /** Adds up forecasts of these probabilities. */
    static BlockSums of(Groups groups, double[] p) {
        BlockSums sums = new BlockSums();
        for (int i = 0; i < groups.size; i++) {
            sums.add(groups, p, i);
        }
        return sums;
    }

    /** Adds one forecast. */
    void add(Groups groups, double[] p, int i) {
        events += groups.events[i];
        others += groups.others[i];
        expected += (groups.events[i] + groups.others[i]) * p[i];
        squares += groups.eventSquares[i] + groups.otherSquares[i] + 2 * groups.products[i];
    }

    /** Adds rows of one forecast of some probability, events and others. */
    void add(double happened, double not, double p) {
        events += happened;
        others += not;
        expected += (happened + not) * p;
    }

    /** Adds sums. */
    void add(BlockSums other) {
        events += other.events;
        others += other.others;
        expected += other.expected;
        squares += other.squares;
    }

    /** The weight of the rows. */
    double rows() {
        return events + others;
    }

    /** So many sums of nothing. */
    static BlockSums[] array(int n) {
        BlockSums[] sums = new BlockSums[n];
        for (int i = 0; i < n; i++) {
            sums[i] = new BlockSums();
        }
        return sums;
    }
}
