package org.surprisal.cli;

import java.util.List;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;

/** Some rows of a frame, without copying them. */
final class RowSelection {
    private RowSelection() {}

    /**
     * Chooses rows.
     *
     * @param frame the columns
     * @param rows the rows, rising
     */
    static Frame of(Frame frame, int[] rows) {
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

    private static int span(int[] rows, int from, int n) {
        return n == 0 ? 0 : rows[from + n - 1] - rows[from] + 1;
    }

    private record Numbers(Column.Numbers of, int[] selection) implements Column.Numbers {
        @Override
        public int rows() {
            return selection.length;
        }

        @Override
        public void load(int from, int n, double[] high, double[] low) {
            int span = span(selection, from, n);
            double[] allHigh = new double[span];
            double[] allLow = new double[span];
            if (n > 0) {
                of.load(selection[from], span, allHigh, allLow);
            }
            for (int i = 0; i < n; i++) {
                high[i] = allHigh[selection[from + i] - selection[from]];
                low[i] = allLow[selection[from + i] - selection[from]];
            }
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
            int span = span(selection, from, n);
            int[] all = new int[span];
            if (n > 0) {
                of.load(selection[from], span, all);
            }
            for (int i = 0; i < n; i++) {
                codes[i] = all[selection[from + i] - selection[from]];
            }
        }
    }
}
