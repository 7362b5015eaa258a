package org.surprisal.score;

import java.util.List;

/**
 * How a table is understood: what is read, and what it means.
 *
 * @param layout what is read from each row
 * @param task what kind of forecast it is
 * @param scale how the predictions are given
 * @param classes the classes in the order of their columns; for binary the negative and the positive one
 * @param flipped whether a binary outcome of numbers counts 0 as the positive class
 * @param soft whether outcomes between the classes are scored
 * @param levels the levels of quantiles in the order of their columns; empty for other tasks
 */
record Reading(
        Layout layout,
        Task task,
        Scale scale,
        List<String> classes,
        boolean flipped,
        boolean soft,
        List<Double> levels) {
    /** Copies the lists. */
    Reading {
        classes = List.copyOf(classes);
        levels = List.copyOf(levels);
    }

    /** A reading of forecasts other than quantiles. */
    Reading(Layout layout, Task task, Scale scale, List<String> classes, boolean flipped, boolean soft) {
        this(layout, task, scale, classes, flipped, soft, List.of());
    }
}
