package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table held in memory: named columns of numbers or text, all of one length. Immutable; the arrays are not copied, so
 * do not change them while it is in use. May be read by several threads at once.
 *
 * <p>In a column of numbers NaN is a cell that is not a number; in a column of text {@code null} and text without a
 * visible character are missing cells. As numbers, {@code 63%} is 0.63, {@code true} is 1 and {@code false} is 0. There
 * are no expressions: only column names can be read.
 */
public final class ArraySource implements Source {
    private static final int BATCH = 2048;

    private final List<Held> held;
    private final int rows;
    private final int batchSize;

    private ArraySource(List<Held> held, int rows, int batchSize) {
        this.held = held;
        this.rows = rows;
        this.batchSize = batchSize;
    }

    /** A table without columns, to add columns to. */
    public static ArraySource empty() {
        return new ArraySource(List.of(), 0, BATCH);
    }

    /**
     * This table and one more column of numbers.
     *
     * @param name the column's name, not yet in use
     * @param values one number per row
     * @return the wider table
     * @throws IllegalArgumentException when the name is in use or the length differs
     */
    public ArraySource with(String name, double... values) {
        return with(new Numbers(name, values));
    }

    /**
     * This table and one more column of text.
     *
     * @param name the column's name, not yet in use
     * @param values one text per row; null where there is none
     * @return the wider table
     * @throws IllegalArgumentException when the name is in use or the length differs
     */
    public ArraySource with(String name, @Nullable String[] values) {
        return with(new Texts(name, values));
    }

    /** The same table in batches of another size: for tests that prove that it does not matter. */
    ArraySource inBatchesOf(int size) {
        return new ArraySource(held, rows, size);
    }

    /** This table and one more column of numbers, some of them missing or none: flags are those of {@link Batch}. */
    ArraySource withFlags(String name, double[] values, byte[] flags) {
        return with(new Flagged(name, values, flags));
    }

    private ArraySource with(Held column) {
        if (held.stream().anyMatch(other -> other.name().equals(column.name()))) {
            throw new IllegalArgumentException("There is a column \"" + column.name() + "\" already.");
        }
        if (!held.isEmpty() && column.length() != rows) {
            throw new IllegalArgumentException(
                    "Column \"" + column.name() + "\" has " + column.length() + " rows, the others have " + rows + ".");
        }
        List<Held> wider = new ArrayList<>(held);
        wider.add(column);
        return new ArraySource(List.copyOf(wider), column.length(), batchSize);
    }

    @Override
    public List<Column> columns() {
        return held.stream()
                .map(column -> new Column(column.name(), column.kind()))
                .toList();
    }

    @Override
    public Distinct distinct(String column, int limit) {
        TreeMap<String, Long> found = new TreeMap<>();
        long missing = 0;
        Held from = find(column);
        for (int row = 0; row < rows; row++) {
            String text = from.text(row);
            if (text == null) {
                missing++;
            } else {
                found.merge(text, 1L, Long::sum);
            }
        }
        List<Map.Entry<String, Long>> kept =
                found.entrySet().stream().limit(limit).toList();
        return new Distinct(
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream().mapToLong(Map.Entry::getValue).toArray(),
                missing,
                found.size() <= limit);
    }

    @Override
    public void read(List<Cell> cells, boolean numbered, Sink sink) {
        List<Held> columns = new ArrayList<>();
        List<Map<String, Integer>> codes = new ArrayList<>();
        for (Cell cell : cells) {
            switch (cell) {
                case Cell.Numeric numeric -> {
                    columns.add(find(numeric.column()));
                    codes.add(Map.of());
                }
                case Cell.Category category -> {
                    columns.add(find(category.column()));
                    codes.add(index(category.values()));
                }
                case Cell.Text text -> {
                    columns.add(find(text.column()));
                    codes.add(Map.of());
                }
            }
        }
        for (int from = 0; from < rows; from += batchSize) {
            int size = Math.min(batchSize, rows - from);
            double[][] numbers = new double[cells.size()][];
            int[][] coded = new int[cells.size()][];
            @Nullable String[][] texts = new String[cells.size()][0];
            byte[][] flags = new byte[cells.size()][];
            for (int c = 0; c < cells.size(); c++) {
                boolean number = cells.get(c) instanceof Cell.Numeric;
                numbers[c] = number ? new double[size] : new double[0];
                flags[c] = number ? columns.get(c).numbers(from, numbers[c]) : new byte[0];
                coded[c] = cells.get(c) instanceof Cell.Category
                        ? codes(columns.get(c), codes.get(c), from, size)
                        : new int[0];
                if (cells.get(c) instanceof Cell.Text) {
                    texts[c] = texts(columns.get(c), from, size);
                }
            }
            long[] numbering = new long[numbered ? size : 0];
            for (int i = 0; i < numbering.length; i++) {
                numbering[i] = from + i + 1L;
            }
            if (!sink.accept(new Batch(size, numbers, coded, texts, flags, numbered ? 1 : 0, numbering))) {
                return;
            }
        }
    }

    private Held find(String name) {
        for (Held column : held) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new Unscorable("There is no column \"" + name + "\"; a table in memory has columns "
                + held.stream().map(Held::name).toList() + " and no expressions.");
    }

    private static Map<String, Integer> index(List<String> values) {
        Map<String, Integer> index = new HashMap<>();
        for (int code = 0; code < values.size(); code++) {
            index.putIfAbsent(values.get(code), code);
        }
        return index;
    }

    private static @Nullable String[] texts(Held column, int from, int size) {
        @Nullable String[] texts = new String[size];
        for (int i = 0; i < size; i++) {
            texts[i] = column.text(from + i);
        }
        return texts;
    }

    private static int[] codes(Held column, Map<String, Integer> index, int from, int size) {
        int[] codes = new int[size];
        for (int i = 0; i < size; i++) {
            String text = column.text(from + i);
            codes[i] = text == null ? Batch.MISSING : index.getOrDefault(text, Batch.OTHER);
        }
        return codes;
    }

    /** A column in memory. */
    private sealed interface Held {
        String name();

        int length();

        Column.Kind kind();

        /** The cell as text, null when missing. */
        @Nullable
        String text(int row);

        /** Copies numbers from a row on; returns the flags, empty when there is nothing to flag. */
        byte[] numbers(int from, double[] into);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Numbers(String name, double[] values) implements Held {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.NUMBER;
        }

        @Override
        public String text(int row) {
            return NumericText.name(values[row]);
        }

        @Override
        public byte[] numbers(int from, double[] into) {
            System.arraycopy(values, from, into, 0, into.length);
            byte[] flags = {};
            for (int i = 0; i < into.length; i++) {
                if (Double.isNaN(into[i])) {
                    flags = flags.length == 0 ? new byte[into.length] : flags;
                    flags[i] = Batch.FLAG_NOT_A_NUMBER;
                }
            }
            return flags;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Flagged(String name, double[] values, byte[] flags) implements Held {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.NUMBER;
        }

        @Override
        public @Nullable String text(int row) {
            return flags[row] == Batch.FLAG_MISSING
                    ? null
                    : flags[row] == Batch.PRESENT ? NumericText.name(values[row]) : "nan";
        }

        @Override
        public byte[] numbers(int from, double[] into) {
            System.arraycopy(values, from, into, 0, into.length);
            return Arrays.copyOfRange(flags, from, from + into.length);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Texts(String name, @Nullable String[] values) implements Held {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Column.Kind kind() {
            boolean number = true;
            boolean percent = true;
            boolean truth = true;
            for (int row = 0; row < values.length; row++) {
                String text = text(row);
                if (text != null) {
                    boolean sign = text.endsWith("%");
                    boolean decimal = isNumber(sign ? text.substring(0, text.length() - 1) : text);
                    number &= !sign && decimal;
                    percent &= sign && decimal;
                    truth &= text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
                }
            }
            return number
                    ? Column.Kind.NUMBER
                    : percent ? Column.Kind.PERCENT : truth ? Column.Kind.BOOLEAN : Column.Kind.TEXT;
        }

        private static boolean isNumber(String text) {
            return NumericText.parse(text).isPresent() || text.equalsIgnoreCase("nan");
        }

        private static OptionalDouble parse(String text) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return OptionalDouble.of(text.equalsIgnoreCase("true") ? 1 : 0);
            }
            if (!text.endsWith("%")) {
                return NumericText.parse(text);
            }
            // The decimal is shifted before it is rounded, so that 63% is exactly the double 0.63.
            String bare = text.substring(0, text.length() - 1).strip();
            return NumericText.parse(bare + "e-2");
        }

        @Override
        public @Nullable String text(int row) {
            String text = values[row];
            return text == null || text.isBlank() ? null : text;
        }

        @Override
        public byte[] numbers(int from, double[] into) {
            byte[] flags = new byte[into.length];
            boolean flagged = false;
            for (int i = 0; i < into.length; i++) {
                String text = text(from + i);
                OptionalDouble number = text == null ? OptionalDouble.empty() : parse(text);
                into[i] = number.orElse(Double.NaN);
                if (number.isEmpty()) {
                    flags[i] = text == null ? Batch.FLAG_MISSING : Batch.FLAG_NOT_A_NUMBER;
                    flagged = true;
                }
            }
            return flagged ? flags : Arrays.copyOf(flags, 0);
        }
    }
}
