package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.DatasetBuilder;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.loss.Catalogue;

/** From what is to be fitted to estimates: reads the data, finds the rank, and chooses the method. */
final class Solver {
    /** Beyond this, or its inverse, a variance has lost digits or all of them. */
    private static final double LEAST_VARIANCE = 1e-290;

    /** A pivot against its diagonal that is less than 0 by more than rounding. */
    private static final double FALLING = -1e-9;

    /** The rows that are looked at first, and how many times as many there must be for that. */
    private static final int SAMPLE = 20_000;

    private static final int LEAST_STEP = 4;

    /** How many rows, and how many sizes of errors, show whether a loss is curved. */
    private static final int PROBED = 64;

    private static final int PROBES = 64;

    private final Fit fit;
    private final Dataset original;
    private final boolean direct;
    private final Dataset data;
    private final @Nullable Dataset sample;
    private final Objective objective;
    private final Pass pass;
    private final List<Note> notes = new ArrayList<>();

    private Solver(Fit fit, Dataset original) {
        this.fit = fit;
        this.original = original;
        boolean squares = Family.GAUSSIAN.equals(fit.family()) && fit.link() == Link.IDENTITY;
        int width = original.matrix().design().names().size();
        boolean elastic = fit.penalty().l1() > 0
                || fit.penalty().jeffreys()
                || fit.penalty().standardised();
        this.direct = squares && !elastic && (double) original.rows() * width * width <= Dataset.MOST_IN_PAIRS;
        int step = original.rows() / Math.max(SAMPLE, 20 * width);
        Dataset some = direct || step < LEAST_STEP ? null : original.every(step);
        this.data = direct ? original : original.centred(some == null ? original : some);
        this.sample = some == null ? null : some.centred(some);
        this.objective = Objective.of(fit.loss(), fit.link(), fit.family() != null);
        this.pass = new Pass(data, fit.l2(), fit.threads(), fit.watcher());
    }

    static Fitted solve(Fit fit, Frame frame) {
        Dataset data = read(fit, frame);
        LeastSquares.requireRows(data, fit.penalty().l1() + fit.l2());
        if (fit.model().beside() != Beside.NOTHING) {
            ManySolver.requireFew(data, "parameters that are estimated beside the coefficients");
        }
        requireSmooth(fit);
        return new Fitted(
                switch (fit.model().beside()) {
                    case NOTHING -> solution(fit, data);
                    case SHAPE -> new ShapeSearch(fit, data).solve();
                    case POWER -> new PowerSearch(fit, data).solve();
                    case SCALE ->
                        fit.loss().name().equals(Catalogue.HUBER.name())
                                ? new ScaleSearch(fit, data).solve()
                                : new StudentSolver(fit, data).solve();
                    case SCALE_AND_DF -> new StudentSolver(fit, data).solve();
                });
    }

    /** The rows that a fit is for. */
    static Dataset read(Fit fit, Frame frame) {
        Set<String> beside = new TreeSet<>();
        Stream.of(fit.roles().weight(), fit.roles().cluster())
                .filter(Objects::nonNull)
                .forEach(beside::add);
        ModelFormula formula = ModelFormula.parse(fit.formula(), frame.names(), beside);
        return DatasetBuilder.build(formula, frame, fit.roles(), fit.settings().missing());
    }

    /** Refuses what only Newton's method and its kin can solve where L-BFGS is asked for. */
    private static void requireSmooth(Fit fit) {
        Penalty penalty = fit.penalty();
        String what = fit.model().beside() != Beside.NOTHING
                ? "parameters that are estimated beside the coefficients"
                : QuantileLoss.of(fit) != null
                        ? fit.loss().toString()
                        : penalty.jeffreys()
                                ? "Firth's method"
                                : penalty.l1() > 0 || penalty.standardised() ? "this penalty" : null;
        if (what != null && fit.settings().method() == Method.LBFGS) {
            throw new Unfittable("L-BFGS is for smooth losses with no penalty or l2, not for " + what
                    + ": leave the method as it is.");
        }
    }

    /** Solves for one family or loss. */
    static Solution solution(Fit fit, Dataset data) {
        boolean many = ManySolver.isFor(data) || fit.settings().method() == Method.LBFGS;
        return many ? many(fit, data) : new Solver(fit, data).solution();
    }

    private static Solution many(Fit fit, Dataset data) {
        Objective objective = Objective.of(fit.loss(), fit.link(), fit.family() != null);
        Start.requireDomain(data, objective);
        if (QuantileLoss.of(fit) != null) {
            ManySolver.requireFew(data, fit.loss().toString());
        }
        Penalty penalty = fit.penalty();
        if (penalty.l1() > 0 || penalty.standardised() || penalty.jeffreys()) {
            ManySolver.requireFew(data, penalty.jeffreys() ? "Firth's method" : "this penalty");
        }
        List<Note> notes = new ArrayList<>();
        IndependentColumns.noteLeftOut(data, notes);
        return ManySolver.solve(fit, data, objective, notes);
    }

    private Solution solution() {
        Start.requireDomain(data, objective);
        IndependentColumns.noteLeftOut(data, notes);
        QuantileLoss quantile = QuantileLoss.of(fit);
        if (quantile != null) {
            return new QuantileSolver(fit, original, data, objective, quantile).solve(notes);
        }
        if (fit.penalty().jeffreys()) {
            return new Firth(fit, original, data, objective).solve(notes);
        }
        if (fit.penalty().l1() > 0 || fit.penalty().standardised()) {
            return penalised();
        }
        return direct ? leastSquares() : newton();
    }

    private Solution penalised() {
        ElasticPath path = new ElasticPath(fit, original, data, objective);
        ElasticNet.End end = path.at(fit.penalty());
        return path.solution(fit, end, notes);
    }

    private Solution leastSquares() {
        LeastSquares.Solution found = LeastSquares.of(data, fit.l2(), fit.watcher());
        IndependentColumns.note(data, found.triangle(), found.scale(), notes);
        withoutErrorsBeyondDoubles(found);
        Convergence convergence = new Convergence(StopReason.SOLVED, 1, 0, 0, List.of());
        return new Solution(
                fit,
                original,
                data,
                objective,
                found.coefficients(),
                found.triangle().kept(),
                Solution.Sureness.of(found),
                List.of(),
                convergence,
                notes);
    }

    /** A variance that leaves the doubles is no variance. */
    private void withoutErrorsBeyondDoubles(LeastSquares.Solution found) {
        int[] kept = found.triangle().kept();
        double[][] unscaled = found.unscaled();
        for (int k = 0; k < kept.length; k++) {
            if (!(unscaled[k][k] > LEAST_VARIANCE && unscaled[k][k] < 1 / LEAST_VARIANCE)) {
                notes.add(Note.of(
                        Note.Code.COLUMN_BEYOND_DOUBLES,
                        "column",
                        data.matrix().design().names().get(kept[k])));
                for (int j = 0; j < kept.length; j++) {
                    unscaled[k][j] = Double.NaN;
                    unscaled[j][k] = Double.NaN;
                }
            }
        }
    }

    private Solution newton() {
        Design design = data.matrix().design();
        int[] active = IndependentColumns.of(fit, original, data, sample, notes);
        Point start = new Start(data, sample, objective, pass, active).find();
        requireCurvature(start, active);
        Separation separation = new Separation(data, objective.observed(), active);
        Newton.End end =
                new Newton(pass, objective, active, fit.settings().iterations(), fit.watcher(), separation).from(start);
        if (end.separated() != null) {
            Separation.Found found = end.separated();
            notes.add(Note.separated(
                    Note.Code.SEPARATED_OUTCOMES, found.complete(), design.names(), found.direction(), 0));
        } else if (!end.convergence().converged()) {
            notes.add(Note.notConverged(end.convergence()));
        }
        Point information = objective.isQuadratic()
                ? end.point()
                : pass.quick(
                        end.point().coefficients(),
                        objective.exponential() ? objective.expected() : objective.observed());
        Cholesky factor = Cholesky.of(Newton.part(information.hessian(), active), 0);
        boolean falls = factor.leastPivot() < FALLING && end.convergence().converged();
        if (falls) {
            notes.add(Note.of(Note.Code.NO_MINIMUM, "column", design.names().get(active[factor.leastAt()])));
        } else if (!factor.isDefinite()) {
            notes.add(Note.of(
                    Note.Code.NO_STRICT_MINIMUM, "column", design.names().get(active[factor.leastAt()])));
        }
        return new Solution(
                fit,
                original,
                data,
                objective,
                end.point().coefficients(),
                active,
                Solution.Sureness.of(factor, active.length),
                List.of(),
                falls ? end.convergence().because(StopReason.NO_MINIMUM) : end.convergence(),
                notes);
    }

    /** Refuses a loss that is nowhere curved, as far as rows of all kinds show: Newton's method has no step there. */
    private void requireCurvature(Point at, int[] active) {
        for (int j : active) {
            if (at.hessian()[j][j] != 0) {
                return;
            }
        }
        int step = Math.max(1, data.rows() / PROBED);
        for (int i = 0; i < data.rows(); i += step) {
            if (isCurved(data.response()[i])) {
                return;
            }
        }
        throw new Unfittable("The loss " + fit.loss() + " has no second derivative, as one made of straight pieces:"
                + " fit absolute or pinball(tau), or a smooth loss such as log_cosh, huber or squared_hinge.");
    }

    /** Whether the loss of a response is curved anywhere near it, or near 0, on any scale. */
    private boolean isCurved(double y) {
        double[] z = new double[PROBES * 4];
        double[] responses = new double[z.length];
        Arrays.fill(responses, y);
        for (int k = 0; k < PROBES; k++) {
            double far = Math.scalb(1.0, k - PROBES / 2);
            z[4 * k] = y + far;
            z[4 * k + 1] = y - far;
            z[4 * k + 2] = far;
            z[4 * k + 3] = -far;
        }
        double[] curvature = new double[z.length];
        objective.linked().evaluator().hessians(responses, z, z.length, curvature);
        return Arrays.stream(curvature).anyMatch(c -> c != 0 && Double.isFinite(c));
    }
}
