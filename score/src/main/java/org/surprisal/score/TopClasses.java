package org.surprisal.score;

import java.util.Map;
import java.util.stream.IntStream;
import org.surprisal.score.Inference.Meaning;

/**
 * How often what happened is among the classes with the largest predictions. Where classes tie for the last places, a
 * row counts the share of those places among the classes that tie.
 */
final class TopClasses {
    private static final int[] SIZES = {2, 3, 5};

    private final int[] sizes;
    private final LossSums[] hits;
    private final int[] above = new int[Block.SIZE];
    private final int[] level = new int[Block.SIZE];
    private final double[] happened = new double[Block.SIZE];
    private final double[] credit = new double[Block.SIZE];

    /** No rows. */
    TopClasses(int classes, boolean weighted) {
        sizes = IntStream.of(SIZES).filter(size -> size < classes).toArray();
        hits = new LossSums[sizes.length];
        for (int s = 0; s < hits.length; s++) {
            hits[s] = new LossSums(weighted, 0);
        }
    }

    /** Adds a block of hard outcomes, one column of predictions per class. */
    void add(double[][] x, Block block) {
        int n = block.size();
        for (int i = 0; i < n; i++) {
            happened[i] = x[block.label[i]][i];
            above[i] = 0;
            level[i] = 0;
        }
        for (double[] column : x) {
            for (int i = 0; i < n; i++) {
                above[i] += column[i] > happened[i] ? 1 : 0;
                level[i] += column[i] == happened[i] ? 1 : 0;
            }
        }
        for (int s = 0; s < sizes.length; s++) {
            for (int i = 0; i < n; i++) {
                int places = sizes[s] - above[i];
                credit[i] = places <= 0 ? 0 : places >= level[i] ? 1 : (double) places / level[i];
            }
            hits[s].add(credit, block.weight, block.counts, n);
        }
    }

    void merge(TopClasses other) {
        for (int s = 0; s < hits.length; s++) {
            hits[s].merge(other.hits[s]);
        }
    }

    /** Adds the accuracies, {@code top_2_accuracy} and so on. */
    void put(Map<String, Estimate> scores, Inference inference) {
        for (int s = 0; s < sizes.length; s++) {
            Mean mean = hits[s].mean();
            String name = "top_" + sizes[s] + "_accuracy";
            if (mean.n() == 0) {
                scores.put(name, inference.undefined(Meaning.ACCURACY, 0, Reasons.NO_ROWS));
            } else {
                double value = Math.min(1, mean.value());
                Interval interval = WilsonInterval.of(value, hits[s].mass().effectiveRows(), inference.level());
                Double se = mean.n() == 1 ? null : Double.valueOf(mean.se());
                scores.put(name, inference.with(value, se, interval, "wilson", Meaning.ACCURACY, mean.n()));
            }
        }
    }
}
