package org.surprisal.fit.design;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column taken as a category, with the levels that occurred when the model was fitted.
 *
 * @param column its name
 * @param slot where it is loaded
 * @param levels the names of the levels
 * @param numbers the numbers that the levels are, rising; empty of a column of codes
 */
record Category(String column, int slot, List<String> levels, double[] numbers) {
    /** The code of a value that is missing. */
    static final int MISSING = -1;

    /** The code of a level that did not occur. */
    static final int UNKNOWN = -2;

    /** How the codes of some data become levels: the same text is the same level. */
    int[] recoding(Column data) {
        if (!(data instanceof Column.Codes codes)) {
            if (numbers.length == 0) {
                throw new Unfittable("The column " + column + " had categories when the model was fitted, but has"
                        + " numbers now: give it as text.");
            }
            return new int[0];
        }
        if (numbers.length > 0) {
            throw new Unfittable("The column " + column + " had numbers when the model was fitted, but has"
                    + " categories now: give it as numbers.");
        }
        Map<String, Integer> known = new HashMap<>();
        for (int level = 0; level < levels.size(); level++) {
            known.put(levels.get(level), level);
        }
        List<String> names = codes.levels();
        int[] to = new int[names.size()];
        for (int code = 0; code < to.length; code++) {
            to[code] = known.getOrDefault(names.get(code), UNKNOWN);
        }
        return to;
    }

    /** The level of row i, {@link #MISSING} or {@link #UNKNOWN}. */
    int level(Source source, int[] recoding, int i) {
        if (numbers.length > 0) {
            double x = source.high(slot)[i];
            int found = Arrays.binarySearch(numbers, x + 0.0);
            return Double.isNaN(x) ? MISSING : found < 0 ? UNKNOWN : found;
        }
        int code = source.codes(slot)[i];
        return code < 0 ? MISSING : recoding[code];
    }

    /** What the data say in row i. */
    String text(Source source, Column data, int i) {
        return data instanceof Column.Codes codes
                ? codes.levels().get(source.codes(slot)[i])
                : number(source.high(slot)[i]);
    }

    /** A number as the name of a level. */
    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}
