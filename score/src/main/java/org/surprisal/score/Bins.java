package org.surprisal.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Segments of a column with many different numbers or dates: five ranges with about as many rows each. Equal values are
 * never split, so that ranges may hold unequal numbers of rows, or be fewer.
 */
final class Bins {
    /** Up to so many different values each is a segment of its own. */
    static final int MOST_VALUES = 20;

    private static final int BINS = 5;

    private Bins() {}

    /**
     * The segments of some columns.
     *
     * @param kept the rows with their texts
     * @param columns the columns of the texts
     * @param names those whose combinations are segments, at least one
     */
    static Partition of(KeptRows kept, List<String> columns, List<String> names) {
        Partition parts = null;
        for (String name : names) {
            Partition of = of(kept.by(List.of(columns.indexOf(name))), kept);
            parts = parts == null ? of : parts.with(of);
        }
        return Objects.requireNonNull(parts, "segments of no column");
    }

    /** The same partition, or ranges in place of many numbers or dates; by one column. */
    static Partition of(Partition values, KeptRows kept) {
        int n = values.groups();
        if (n <= MOST_VALUES) {
            return values;
        }
        boolean numbers = true;
        boolean dates = true;
        for (@Nullable String[] key : values.keys()) {
            numbers &= key[0] == null || NumericText.parse(key[0]).isPresent();
            dates &= key[0] == null || TimeStamps.fits(key[0], false);
        }
        if (!numbers && !dates) {
            return values;
        }
        boolean byNumber = numbers;
        Integer[] order = IntStream.range(0, n)
                .filter(k -> values.keys().get(k)[0] != null)
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            String one = Objects.requireNonNull(values.keys().get(a)[0]);
            String two = Objects.requireNonNull(values.keys().get(b)[0]);
            int by = byNumber
                    ? Double.compare(number(one), number(two))
                    : moment(one).compareTo(moment(two));
            return by != 0 ? by : one.compareTo(two);
        });
        long[] rows = new long[n];
        for (int i = 0; i < kept.size(); i++) {
            rows[values.group()[i]] += kept.count(i);
        }
        return cut(values, order, rows, byNumber);
    }

    private static Partition cut(Partition values, Integer[] order, long[] rows, boolean byNumber) {
        double all = 0;
        for (int k : order) {
            all += rows[k];
        }
        int[] bin = new int[values.groups()];
        List<@Nullable String[]> keys = new ArrayList<>();
        double before = 0;
        int last = -1;
        String low = "";
        for (int at = 0; at < order.length; ) {
            // Texts of one number, such as 1 and 1.0, stay together.
            int end = at;
            double here = 0;
            while (end < order.length && (end == at || same(values, order[at], order[end], byNumber))) {
                here += rows[order[end++]];
            }
            int wanted = (int) Math.min(BINS - 1, Math.floor(BINS * (before + here / 2) / all));
            String text = Objects.requireNonNull(values.keys().get(order[at])[0]);
            if (wanted != last) {
                last = wanted;
                low = text;
                keys.add(new @Nullable String[] {""});
            }
            keys.set(keys.size() - 1, new @Nullable String[] {"[" + low + ", " + text + "]"});
            for (; at < end; at++) {
                bin[order[at]] = keys.size() - 1;
            }
            before += here;
        }
        for (int k = 0; k < bin.length; k++) {
            if (values.keys().get(k)[0] == null) {
                bin[k] = keys.size();
                keys.add(new @Nullable String[] {null});
            }
        }
        return new Partition(
                Arrays.stream(values.group()).map(group -> bin[group]).toArray(), keys);
    }

    private static boolean same(Partition values, int a, int b, boolean byNumber) {
        String one = Objects.requireNonNull(values.keys().get(a)[0]);
        String two = Objects.requireNonNull(values.keys().get(b)[0]);
        return byNumber ? number(one) == number(two) : moment(one).equals(moment(two));
    }

    private static double number(String text) {
        OptionalDouble number = NumericText.parse(text);
        return number.orElseThrow();
    }

    private static Instant moment(String text) {
        return TimeStamps.parse(text).orElseThrow();
    }
}
