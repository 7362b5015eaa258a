package org.surprisal.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Split;
import org.surprisal.fit.design.Unfittable;

/**
 * Fits more coefficients than a matrix of second derivatives has room for. Where most are levels of one category, that
 * matrix is an {@link Arrow}, and steps and errors are exact; otherwise steps come from {@link ConjugateGradients}, and
 * there are no errors. Where {@link Lbfgs} is asked for it finds the steps for any number of coefficients, without
 * errors.
 */
final class ManySolver {
    /** The most numbers of levels times other cells, and of other coefficients, for which there is an arrow. */
    private static final long MOST_CROSS = 1L << 24;

    private static final int MOST_REST = 1_000;

    /** What is left of a column, against all of it, when it depends on those before it. */
    private static final double DEPENDENT = 1e-11;

    /** What is left of a second derivative where losses that depend on a coefficient have stopped curving. */
    private static final double FLAT = 1e-10;

    private final Fit fit;
    private final Dataset data;
    private final Dataset rows;
    private final Objective objective;
    private final SeparatedLevels separated;
    private final @Nullable Split split;
    private final List<Note> notes;

    private ManySolver(Fit fit, Dataset original, Objective objective, List<Note> notes, boolean exact) {
        this.fit = fit;
        this.objective = objective;
        this.notes = notes;
        this.separated = SeparatedLevels.of(fit, original);
        this.rows = separated.rows();
        this.data = rows.centred(rows);
        this.split = exact ? arrow(rows.matrix().design()) : null;
    }

    /** Whether there are too many coefficients for the usual methods. */
    static boolean isFor(Dataset data) {
        return data.matrix().design().names().size() > Design.MOST_DENSE;
    }

    /** Refuses so many coefficients where there is no method for them. */
    static void requireFew(Dataset data, String what) {
        if (isFor(data)) {
            throw new Unfittable(
                    "There are " + Counted.of(data.matrix().design().names().size()) + " coefficients, more than "
                            + Counted.of(Design.MOST_DENSE) + ", the limit of " + what
                            + ": put rare levels together, or take a smooth loss with no penalty or l2.");
        }
    }

    static Solution solve(Fit fit, Dataset original, Objective objective, List<Note> notes) {
        return solve(fit, original, objective, notes, fit.settings().method() == Method.NEWTON);
    }

    /**
     * Solves.
     *
     * @param exact whether an arrow may be used
     */
    static Solution solve(Fit fit, Dataset original, Objective objective, List<Note> notes, boolean exact) {
        return new ManySolver(fit, original, objective, notes, exact).solve();
    }

    private static @Nullable Split arrow(Design design) {
        Split found = Split.of(design);
        boolean small = found != null
                && (long) found.levels() * Math.max(1, found.rest().cells()) <= MOST_CROSS
                && found.rest().width() <= MOST_REST;
        return small ? found : null;
    }

    private Solution solve() {
        if (separated.any()) {
            notes.add(separated.note());
        }
        int width = data.matrix().design().names().size();
        if (split == null) {
            ProductPass pass = new ProductPass(
                    new DesignRows(data.matrix()),
                    RowBlock.Rows.of(data),
                    objective,
                    fit.l2(),
                    data.matrix().design().intercept(),
                    fit.threads(),
                    fit.watcher());
            ManyNewton.End end = newton(pass);
            if (fit.settings().method() == Method.LBFGS) {
                notes.add(Note.of(Note.Code.NO_ERRORS_BY_LBFGS));
            } else if (fit.l2() == 0) {
                notes.add(Note.of(Note.Code.TOO_MANY_FOR_ERRORS, "coefficients", (long) width));
            }
            return solution(end, finite(IntStream.range(0, width).toArray()), null);
        }
        ArrowPass pass = new ArrowPass(data, split, objective, fit);
        boolean[] told = fit.l2() > 0 ? all(width) : told(split, pass.plain());
        pass.tell(told);
        ManyNewton.End end = newton(pass);
        int[] active = finite(IntStream.range(0, width).filter(j -> told[j]).toArray());
        return solution(end, active, fit.l2() > 0 ? null : errors(split, pass, end, active));
    }

    private static boolean[] all(int width) {
        boolean[] to = new boolean[width];
        Arrays.fill(to, true);
        return to;
    }

    private @Nullable ManyErrors errors(Split of, ArrowPass pass, ManyNewton.End end, int[] active) {
        Arrow information = pass.information(end.place().coefficients());
        if (!information.isDefinite()) {
            notes.add(Note.of(Note.Code.NO_STRICT_MINIMUM));
            return null;
        }
        if (data.cluster() != null) {
            notes.add(Note.of(Note.Code.CLUSTERS_WITHOUT_LEVELS));
        }
        return new ArrowErrors(data, of, information, pass, active.length);
    }

    private ManyNewton.End newton(Place.Reading reading) {
        Place start = start(reading);
        ManyNewton.End end = ManyNewton.solve(reading, fit.settings(), start);
        if (!end.convergence().converged()) {
            notes.add(Note.notConverged(end.convergence()));
        }
        if (fit.l2() == 0 && flat(start, end.place())) {
            notes.add(Note.of(Note.Code.MAY_BE_SEPARATED));
        }
        return end;
    }

    /** Whether on the way all losses that depend on some coefficient have stopped curving. */
    private static boolean flat(Place start, Place end) {
        double[] before = start.second().diagonal();
        double[] after = end.second().diagonal();
        return IntStream.range(0, before.length).anyMatch(j -> Math.abs(after[j]) < FLAT * Math.abs(before[j]));
    }

    private Place start(Place.Reading reading) {
        Start start =
                new Start(data, null, objective, new Pass(data, fit.l2(), fit.threads(), fit.watcher()), new int[0]);
        int width = data.matrix().design().names().size();
        Place first = reading.at(data.matrix().design().intercept() >= 0 ? start.constant() : new double[width]);
        Place place = first.isFinite() ? first : reading.at(new double[width]);
        if (!place.isFinite()) {
            throw start.hopeless(place.firstBad());
        }
        double[] diagonal = place.second().diagonal();
        if (Arrays.stream(diagonal).allMatch(d -> d == fit.l2() || d == 0)) {
            throw new Unfittable("The loss " + fit.loss() + " has no second derivative where the fit would begin: take"
                    + " a smooth loss such as log_cosh.");
        }
        return place;
    }

    private int[] finite(int[] of) {
        double[] infinite = separated.infinite();
        return Arrays.stream(of).filter(j -> infinite[j] == 0).toArray();
    }

    /** Which coefficients can be told: of levels with rows, and of columns that do not depend on those and others. */
    private boolean[] told(Split of, Arrow plain) {
        boolean[] told = all(data.matrix().design().names().size());
        double[] infinite = separated.infinite();
        int empty = 0;
        for (int u = 0; u < of.levels(); u++) {
            int place = of.ofLevel(u);
            if (place >= 0 && !(plain.own(u) > 0)) {
                told[place] = false;
                empty += infinite[place] == 0 ? 1 : 0;
            }
        }
        if (empty > 0) {
            notes.add(Note.counted(Note.Code.EMPTY_LEVELS, empty));
        }
        int[] places = of.ofRest();
        double[][] corner = plain.corner();
        double[][] schur = plain.schur();
        double[][] factor = new double[places.length][];
        int[] kept = new int[places.length];
        int count = 0;
        for (int j = 0; j < places.length; j++) {
            double[] row = new double[count + 1];
            double left = schur[j][j];
            for (int k = 0; k < count; k++) {
                double part = schur[j][kept[k]];
                for (int i = 0; i < k; i++) {
                    part = Math.fma(-row[i], factor[k][i], part);
                }
                row[k] = part / factor[k][k];
                left = Math.fma(-row[k], row[k], left);
            }
            if (left > DEPENDENT * corner[j][j]) {
                row[count] = Math.sqrt(left);
                factor[count] = row;
                kept[count++] = j;
            } else {
                told[places[j]] = false;
                if (infinite[places[j]] == 0) {
                    notes.add(Note.of(
                            Note.Code.COLUMN_WITHIN_LEVELS,
                            "column",
                            data.matrix().design().names().get(places[j])));
                }
            }
        }
        return told;
    }

    private Solution solution(ManyNewton.End end, int[] active, @Nullable ManyErrors errors) {
        Solution.Sureness none = new Solution.Sureness(new double[0][], null, null, null);
        return new Solution(
                fit,
                rows,
                data,
                objective,
                end.place().coefficients(),
                active,
                none,
                new Solution.Many(separated.infinite(), errors),
                List.of(),
                end.convergence(),
                notes);
    }
}
