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
 */
record Reading(Layout layout, Task task, Scale scale, List<String> classes, boolean flipped, boolean soft) {
    /** Copies the list. */
    Reading {
        classes = List.copyOf(classes);
    }
}
