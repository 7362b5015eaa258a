package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks that two tables joined by key tell the same outcomes. Outcomes are alike when their texts are, apart from case
 * and blanks at their ends, when they are equal numbers, or when both are known words of the same side, such as yes and
 * 1. An empty cell on either side says nothing.
 */
final class OutcomeCheck {
    private final Source own;
    private final List<String> keys;
    private final List<String> outcome;
    private final OtherFile file;
    private final List<String> theirKeys;
    private final List<String> theirOutcome;
    private final KeyedNumbers rows;
    private final TextCodes texts = new TextCodes();
    private final int[][] codes;
    private long compared;
    private long unlike;

    /**
     * A check.
     *
     * @param own the table
     * @param keys the columns of the key, as it spells them
     * @param outcome the columns of the outcome
     * @param file the other table
     * @param theirKeys the columns of the key, as the other one spells them
     * @param theirOutcome its columns of the outcome, in the same order
     * @param rows the rows of the other table by key
     */
    OutcomeCheck(
            Source own,
            List<String> keys,
            List<String> outcome,
            OtherFile file,
            List<String> theirKeys,
            List<String> theirOutcome,
            KeyedNumbers rows) {
        this.own = own;
        this.keys = keys;
        this.outcome = outcome;
        this.file = file;
        this.theirKeys = theirKeys;
        this.theirOutcome = theirOutcome;
        this.rows = rows;
        codes = new int[outcome.size()][rows.size()];
        for (int[] each : codes) {
            Arrays.fill(each, -1);
        }
    }

    /**
     * Reads both tables once.
     *
     * @return how many rows have an outcome in both
     * @throws Unscorable where some of these differ
     */
    long run() {
        file.source().read(cells(theirKeys, theirOutcome), false, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                int row = rows.row(KeyedNumbers.key(batch, 0, theirKeys.size(), i));
                for (int c = 0; c < codes.length && row >= 0; c++) {
                    @Nullable String text = batch.texts()[theirKeys.size() + c][i];
                    codes[c][row] = text == null ? -1 : texts.of(text);
                }
            }
            return true;
        });
        own.read(cells(keys, outcome), false, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                count(batch, i);
            }
            return true;
        });
        if (unlike > 0) {
            throw unlike();
        }
        return compared;
    }

    private void count(Batch batch, int i) {
        boolean both = false;
        boolean differs = false;
        for (int c = 0; c < codes.length; c++) {
            @Nullable String here = batch.texts()[keys.size() + c][i];
            @Nullable String there = there(batch, i, c);
            if (here != null && there != null) {
                both = true;
                differs |= !alike(here, there);
            }
        }
        compared += both ? 1 : 0;
        unlike += differs ? 1 : 0;
    }

    private @Nullable String there(Batch batch, int i, int c) {
        int row = rows.row(KeyedNumbers.key(batch, 0, keys.size(), i));
        return row < 0 || codes[c][row] < 0 ? null : texts.text(codes[c][row]);
    }

    private static List<Source.Cell> cells(List<String> keys, List<String> outcome) {
        List<Source.Cell> cells = new ArrayList<>(KeyedNumbers.keyCells(keys));
        cells.addAll(KeyedNumbers.keyCells(outcome));
        return cells;
    }

    /** Whether two texts are the same outcome. */
    static boolean alike(String one, String two) {
        return one.equals(two) || spelling(one).equals(spelling(two));
    }

    private static String spelling(String text) {
        String word = ClassCodes.canonical(text.strip()).toLowerCase(Locale.ROOT);
        return PositiveClass.sideOf(word).orElse(word);
    }

    /** Names the first row whose outcomes differ, and where its partner stands. */
    private Unscorable unlike() {
        List<String> found = new ArrayList<>();
        List<String> key = new ArrayList<>();
        own.read(cells(keys, outcome), true, batch -> {
            for (int i = 0; i < batch.size() && found.isEmpty(); i++) {
                for (int c = 0; c < codes.length && found.isEmpty(); c++) {
                    @Nullable String here = batch.texts()[keys.size() + c][i];
                    @Nullable String there = there(batch, i, c);
                    if (here != null && there != null && !alike(here, there)) {
                        found.add("\"" + here + "\" in " + place(batch, i) + " of the table that is scored and \""
                                + there + "\" in ");
                        key.add(Objects.requireNonNull(KeyedNumbers.key(batch, 0, keys.size(), i)));
                        found.add(" of " + file.name() + ", for " + described(batch, i));
                    }
                }
            }
            return found.isEmpty();
        });
        String where = found.isEmpty() ? "" : "; the first: " + found.get(0) + partner(key.getFirst()) + found.get(1);
        return new Unscorable(unlike + " of " + compared + " rows that the table and " + file.name()
                + " share have different outcomes in \"" + String.join("\", \"", outcome) + "\"" + where
                + ". Models are compared on the same outcomes: mend them, name the right key with --on, leave these rows"
                + " out with --where, or rename the column in " + file.name() + " if it is not the outcome.");
    }

    private String partner(String key) {
        List<String> found = new ArrayList<>();
        file.source().read(cells(theirKeys, List.of()), true, batch -> {
            for (int i = 0; i < batch.size() && found.isEmpty(); i++) {
                if (key.equals(KeyedNumbers.key(batch, 0, theirKeys.size(), i))) {
                    found.add(place(batch, i));
                }
            }
            return found.isEmpty();
        });
        return found.isEmpty() ? "a row" : found.getFirst();
    }

    private static String place(Batch batch, int i) {
        return batch.rows().length == 0 ? "a row" : KeyedNumbers.place(new RowReference(batch.file(), batch.rows()[i]));
    }

    private String described(Batch batch, int i) {
        List<String> parts = new ArrayList<>();
        for (int c = 0; c < keys.size(); c++) {
            parts.add(keys.get(c) + " = " + batch.texts()[c][i]);
        }
        return String.join(", ", parts);
    }
}
