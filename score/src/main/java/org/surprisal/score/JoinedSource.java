package org.surprisal.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with columns of another one beside its own, joined by key. A row without a partner has missing cells there.
 * The columns of the other table are called {@code file:column}; they can be read as numbers only.
 */
final class JoinedSource implements Source {
    private final Source own;
    private final List<String> keys;
    private final OtherFile file;
    private final List<String> theirKeys;
    private final KeyedNumbers other;
    private final List<String> names;
    private final BitSet matched = new BitSet();
    private long without;
    private long alone;
    private boolean twice;

    /**
     * A joined table; reads the other one.
     *
     * @param own the table
     * @param keys the columns of the key, as it spells them
     * @param file the other table
     * @param theirs the columns of the key, as the other one spells them
     * @param columns the columns wanted of the other one
     * @param memory the bytes they may take
     */
    JoinedSource(
            Source own, List<String> keys, OtherFile file, List<String> theirs, List<String> columns, long memory) {
        this.own = own;
        this.keys = keys;
        this.file = file;
        theirKeys = theirs;
        other = new KeyedNumbers(file, theirs, columns, memory);
        names = columns.stream().map(column -> name(file, column)).toList();
    }

    /** What a column of the other table is called here. */
    static String name(OtherFile file, String column) {
        return file.name() + ":" + column;
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(own.columns());
        names.forEach(name -> all.add(new Column(name, Column.Kind.NUMBER)));
        return all;
    }

    @Override
    public Distinct distinct(String column, int limit) {
        return own.distinct(column, limit);
    }

    @Override
    public void read(List<Cell> cells, boolean numbered, Sink sink) {
        List<Cell> asked = new ArrayList<>();
        int[] ownPlace = new int[cells.size()];
        int[] otherPlace = new int[cells.size()];
        for (int c = 0; c < cells.size(); c++) {
            otherPlace[c] = cells.get(c) instanceof Cell.Numeric numeric ? names.indexOf(numeric.column()) : -1;
            if (otherPlace[c] < 0) {
                ownPlace[c] = asked.size();
                asked.add(cells.get(c));
            }
        }
        int firstKey = asked.size();
        asked.addAll(KeyedNumbers.keyCells(keys));
        matched.clear();
        without = 0;
        alone = 0;
        twice = false;
        own.read(asked, numbered, batch -> {
            int[] rows = partners(batch, firstKey);
            return !twice && sink.accept(with(batch, ownPlace, otherPlace, rows));
        });
        if (twice) {
            throw KeyedNumbers.duplicate(own, keys, "the table", " in the table that is scored");
        }
    }

    private int[] partners(Batch batch, int firstKey) {
        int[] rows = new int[batch.size()];
        for (int i = 0; i < rows.length; i++) {
            String key = KeyedNumbers.key(batch, firstKey, keys.size(), i);
            rows[i] = other.row(key);
            if (key == null) {
                without++;
            } else if (rows[i] < 0) {
                alone++;
            } else {
                twice |= matched.get(rows[i]);
                matched.set(rows[i]);
            }
        }
        return rows;
    }

    private Batch with(Batch batch, int[] ownPlace, int[] otherPlace, int[] rows) {
        int width = ownPlace.length;
        double[][] numbers = new double[width][];
        int[][] codes = new int[width][];
        @Nullable String[][] texts = new @Nullable String[width][];
        byte[][] flags = new byte[width][];
        for (int c = 0; c < width; c++) {
            if (otherPlace[c] < 0) {
                numbers[c] = batch.numbers()[ownPlace[c]];
                codes[c] = batch.codes()[ownPlace[c]];
                texts[c] = batch.texts()[ownPlace[c]];
                flags[c] = batch.flags()[ownPlace[c]];
            } else {
                numbers[c] = new double[rows.length];
                codes[c] = new int[0];
                texts[c] = new @Nullable String[0];
                flags[c] = new byte[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    other.put(otherPlace[c], rows[i], numbers[c], flags[c], i);
                }
            }
        }
        return new Batch(batch.size(), numbers, codes, texts, flags, batch.file(), batch.rows());
    }

    /**
     * How the rows of the last reading, which was not ended early, found each other; checks their outcomes.
     *
     * @param outcome the columns of the outcome
     * @param theirs the same columns of the other table, or none where it does not have all of them
     * @throws Unscorable where outcomes of the same row differ
     */
    Join join(List<String> outcome, List<String> theirs) {
        long pairs = matched.cardinality();
        Long alike = theirs.isEmpty()
                ? null
                : Long.valueOf(new OutcomeCheck(own, keys, outcome, file, theirKeys, theirs, other).run());
        return new Join(file.name(), keys, pairs, alone, other.size() - pairs, without, other.withoutKey(), alike);
    }
}
