package org.surprisal.fit.design;

import java.util.List;

/** Some rows of a frame, without copying them. */
public final class RowSelection {
    private RowSelection() {}

    /**
     * Chooses rows.
     *
     * @param frame the columns
     * @param rows the rows, counted from 0; rising is fast
     * @return a frame of these rows, which looks at the columns of the other
     */
    public static Frame of(Frame frame, int[] rows) {
        Frame selected = Frame.EMPTY;
        for (String name : frame.names()) {
            selected = selected.with(
                    name,
                    switch (frame.column(name)) {
                        case Column.Numbers numbers -> new Numbers(numbers, rows);
                        case Column.Codes codes -> new Codes(codes, rows);
                    });
        }
        return selected;
    }

    private static int[] chosen(int[] selection, int[] rows, int from, int n) {
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            to[i] = selection[rows[from + i]];
        }
        return to;
    }

    private record Numbers(Column.Numbers of, int[] selection) implements Column.Numbers {
        @Override
        public int rows() {
            return selection.length;
        }

        @Override
        public void load(int from, int n, double[] high, double[] low) {
            of.load(selection, from, n, high, low);
        }

        @Override
        public void load(int[] rows, int from, int n, double[] high, double[] low) {
            of.load(chosen(selection, rows, from, n), 0, n, high, low);
        }
    }

    private record Codes(Column.Codes of, int[] selection) implements Column.Codes {
        @Override
        public int rows() {
            return selection.length;
        }

        @Override
        public List<String> levels() {
            return of.levels();
        }

        @Override
        public void load(int from, int n, int[] codes) {
            of.load(selection, from, n, codes);
        }

        @Override
        public void load(int[] rows, int from, int n, int[] codes) {
            of.load(chosen(selection, rows, from, n), 0, n, codes);
        }
    }
}
