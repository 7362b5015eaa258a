package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps predictions and outcomes of numbers to sort them: 16 bytes a row, 8 more each for a weight and a count, and as
 * much again, and a half, while they are sorted. Once there are more rows than the memory that was granted holds, all
 * are given up.
 */
final class KeptErrors {
    private static final int PIECE = 1 << 14;
    private static final int[] LEVELS = {5, 25, 50, 75, 95};

    private final boolean weighted;
    private final boolean counted;
    private final int threads;
    private final long most;
    private final long rowBytes;
    private final List<double[][]> pieces = new ArrayList<>();
    private int last = PIECE;
    private long rows;

    /** No rows, as a plan says what they hold. */
    KeptErrors(Plan plan) {
        weighted = plan.weighted();
        counted = plan.counted();
        threads = plan.threads();
        int beside = (weighted ? 1 : 0) + (counted ? 1 : 0);
        // Beside what is kept, the keys with what belongs to them, twice.
        rowBytes = 8L * (2 + beside) + 2 * 8L * (2 + beside);
        most = Math.min(Integer.MAX_VALUE - 2L * PIECE, plan.rankingMemory() / rowBytes);
    }

    private int width() {
        return 2 + (weighted ? 1 : 0) + (counted ? 1 : 0);
    }

    /** Takes a block. */
    void add(Block block) {
        rows += block.size();
        if (rows > most) {
            pieces.clear();
            return;
        }
        double[] p = block.prediction[0];
        long[] counts = block.counts;
        for (int i = 0; i < block.size(); i++) {
            double[][] piece = room();
            piece[0][last] = p[i];
            piece[1][last] = block.outcome[i];
            if (weighted) {
                piece[2][last] = block.weight[i];
            }
            if (counts != null) {
                piece[width() - 1][last] = Double.longBitsToDouble(counts[i]);
            }
            last++;
        }
    }

    private double[][] room() {
        if (last == PIECE) {
            pieces.add(new double[width()][PIECE]);
            last = 0;
        }
        return pieces.getLast();
    }

    /** Takes the rows of another. */
    void merge(KeptErrors other) {
        rows += other.rows;
        if (rows > most) {
            pieces.clear();
            return;
        }
        for (int k = 0; k < other.pieces.size(); k++) {
            double[][] from = other.pieces.get(k);
            int n = k + 1 < other.pieces.size() ? PIECE : other.last;
            for (int i = 0; i < n; i++) {
                double[][] to = room();
                for (int c = 0; c < to.length; c++) {
                    to[c][last] = from[c][i];
                }
                last++;
            }
        }
    }

    /** Whether there are more rows than fit; says so. */
    private boolean tooMany(List<Note> notes) {
        if (rows <= most) {
            return false;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("n", rows);
        evidence.put("bytes", rows * rowBytes);
        evidence.put("most", most);
        notes.add(new Note(Note.Code.RANKING_LEFT_OUT, Note.Severity.WARNING, 0, List.of(), evidence));
        return true;
    }

    /**
     * What the rows look like, once sorted.
     *
     * @param errors how errors are spread
     * @param rows the rows by prediction
     * @param cells how many rows lie in each cell of prediction and outcome
     */
    record Found(ErrorFindings errors, SortedNumbers rows, Curve cells) {}

    /**
     * What the rows look like.
     *
     * @param notes take a note if there were too many rows
     * @return null if there were too many rows, or none
     */
    @Nullable
    Found findings(Inference inference, List<Note> notes) {
        if (tooMany(notes) || rows == 0) {
            return null;
        }
        Map<Double, Estimate> quantiles = new LinkedHashMap<>();
        // The least, the one of a hundred and the like: all that is wanted of the errors, which are not kept sorted.
        double[] ends = ends(quantiles(inference, (p, y) -> p - y), quantiles);
        Estimate size = quantiles(inference, (p, y) -> Math.abs(p - y)).at(50);
        SortedNumbers sorted = new SortedNumbers(sorted((p, y) -> p, true), weighted, counted);
        double low = sorted.quantile(inference, 1);
        double high = sorted.quantile(inference, 99);
        return new Found(
                new ErrorFindings(quantiles, size, ends[0], ends[3], new PredictionTenths(sorted).all()),
                sorted,
                NumberGrid.of(sorted, new double[] {low, low - ends[2]}, new double[] {high, high - ends[1]}));
    }

    private static double[] ends(ErrorQuantiles signed, Map<Double, Estimate> quantiles) {
        for (int level : LEVELS) {
            quantiles.put(level / 100.0, signed.at(level));
        }
        return new double[] {signed.least(), signed.at(1).value(), signed.at(99).value(), signed.greatest()};
    }

    private ErrorQuantiles quantiles(Inference inference, DoubleBinaryOperator of) {
        long[][] sorted = sorted(of, false);
        double[] weights = null;
        if (weighted) {
            weights = new double[sorted[0].length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Double.longBitsToDouble(sorted[1][i]);
            }
        }
        return new ErrorQuantiles(inference, sorted[0], weights, counted ? sorted[sorted.length - 1] : null);
    }

    /** Keys of something of each row, ascending, with its outcome if wanted, its weight and its count. */
    private long[][] sorted(DoubleBinaryOperator of, boolean outcomes) {
        int n = (int) rows;
        int width = 1 + (outcomes ? 1 : 0) + width() - 2;
        List<long[][]> keyed = new ArrayList<>();
        int[] sizes = new int[pieces.size()];
        for (int k = 0; k < sizes.length; k++) {
            double[][] piece = pieces.get(k);
            sizes[k] = Math.min(PIECE, n - k * PIECE);
            long[][] to = new long[width][sizes[k]];
            for (int i = 0; i < sizes[k]; i++) {
                to[0][i] = ErrorQuantiles.key(of.applyAsDouble(piece[0][i], piece[1][i]));
                int c = 1;
                for (int from = outcomes ? 1 : 2; from < piece.length; from++) {
                    to[c++][i] = Double.doubleToRawLongBits(piece[from][i]);
                }
            }
            keyed.add(to);
        }
        return RadixSort.sorted(keyed, sizes, width, threads);
    }
}
