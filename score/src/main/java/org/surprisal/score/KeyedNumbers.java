package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of numbers of a table, found by key. A row takes 9 bytes for each number, and about 112 and two for each
 * character of its key.
 */
final class KeyedNumbers {
    private static final long KEY_BYTES = 112;

    private final OtherFile file;
    private final List<String> keys;
    private final List<String> columns;
    private final long memory;
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final double[][] numbers;
    private final byte[][] flags;
    private long bytes;
    private long withoutKey;
    private @Nullable String twice;

    /**
     * Reads a table.
     *
     * @param file the table
     * @param keys the columns of the key, as it spells them
     * @param columns the columns of numbers
     * @param memory the bytes that they may take
     * @throws Unscorable if a key occurs twice or memory does not suffice
     */
    KeyedNumbers(OtherFile file, List<String> keys, List<String> columns, long memory) {
        this.file = file;
        this.keys = keys;
        this.columns = columns;
        this.memory = memory;
        numbers = new double[columns.size()][16];
        flags = new byte[columns.size()][16];
        List<Source.Cell> cells = new ArrayList<>(keyCells(keys));
        columns.forEach(column -> cells.add(new Source.Cell.Numeric(column)));
        file.source().read(cells, false, this::accept);
        if (twice != null) {
            throw duplicate(file.source(), keys, file.name(), " in " + file.name());
        }
    }

    /** What to read of a key. */
    static List<Source.Cell> keyCells(List<String> keys) {
        return keys.stream().map(key -> (Source.Cell) new Source.Cell.Text(key)).toList();
    }

    /** The key of a row whose texts begin at a place of the batch, or null where a cell is empty. */
    static @Nullable String key(Batch batch, int first, int width, int row) {
        if (width == 1) {
            return batch.texts()[first][row];
        }
        StringBuilder key = new StringBuilder();
        for (int c = 0; c < width; c++) {
            String text = batch.texts()[first + c][row];
            if (text == null) {
                return null;
            }
            // The lengths tell where one part ends.
            key.append(text.length()).append(':').append(text);
        }
        return key.toString();
    }

    private boolean accept(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            String key = key(batch, 0, keys.size(), i);
            if (key == null) {
                withoutKey++;
                continue;
            }
            int row = rowOf.size();
            if (rowOf.putIfAbsent(key, row) != null) {
                twice = key;
                return false;
            }
            bytes += KEY_BYTES + 2L * key.length() + 9L * columns.size();
            if (bytes > memory) {
                throw new Unscorable("--versus-file keeps the keys and predictions of " + file.name()
                        + " in memory; more than " + row + " rows do not fit into the " + (memory >> 20)
                        + " MB granted. Raise --memory.");
            }
            for (int c = 0; c < numbers.length; c++) {
                if (row == numbers[c].length) {
                    numbers[c] = Arrays.copyOf(numbers[c], row + row / 2);
                    flags[c] = Arrays.copyOf(flags[c], row + row / 2);
                }
                byte[] flag = batch.flags()[keys.size() + c];
                numbers[c][row] = batch.numbers()[keys.size() + c][i];
                flags[c][row] = flag.length == 0 ? Batch.PRESENT : flag[i];
            }
        }
        return true;
    }

    /** The number of rows with a key. */
    int size() {
        return rowOf.size();
    }

    /** The number of rows without. */
    long withoutKey() {
        return withoutKey;
    }

    /** The row of a key, or -1. */
    int row(@Nullable String key) {
        return key == null ? -1 : rowOf.getOrDefault(key, -1);
    }

    /** Writes a column's number of a row, missing for row -1. */
    void put(int column, int row, double[] values, byte[] marks, int at) {
        values[at] = row < 0 ? Double.NaN : numbers[column][row];
        marks[at] = row < 0 ? Batch.FLAG_MISSING : flags[column][row];
    }

    /**
     * Says which key occurs twice: the first row, in the order of the table, whose key stood in a row before it.
     *
     * @param source the table, read once more in order
     * @param keys the columns of the key
     * @param name what the table is called
     * @param where where that is
     */
    static Unscorable duplicate(Source source, List<String> keys, String name, String where) {
        Map<String, RowReference> seen = new HashMap<>();
        List<String> found = new ArrayList<>();
        source.read(keyCells(keys), true, batch -> {
            for (int i = 0; i < batch.size() && found.isEmpty(); i++) {
                int at = i;
                String key = key(batch, 0, keys.size(), i);
                RowReference place = batch.rows().length == 0 ? null : new RowReference(batch.file(), batch.rows()[i]);
                RowReference before = key == null || place == null ? null : seen.putIfAbsent(key, place);
                if (before != null && place != null) {
                    found.add(String.join(
                            ", ",
                            IntStream.range(0, keys.size())
                                    .mapToObj(c -> keys.get(c) + " = " + batch.texts()[c][at])
                                    .toList()));
                    found.add(" in " + place(before) + " and again in " + place(place));
                }
            }
            return found.isEmpty();
        });
        String what = found.isEmpty() ? "" : ": " + found.get(0) + found.get(1);
        return new Unscorable("A key of --on " + String.join(",", keys) + " occurs twice" + where + what
                + ". Rows are compared one to one: name more columns of the key with --on, or leave rows of " + name
                + " out.");
    }

    /** A row's place in words. */
    static String place(RowReference place) {
        return (place.file() > 1 ? "file " + place.file() + " " : "") + "row " + place.row();
    }
}
