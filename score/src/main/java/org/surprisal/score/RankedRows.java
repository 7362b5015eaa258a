package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is needed of each row to rank the rows by their forecasts. The only state that grows with the rows; they
 * are given up once there are more than fit the memory that was granted, whatever their order: rows of hard outcomes
 * without weights are then counted in the cells of a grid, others only altogether.
 */
final class RankedRows {
    /** Rows of a piece. */
    private static final int PIECE = 1 << 15;

    private final RankedColumns columns;
    private final int threads;
    private final long most;
    private final boolean mayBeCoarse;
    private final double[] outcome = new double[Block.SIZE];
    private final List<long[][]> pieces = new ArrayList<>();
    private int last = PIECE;
    private long @Nullable [][] sorted;
    private @Nullable GridRows grid;
    private long rows;

    /**
     * No rows.
     *
     * @param plan what rows hold, and how much memory they may take
     */
    RankedRows(Plan plan) {
        columns = RankedColumns.of(plan);
        threads = plan.threads();
        most = most(plan, columns);
        mayBeCoarse = !plan.soft() && !plan.weighted() && plan.rankingMemory() >= GridRows.bytes(columns.logit());
    }

    /** The rows that fit: sorting takes as much memory again. */
    private static long most(Plan plan, RankedColumns columns) {
        return Math.min(Integer.MAX_VALUE - 2L * PIECE, plan.rankingMemory() / (2L * Long.BYTES * columns.width()));
    }

    /** Takes a block whose rows all have the same hard outcome. */
    void add(Block block, boolean positive) {
        Arrays.fill(outcome, 0, block.size(), positive ? 1 : 0);
        add(block, outcome);
    }

    /** Takes a block. */
    void add(Block block) {
        add(block, block.outcome);
    }

    private void add(Block block, double[] y) {
        if (!take(block.size())) {
            if (grid != null) {
                grid.add(block, y);
            }
            return;
        }
        for (int from = 0; from < block.size(); ) {
            room();
            int to = Math.min(block.size(), from + PIECE - last);
            columns.put(block, y, from, to, pieces.getLast(), last);
            last += to - from;
            from = to;
        }
    }

    private void room() {
        if (last == PIECE) {
            pieces.add(new long[columns.width()][PIECE]);
            last = 0;
        }
    }

    /** Counts rows; false when there are too many to be kept. */
    private boolean take(long more) {
        rows += more;
        if (rows > most && mayBeCoarse && grid == null) {
            grid = new GridRows(columns.logit());
            pour(grid);
        }
        if (rows > most) {
            pieces.clear();
            last = PIECE;
            sorted = null;
        }
        return rows <= most;
    }

    /** Counts the rows that are kept in the cells of a grid. */
    private void pour(GridRows to) {
        for (int piece = 0; piece < pieces.size(); piece++) {
            to.add(columns, pieces.get(piece), piece + 1 == pieces.size() ? last : PIECE);
        }
        if (sorted != null) {
            to.add(columns, sorted, sorted[0].length);
        }
    }

    /** Takes the rows of another state of the same plan. */
    void merge(RankedRows other) {
        if (!take(other.rows)) {
            if (grid != null) {
                other.pour(grid);
            }
            if (grid != null && other.grid != null) {
                grid.merge(other.grid);
            }
            return;
        }
        for (int piece = 0; piece + 1 < other.pieces.size(); piece++) {
            // A full piece never changes, so both may hold it; this one's last piece stays the last.
            pieces.add(Math.max(0, pieces.size() - 1), other.pieces.get(piece));
        }
        if (!other.pieces.isEmpty()) {
            copy(other.pieces.getLast(), other.last);
        }
        if (other.sorted != null) {
            copy(other.sorted, other.sorted[0].length);
        }
    }

    private void copy(long[][] from, int n) {
        for (int i = 0; i < n; i++) {
            room();
            for (int c = 0; c < from.length; c++) {
                pieces.getLast()[c][last] = from[c][i];
            }
            last++;
        }
    }

    /** Says that there were too many rows, if there were. */
    void note(List<Note> notes, long scored) {
        if (grid != null) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("n", scored);
            evidence.put("most", most);
            evidence.put("auc", grid.areaBound());
            evidence.put("average_precision", grid.precisionBound());
            notes.add(new Note(Note.Code.RANKED_ON_GRID, Note.Severity.INFO, 0, List.of(), evidence));
        } else if (rows > most) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("n", scored);
            evidence.put("most", most);
            evidence.put("bytes", 2L * Long.BYTES * columns.width() * rows);
            notes.add(new Note(Note.Code.RANKING_LEFT_OUT, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }

    /** The ranking of the rows, or null when they were too many to be kept. */
    @Nullable
    Ranking ranking() {
        if (rows > most) {
            return grid == null ? null : grid.ranking(threads);
        }
        if (sorted == null || !pieces.isEmpty()) {
            if (sorted != null) {
                copy(sorted, sorted[0].length);
            }
            int[] sizes = new int[pieces.size()];
            for (int piece = 0; piece < sizes.length; piece++) {
                sizes[piece] = piece + 1 == sizes.length ? last : PIECE;
            }
            sorted = RadixSort.sorted(pieces, sizes, columns.width(), threads);
            last = PIECE;
        }
        return new Ranking(columns, sorted, threads);
    }
}
