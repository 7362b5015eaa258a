package org.surprisal.loss;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to compute a loss of: what happened, what was forecast, and perhaps weights and a mask. Made once, computed as
 * often as wanted.
 *
 * <p>A weight multiplies what its row gives: the loss l becomes the rounded product w·l, and so do each derivative of
 * the row; a weight of 0 leaves a row out, whatever its loss is. A mask selects: where it is 0 the row is not looked at
 * at all, its results are 0, and it is not part of a total. So whatever lies in a masked row cannot leak.
 *
 * @param target a value per row; for a class loss one per class, or if {@code labelled} the index of the true class
 * @param labelled whether the target is the index of the true class, from 0
 * @param prediction a value per row, or one per class
 * @param columns the parameters that are predicted or given for each row, by name
 * @param weight a value per row, finite and not negative; null for 1
 * @param mask a value per row; null if all rows count
 */
public record Batch(
        Input target,
        boolean labelled,
        Input prediction,
        Map<String, Input> columns,
        @Nullable Input weight,
        @Nullable Input mask) {
    /**
     * Takes the inputs.
     *
     * @throws IllegalArgumentException if they have different numbers of rows or classes
     */
    public Batch {
        Shapes.require(labelled ? "the label" : "the target", target, labelled ? 1 : prediction.classes(), prediction);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        columns.forEach((name, column) -> Shapes.require(name, column, 1, prediction));
        if (weight != null) {
            Shapes.require("the weight", weight, 1, prediction);
        }
        if (mask != null) {
            Shapes.require("the mask", mask, 1, prediction);
        }
    }

    /**
     * Rows with a target as wide as the prediction.
     *
     * @param target what happened
     * @param prediction what was forecast
     * @return the batch
     * @throws IllegalArgumentException if they have different numbers of rows or classes
     */
    public static Batch of(Input target, Input prediction) {
        return new Batch(target, false, prediction, Map.of(), null, null);
    }

    /**
     * Rows of a class loss whose target is the true class. Nothing is spread out to a column per class for it.
     *
     * @param label the index of the true class, from 0
     * @param prediction what was forecast, a value per class
     * @return the batch
     * @throws IllegalArgumentException if they have different numbers of rows
     */
    public static Batch labelled(Input label, Input prediction) {
        return new Batch(label, true, prediction, Map.of(), null, null);
    }

    /**
     * The same rows with a parameter that is predicted or given for each of them, of a loss that says so:
     * {@link Loss#predicting}, {@link Loss#given}.
     *
     * @param parameter its name
     * @param values a value per row
     * @return the batch
     */
    public Batch with(String parameter, Input values) {
        Map<String, Input> all = new LinkedHashMap<>(columns);
        all.put(parameter, values);
        return new Batch(target, labelled, prediction, all, weight, mask);
    }

    /**
     * The same rows with weights.
     *
     * @param weight a value per row, finite and not negative
     * @return the batch
     */
    public Batch weighted(Input weight) {
        return new Batch(target, labelled, prediction, columns, weight, mask);
    }

    /**
     * The same rows, of which a mask selects some.
     *
     * @param mask 0 for the rows that are left out
     * @return the batch
     */
    public Batch masked(Input mask) {
        return new Batch(target, labelled, prediction, columns, weight, mask);
    }

    /**
     * The same rows without those that have a certain label, such as -100 for what is not to count. They are masked:
     * not looked at, and not part of a total.
     *
     * @param label the label of the rows to leave out
     * @return the batch
     * @throws IllegalStateException if the target is no label
     */
    public Batch ignoring(int label) {
        if (!labelled) {
            throw new IllegalStateException("only a label can be ignored, but the target has a value per class");
        }
        Input before = mask;
        return masked(new Inputs.Column(target.rows(), (from, n, to, at) -> {
            target.load(from, n, to, at);
            double[] kept = new double[before == null ? 0 : n];
            if (before != null) {
                before.load(from, n, kept, 0);
            }
            for (int i = 0; i < n; i++) {
                to[at + i] = to[at + i] == label || (before != null && kept[i] == 0) ? 0 : 1;
            }
        }));
    }

    /**
     * The number of rows, masked ones included.
     *
     * @return at least 0
     */
    public int rows() {
        return prediction.rows();
    }
}
