package org.surprisal.fit.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A design taken apart: one group of levels, of which each row is in one at most, and all other columns. The second
 * derivatives among the coefficients of the levels are a diagonal. Immutable.
 */
public final class Split {
    private final int segment;
    private final int firstCell;
    private final boolean indicator;
    private final int[] ofLevels;
    private final int[] ofRest;
    private final Expansion rest;
    private final int segments;
    private final boolean[] behind;

    private Split(Design design, int segment) {
        List<Segment> all = design.segments();
        Segment apart = all.get(segment);
        this.segment = segment;
        this.segments = all.size();
        this.firstCell = apart.firstCell();
        this.indicator = apart.numbers().isEmpty();
        this.behind = new boolean[segments];
        this.ofLevels = new int[apart.cells()];
        for (int level = 0; level < ofLevels.length; level++) {
            int[] own = apart.coefficients(level);
            ofLevels[level] = own.length == 0 ? -1 : own[0];
        }
        List<Segment> others = new ArrayList<>();
        this.ofRest = new int[design.names().size() - apart.width()];
        int cells = 0;
        int width = 0;
        for (int s = 0; s < segments; s++) {
            if (s != segment) {
                Segment of = all.get(s);
                behind[s] = of.firstCell() > firstCell;
                others.add(new Segment(of.numbers(), of.categories(), of.codings(), cells, width));
                for (int j = 0; j < of.width(); j++) {
                    ofRest[width + j] = of.first() + j;
                }
                cells += of.cells();
                width += of.width();
            }
        }
        this.rest = new Expansion(others, width);
    }

    /**
     * Takes the largest group of levels apart.
     *
     * @param design the columns
     * @return the parts, or null if no group has a coefficient for each level but one at most, as contrasts that sum to
     *     zero have not
     */
    public static @Nullable Split of(Design design) {
        int largest = -1;
        for (int s = 0; s < design.segments().size(); s++) {
            Segment of = design.segments().get(s);
            boolean wider =
                    largest < 0 || of.width() > design.segments().get(largest).width();
            if (of.categories().length > 0 && wider && isDiagonal(of)) {
                largest = s;
            }
        }
        return largest < 0 ? null : new Split(design, largest);
    }

    private static boolean isDiagonal(Segment of) {
        for (int level = 0; level < of.cells(); level++) {
            int coefficients = of.coefficients(level).length;
            if (coefficients > 1 || (coefficients == 1 && of.factor(level) != 1)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of levels.
     *
     * @return those without a coefficient among them
     */
    public int levels() {
        return ofLevels.length;
    }

    /**
     * The coefficient of a level.
     *
     * @param level which
     * @return its place among those of the design, or -1 for a level that others are compared with
     */
    public int ofLevel(int level) {
        return ofLevels[level];
    }

    /**
     * Whether a row counts as 1 in its level.
     *
     * @return false if a number stands there
     */
    public boolean isIndicator() {
        return indicator;
    }

    /**
     * The coefficients of all other columns.
     *
     * @return their places among those of the design
     */
    public int[] ofRest() {
        return ofRest.clone();
    }

    /**
     * The contrasts of all other columns.
     *
     * @return from their coefficients to their cells
     */
    public Expansion rest() {
        return rest;
    }

    /**
     * A reader of blocks, for one thread.
     *
     * @param matrix the rows of this design
     * @return a fresh reader
     */
    public Reader reader(ModelMatrix matrix) {
        return new Reader(matrix.reader());
    }

    /** Reads blocks of rows in both parts, for one thread. */
    public final class Reader {
        private final ModelMatrix.Reader reader;
        private final Panel others = new Panel(rest, segments - 1);
        private final int[] level = new int[Panel.ROWS];
        private double[] factor = new double[0];

        private Reader(ModelMatrix.Reader reader) {
            this.reader = reader;
        }

        /**
         * Reads a block, rounded.
         *
         * @param from its first row
         * @param n the number of rows, at most {@link Panel#ROWS}
         * @return all other columns of the block, overwritten by the next one
         */
        public Panel read(int from, int n) {
            Panel whole = reader.readRounded(from, n);
            others.rows = n;
            int to = 0;
            for (int s = 0; s < segments; s++) {
                if (s != segment) {
                    others.high[to] = whole.high[s];
                    others.low[to] = whole.low[s];
                    take(whole.cells[s], to, s, n);
                    to++;
                }
            }
            factor = whole.high[segment];
            int[] cells = whole.cells[segment];
            for (int i = 0; i < n; i++) {
                level[i] = cells[i] - firstCell;
            }
            return others;
        }

        /** Cells count from the first of the other columns. */
        private void take(int[] cells, int to, int s, int n) {
            if (cells.length == 0) {
                return;
            }
            if (others.cells[to].length == 0) {
                others.cells[to] = new int[Panel.ROWS];
            }
            int by = behind[s] ? levels() : 0;
            int[] shifted = others.cells[to];
            Arrays.fill(shifted, n, shifted.length, 0);
            for (int i = 0; i < n; i++) {
                shifted[i] = cells[i] - by;
            }
        }

        /**
         * The level of each row of the block.
         *
         * @return from 0
         */
        public int[] level() {
            return level;
        }

        /**
         * The number that stands in the level of each row of the block.
         *
         * @return 1 where {@link #isIndicator}
         */
        public double[] factor() {
            return factor;
        }
    }
}
