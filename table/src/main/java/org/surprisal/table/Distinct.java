package org.surprisal.table;

import java.util.List;

/**
 * The distinct values of a column.
 *
 * @param values the values as text, sorted by their UTF-16 code units, without missing cells; at most as many as asked
 *     for
 * @param counts how often each occurs
 * @param missing the number of missing cells
 * @param complete false when there were more values than asked for; then values, counts and missing cells describe only
 *     some of the rows
 */
public record Distinct(List<String> values, long[] counts, long missing, boolean complete) {}
