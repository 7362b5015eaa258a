package org.surprisal.fit.design;

import org.jspecify.annotations.Nullable;

/**
 * The columns beside those of the formula.
 *
 * @param weight the weights of rows, or null
 * @param cluster the groups of rows that may depend on one another, or null
 * @param positive the level of a response of two levels that counts as 1, or null if its name says so
 */
public record Roles(
        @Nullable String weight,
        @Nullable String cluster,
        @Nullable String positive) {
    /** No such columns. */
    public static final Roles NONE = new Roles(null, null, null);
}
