package org.surprisal.fit;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.fit.linear.RankedTriangle;

/** Which columns do not depend on others, and notes about those that do and about rows that were left out. */
final class IndependentColumns {
    /** Below this pivot the rank is decided in pairs of doubles. */
    private static final double DOUBTFUL = 1e-9;

    private IndependentColumns() {}

    /** The columns that do not depend on others; all of them where a ridge penalty decides between them. */
    static int[] of(Fit fit, Dataset original, Dataset data, List<Note> notes) {
        return of(fit, original, data, null, notes);
    }

    /**
     * The columns that do not depend on others.
     *
     * @param sample some rows: if no column depends on others there, none does, so they are looked at first; or null
     */
    static int[] of(Fit fit, Dataset original, Dataset data, @Nullable Dataset sample, List<Note> notes) {
        int width = data.matrix().design().names().size();
        if (sample != null && isIndependent(fit, sample)) {
            return IntStream.range(0, width).toArray();
        }
        Point plain = new Pass(data, 0, fit.threads(), fit.watcher()).quick(new double[width], Objective.plain());
        for (int j = 0; j < width; j++) {
            double square = plain.hessian()[j][j];
            if (!(square < 1e300) || (square > 0 && square < 1e-290)) {
                throw beyondDoubles(data, j);
            }
        }
        Cholesky factor = Cholesky.of(plain.hessian(), 0);
        if (factor.isDefinite() && factor.leastPivot() > DOUBTFUL) {
            return IntStream.range(0, width).toArray();
        }
        LeastSquares.Rank rank = LeastSquares.rank(original, fit.watcher());
        if (fit.l2() > 0) {
            return IntStream.range(0, width).toArray();
        }
        note(data, rank.triangle(), rank.scale(), notes);
        for (int j : rank.triangle().kept()) {
            if (plain.hessian()[j][j] == 0) {
                throw beyondDoubles(data, j);
            }
        }
        return rank.triangle().kept();
    }

    private static Unfittable beyondDoubles(Dataset data, int column) {
        return new Unfittable("The column " + data.matrix().design().names().get(column)
                + " has values whose squares leave the doubles: change its unit.");
    }

    private static boolean isIndependent(Fit fit, Dataset some) {
        double[] zero = new double[some.matrix().design().names().size()];
        Point plain = new Pass(some, 0, fit.threads(), fit.watcher()).quick(zero, Objective.plain());
        Cholesky factor = Cholesky.of(plain.hessian(), 0);
        return factor.isDefinite() && factor.leastPivot() > DOUBTFUL;
    }

    static void note(Dataset data, RankedTriangle triangle, int[] scale, List<Note> notes) {
        for (RankedTriangle.Dependence dependence : triangle.dependences()) {
            notes.add(LeastSquares.note(data.matrix().design(), dependence, scale));
        }
    }

    static void noteLeftOut(Dataset data, List<Note> notes) {
        data.leftOut().forEach((column, rows) -> {
            int weight = column.lastIndexOf(" = 0");
            notes.add(
                    weight >= 0 && weight == column.length() - 4
                            ? Note.counted(Note.Code.WEIGHT_ZERO, rows, "column", column.substring(0, weight))
                            : Note.counted(Note.Code.ROWS_LEFT_OUT, rows, "column", column));
        });
    }
}
