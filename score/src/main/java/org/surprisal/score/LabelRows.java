package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.score.Inference.Meaning;

/**
 * What each row of several labels comes to, kept beside the texts that say which rows depend on each other: 8 bytes for
 * each mean, 24 for the row and 4 for each text.
 */
final class LabelRows {
    private final Grouping grouping;
    private final KeptRows rows;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final int firstText;
    private int size;

    /**
     * No rows.
     *
     * @param grouping how they depend on each other
     * @param names the names of the means
     * @param weighted whether rows carry weights
     * @param firstText the place of the first text in a batch
     */
    LabelRows(Grouping grouping, List<String> names, boolean weighted, int firstText) {
        this.grouping = grouping;
        this.firstText = firstText;
        Plan plan = new Plan(
                Task.BINARY,
                Scale.PROBABILITY,
                List.of("", ""),
                ZeroRule.INFINITE,
                List.of(),
                0.95,
                weighted,
                false,
                false,
                null,
                false,
                0,
                1);
        names.forEach(name -> values.put(name, new double[0]));
        // The means take about as much as the rows.
        rows = new KeptRows(plan, grouping.columns().size(), grouping.memory() / 2);
    }

    /**
     * Takes the rows of a block.
     *
     * @param of what each row comes to, by name
     * @param weight what each row weighs, above 0
     * @param place where in the batch each row stands
     * @param n the number of rows
     * @param batch where their texts stand
     */
    void add(Map<String, double[]> of, double[] weight, int[] place, int n, Batch batch) {
        double[] none = new double[n];
        rows.add(
                new Rows(
                        n,
                        none,
                        new int[0],
                        new double[0][],
                        new double[][] {none},
                        new int[0],
                        weight,
                        new long[0],
                        new double[0]),
                batch,
                i -> place[i],
                firstText);
        values.replaceAll((name, kept) -> {
            double[] all = kept.length < size + n ? Arrays.copyOf(kept, (size + n) * 3 / 2) : kept;
            double[] some = of.get(name);
            if (some != null) {
                System.arraycopy(some, 0, all, size, n);
            }
            return all;
        });
        size += n;
    }

    /** The rule that says how the rows depend on each other; null where they do not. */
    @Nullable
    DependenceRule rule(Inference inference, Source source) {
        return DependenceRule.of(grouping, inference, rows, source);
    }

    /** How the rows depend on each other. */
    Dependence describe(DependenceRule rule) {
        return rule.describe(rows);
    }

    /** The scores with errors that allow for the dependence. */
    Map<String, Estimate> scores(DependenceRule rule, Map<String, Estimate> scores) {
        Map<String, Influence> influences = new LinkedHashMap<>();
        values.forEach((name, kept) -> {
            double mean = Influences.value(scores, name);
            if (!Double.isNaN(mean)) {
                influences.put(name, Influence.plain(meaning(name), () -> ofMean(kept, mean)));
            }
        });
        return rule.scores(scores, influences, rows);
    }

    private static Meaning meaning(String name) {
        return switch (name) {
            case LabelMeans.LOG_LOSS -> Meaning.NATS;
            case LabelMeans.SUBSET -> Meaning.ACCURACY;
            case "brier", "hamming_loss" -> Meaning.BRIER;
            default -> Meaning.COUNT;
        };
    }

    private double[] ofMean(double[] kept, double mean) {
        ExactSum weight = new ExactSum();
        for (int i = 0; i < size; i++) {
            weight.add(rows.weight(i));
        }
        double[] influence = new double[size];
        for (int i = 0; i < size; i++) {
            influence[i] = rows.weight(i) * (kept[i] - mean) / weight.value();
        }
        return influence;
    }
}
