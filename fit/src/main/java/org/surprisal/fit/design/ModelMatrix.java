package org.surprisal.fit.design;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;

/** A design and the rows of some data: the design matrix, made block by block and never as a whole. Immutable. */
public final class ModelMatrix {
    private final Design design;
    private final List<Column> columns;
    private final int[][] recodings;
    private final int @Nullable [] kept;
    private final UnknownLevel unknown;
    private final int rows;

    /** What is subtracted from the columns of each segment. */
    private final double[] centres;

    ModelMatrix(Design design, Frame frame, int @Nullable [] kept, UnknownLevel unknown) {
        this.centres = new double[design.segments().size()];
        this.design = design;
        this.columns = design.slots().stream().map(frame::column).toList();
        this.recodings = design.categories().stream()
                .map(category -> category.recoding(columns.get(category.slot())))
                .toArray(int[][]::new);
        this.kept = kept;
        this.unknown = unknown;
        this.rows = kept == null ? frame.rows() : kept.length;
    }

    private ModelMatrix(ModelMatrix of, int[] some) {
        this.design = of.design;
        this.columns = of.columns;
        this.recodings = of.recodings;
        this.kept = Arrays.stream(some).map(of::rowInData).toArray();
        this.unknown = of.unknown;
        this.rows = some.length;
        this.centres = of.centres;
    }

    private ModelMatrix(ModelMatrix of, double[] centres) {
        this.design = of.design;
        this.columns = of.columns;
        this.recodings = of.recodings;
        this.kept = of.kept;
        this.unknown = of.unknown;
        this.rows = of.rows;
        this.centres = centres;
    }

    private ModelMatrix(ModelMatrix of, List<Column> columns, int rows) {
        this.design = of.design;
        this.columns = columns;
        this.recodings = of.recodings;
        this.kept = null;
        this.unknown = of.unknown;
        this.rows = rows;
        this.centres = of.centres;
    }

    private ModelMatrix(ModelMatrix of, Design constant) {
        this.design = constant;
        this.columns = List.of();
        this.recodings = new int[0][];
        this.kept = of.kept;
        this.unknown = of.unknown;
        this.rows = of.rows;
        this.centres = new double[1];
    }

    /** Some of the rows, rising, copied. */
    ModelMatrix at(int[] some) {
        int[] taken = Arrays.stream(some).map(this::rowInData).toArray();
        List<Column> copies =
                columns.stream().map(column -> copy(column, taken)).toList();
        return new ModelMatrix(this, copies, taken.length);
    }

    private static Column copy(Column column, int[] rows) {
        switch (column) {
            case Column.Numbers numbers -> {
                double[] high = new double[rows.length];
                double[] low = new double[rows.length];
                numbers.load(rows, 0, rows.length, high, low);
                return Column.of(high, low);
            }
            case Column.Codes codes -> {
                int[] copy = new int[rows.length];
                codes.load(rows, 0, rows.length, copy);
                return Column.categories(copy, codes.levels());
            }
        }
    }

    /** As many rows with an intercept alone. */
    ModelMatrix constant() {
        return new ModelMatrix(this, design.constant());
    }

    /**
     * The same rows with each column of numbers less its mean, if there is an intercept: the same model, whose
     * intercept alone is another one. So a column far from 0 costs no digits.
     *
     * @param sample the rows whose means are taken: these, or some of them
     * @return the rows; {@link #centres} says what was subtracted
     */
    public ModelMatrix centred(ModelMatrix sample) {
        int segments = design.segments().size();
        if (design.intercept() < 0) {
            return this;
        }
        ExactSum[] sums = new ExactSum[segments];
        Arrays.setAll(sums, s -> new ExactSum());
        Reader reader = sample.reader();
        for (int from = 0; from < sample.rows; from += Panel.ROWS) {
            Panel panel = reader.readRounded(from, Math.min(Panel.ROWS, sample.rows - from));
            for (int s = 1; s < segments; s++) {
                if (!panel.isCategorical(s)) {
                    sums[s].add(panel.values(s), panel.rows());
                }
            }
        }
        double[] means = new double[segments];
        for (int s = 0; s < segments; s++) {
            double mean = sums[s].value() / sample.rows;
            means[s] = Double.isFinite(mean) ? mean : 0;
        }
        return new ModelMatrix(this, means);
    }

    /**
     * Some of the rows, of the same design and less the same means.
     *
     * @param some the rows to take, rising
     * @return these rows
     */
    public ModelMatrix subset(int[] some) {
        return new ModelMatrix(this, some);
    }

    /**
     * What was subtracted from the column of each coefficient.
     *
     * @return 0 where nothing was
     */
    public double[] centres() {
        double[] to = new double[design.names().size()];
        for (int s = 0; s < centres.length; s++) {
            if (centres[s] != 0) {
                to[design.segments().get(s).first()] = centres[s];
            }
        }
        return to;
    }

    /**
     * The columns.
     *
     * @return the design
     */
    public Design design() {
        return design;
    }

    /**
     * The number of rows.
     *
     * @return those that were left out not among them
     */
    public int rows() {
        return rows;
    }

    /**
     * Where a row comes from.
     *
     * @param row a row of this matrix
     * @return its row in the data, from 0
     */
    public int rowInData(int row) {
        return kept == null ? row : kept[row];
    }

    /**
     * A reader of blocks, for one thread.
     *
     * @return a fresh reader
     */
    public Reader reader() {
        return new Reader();
    }

    /** Reads blocks of rows, for one thread. */
    public final class Reader {
        private final Source source = new Source(columns, kept);
        private final Panel panel =
                new Panel(design.expansion(), design.segments().size());
        private final int[][] levels = new int[design.categories().size()][Panel.ROWS];
        private final double[] factor = new double[Panel.ROWS];
        private final double[] factorLow = new double[Panel.ROWS];

        private Reader() {
            for (int s = 0; s < design.segments().size(); s++) {
                if (design.segments().get(s).categories().length > 0) {
                    panel.cells[s] = new int[Panel.ROWS];
                }
            }
        }

        /**
         * Reads a block.
         *
         * @param from its first row
         * @param n the number of rows, at most {@link Panel#ROWS}
         * @return the block, overwritten by the next one
         * @throws Unfittable if a level is not known and is to be refused
         */
        public Panel read(int from, int n) {
            load(from, n);
            for (int s = 0; s < panel.segments(); s++) {
                fill(s, n);
                if (centres[s] != 0) {
                    shift(panel.high[s], panel.low[s], -centres[s], n);
                }
                readCells(s, n);
            }
            return panel;
        }

        /**
         * Reads a block of numbers as they are rounded; what they lack is left out.
         *
         * @param from its first row
         * @param n the number of rows, at most {@link Panel#ROWS}
         * @return the block, overwritten by the next one
         */
        public Panel readRounded(int from, int n) {
            load(from, n);
            for (int s = 0; s < panel.segments(); s++) {
                List<RowNumber> numbers = design.segments().get(s).numbers();
                if (numbers.size() == 1 && numbers.get(0) instanceof RowNumber.OfColumn column) {
                    subtract(source.high(column.slot()), centres[s], panel.high[s], n);
                } else {
                    fill(s, n);
                    subtract(panel.high[s], centres[s], panel.high[s], n);
                }
                readCells(s, n);
            }
            return panel;
        }

        private void load(int from, int n) {
            source.load(from, n);
            panel.rows = n;
            for (int c = 0; c < levels.length; c++) {
                readLevels(c, from, n);
            }
        }

        private static void subtract(double[] from, double centre, double[] to, int n) {
            for (int i = 0; i < n; i++) {
                to[i] = from[i] - centre;
            }
        }

        private static void shift(double[] high, double[] low, double by, int n) {
            for (int i = 0; i < n; i++) {
                double sum = high[i] + by;
                double back = sum - high[i];
                double rest = (high[i] - (sum - back)) + (by - back) + low[i];
                double rounded = sum + rest;
                low[i] = rest - (rounded - sum);
                high[i] = rounded;
            }
        }

        private void readLevels(int category, int from, int n) {
            Category of = design.categories().get(category);
            for (int i = 0; i < n; i++) {
                levels[category][i] = of.level(source, recodings[category], i);
                if (levels[category][i] == Category.UNKNOWN && unknown == UnknownLevel.REFUSE) {
                    String text = of.text(source, columns.get(of.slot()), i);
                    throw new Unfittable("The column " + of.column() + " has the level '" + text + "' in row "
                            + (source.row(from + i) + 1) + ", which was not there when the model was fitted: "
                            + "choose what becomes of such rows, or leave them out.");
                }
            }
        }

        private void fill(int segment, int n) {
            List<RowNumber> numbers = design.segments().get(segment).numbers();
            double[] high = panel.high[segment];
            double[] low = panel.low[segment];
            if (numbers.isEmpty()) {
                Arrays.fill(high, 0, n, 1);
                return;
            }
            numbers.get(0).fill(source, n, high, low);
            for (int f = 1; f < numbers.size(); f++) {
                numbers.get(f).fill(source, n, factor, factorLow);
                multiply(high, low, n);
            }
        }

        private void multiply(double[] high, double[] low, int n) {
            for (int i = 0; i < n; i++) {
                double product = high[i] * factor[i];
                double rest = Math.fma(high[i], factor[i], -product) + (high[i] * factorLow[i] + low[i] * factor[i]);
                double rounded = product + rest;
                low[i] = rest - (rounded - product);
                high[i] = rounded;
            }
        }

        private void readCells(int s, int n) {
            Segment segment = design.segments().get(s);
            if (segment.categories().length == 0) {
                return;
            }
            int[] cells = panel.cells[s];
            for (int i = 0; i < n; i++) {
                int cell = segment.firstCell();
                int step = 1;
                for (int c = 0; c < segment.categories().length && cell >= 0; c++) {
                    int level = levels[segment.categories()[c]][i];
                    boolean none = level < 0;
                    if (level == Category.MISSING || (none && unknown == UnknownLevel.MISSING)) {
                        panel.high[s][i] = Double.NaN;
                        level = 0;
                    } else if (none) {
                        // An effect of nothing; of a full coding too, which has no base.
                        cell = -1;
                        break;
                    }
                    cell += step * level;
                    step *= segment.codings().get(c).levels();
                }
                cells[i] = cell;
            }
        }
    }
}
