package org.surprisal.score;

import java.util.Arrays;

/**
 * Deals the rows of hard binary outcomes out to one block per outcome. Within such a block the loss is a function of
 * the prediction alone, one logarithm a row is enough, and sums kept per outcome need no sorting. A block is handed on
 * when it is nearly full, the rest when it is asked for.
 */
final class OutcomeBlocks {
    /** A block this full is handed on, so that there is always room to deal a good run of rows without looking. */
    private static final int FULL = Block.SIZE - 128;

    private final Block[] blocks;
    private final Sink sink;
    private final boolean plain;

    /** Takes a block whose rows all have the same outcome. */
    @FunctionalInterface
    interface Sink {
        /** Takes a block; its rows are gone afterwards. */
        void accept(Block block, boolean positive);
    }

    /** No rows; blocks go to {@code sink}. */
    OutcomeBlocks(Plan plan, Sink sink) {
        this.sink = sink;
        blocks = new Block[] {new Block(plan), new Block(plan)};
        Arrays.fill(blocks[1].outcome, 1);
        Arrays.fill(blocks[1].label, 1);
        plain = !plan.weighted() && !plan.counted() && !plan.hasReference();
    }

    /** Deals rows out. */
    void deal(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            int room = Block.SIZE - Math.max(blocks[0].size(), blocks[1].size());
            int to = Math.min(rows.size(), from + room);
            if (plain) {
                dealPlain(rows.outcome(), rows.prediction()[0], from, to);
            } else {
                for (int i = from; i < to; i++) {
                    blocks[rows.outcome()[i] == 1 ? 1 : 0].append(rows, i);
                }
            }
            from = to;
            handOn(FULL);
        }
    }

    /** Writes each prediction to both blocks and keeps it in one: no branch to predict. */
    private void dealPlain(double[] outcome, double[] prediction, int from, int to) {
        double[] negative = blocks[0].prediction[0];
        double[] positive = blocks[1].prediction[0];
        int negatives = blocks[0].size();
        int positives = blocks[1].size();
        for (int i = from; i < to; i++) {
            int happened = (int) outcome[i];
            negative[negatives] = prediction[i];
            positive[positives] = prediction[i];
            positives += happened;
            negatives += 1 - happened;
        }
        blocks[0].resize(negatives);
        blocks[1].resize(positives);
    }

    /** Hands on what is left. */
    void flush() {
        handOn(1);
    }

    private void handOn(int least) {
        for (int outcome = 0; outcome < 2; outcome++) {
            if (blocks[outcome].size() >= least) {
                sink.accept(blocks[outcome], outcome == 1);
                blocks[outcome].resize(0);
            }
        }
    }
}
