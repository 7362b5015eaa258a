package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.table.Batch;
import org.surprisal.table.Cell;
import org.surprisal.table.Table;

/**
 * A cell that is no number where there must be one.
 *
 * @param column its column
 * @param text what it holds
 * @param where its row, and its file if there are several
 */
record BadCell(String column, String text, String where) {
    /** What is done with such a cell. */
    interface Visitor {
        void at(BadCell cell);
    }

    /** Visits the cells of some columns that hold something, but no number. NaN is a missing value. */
    static void forEach(Table table, List<String> columns, Visitor visitor) {
        List<Cell> both = new ArrayList<>();
        for (String column : columns) {
            both.add(new Cell.Numeric(column));
            both.add(new Cell.Text(column));
        }
        table.read(both, true, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                for (int k = 0; k < columns.size(); k++) {
                    byte[] flags = batch.flags()[2 * k];
                    @Nullable String text = batch.texts()[2 * k + 1][i];
                    boolean wrong = flags.length > 0 && flags[i] == Batch.FLAG_NOT_A_NUMBER;
                    if (wrong && text != null && !isNan(text)) {
                        visitor.at(new BadCell(columns.get(k), text, where(table, batch, i)));
                    }
                }
            }
            return true;
        });
    }

    /** Whether a batch has a cell in a column that may be such a one. */
    static boolean suspected(Batch batch, int column) {
        byte[] flags = batch.flags()[column];
        for (int i = 0; i < flags.length && i < batch.size(); i++) {
            if (flags[i] == Batch.FLAG_NOT_A_NUMBER) {
                return true;
            }
        }
        return false;
    }

    static String where(Table table, Batch batch, int i) {
        String file = table.files().size() > 1 ? table.files().get(batch.file() - 1) + ", " : "";
        return file + "row " + batch.rows()[i];
    }

    /** The sentence that refuses it. */
    Unusable refused(String remedy) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new Unusable("The column " + column + " holds '" + shown + "' in " + where
                + ", which is no number: mend the cell, or leave it empty" + remedy + ".");
    }

    private static boolean isNan(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return word.equals("nan") || word.equals("-nan") || word.equals("+nan");
    }
}
