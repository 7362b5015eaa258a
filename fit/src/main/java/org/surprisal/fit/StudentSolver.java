package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;

/**
 * Student's t with its scale and, if asked for, its degrees of freedom, by maximum likelihood: Newton's method on the
 * coefficients and the logarithms of both together, from the least absolute residuals (K. L. Lange, R. J. A. Little and
 * J. M. G. Taylor, "Robust statistical modeling using the t distribution", Journal of the American Statistical
 * Association 84, 1989). Standard errors are those of the whole observed information.
 */
final class StudentSolver {
    private static final double NORMAL = 1e5;

    private final Fit fit;
    private final Dataset original;
    private final Dataset data;
    private final boolean freedom;
    private final double df;
    private final String[] names;

    StudentSolver(Fit fit, Dataset original) {
        this.fit = fit;
        this.original = original;
        this.data = original.centred(original);
        this.freedom = fit.model().beside() == Beside.SCALE_AND_DF;
        this.df = fit.loss().numbers("df").get(0);
        this.names = freedom ? new String[] {"scale", "df"} : new String[] {"scale"};
        if (fit.link() != Link.IDENTITY || !fit.penalty().isNone()) {
            throw new Unfittable("Student's t with a scale takes the identity link and no penalty.");
        }
    }

    Solution solve() {
        List<Note> notes = new ArrayList<>();
        IndependentColumns.noteLeftOut(data, notes);
        int[] active = IndependentColumns.of(fit, original, data, notes);
        int p = active.length;
        boolean[] whole = new boolean[1 + names.length];
        whole[0] = true;
        Heads heads = new Heads(data, active, whole, this::loss, fit);
        HeadNewton.End end = new HeadNewton(heads, fit.settings().iterations(), fit.watcher(), at -> null)
                .from(start(active, heads.width()));
        double[] at = end.point().coefficients();
        Cholesky all = Cholesky.of(end.point().hessian(), 0);
        if (!end.convergence().converged() || !all.isDefinite()) {
            notes.add(Note.notConverged(end.convergence()));
        }
        Loss loss = Catalogue.STUDENT_T.with("scale", Exp.of(at[p])).with("df", freedom ? Exp.of(at[p + 1]) : df);
        if (freedom && at[p + 1] > Log.of(NORMAL)) {
            notes.add(Note.of(Note.Code.NORMAL_RESIDUALS));
        }
        Fit found = fit.with(fit.model().with(loss, null));
        double[] coefficients = new double[data.matrix().design().names().size()];
        for (int k = 0; k < p; k++) {
            coefficients[active[k]] = at[k];
        }
        int[] first = new int[p];
        Arrays.setAll(first, k -> k);
        Solution.Sureness alone =
                Solution.Sureness.of(Cholesky.of(Newton.part(end.point().hessian(), first), 0), p);
        double[][] inverse = all.isDefinite() ? all.inverse() : new double[0][];
        Solution.Sureness sureness = all.isDefinite()
                ? new Solution.Sureness(alone.unscaled(), null, alone.information(), Newton.part(inverse, first))
                : Solution.Sureness.none(p);
        List<Coefficient> beside = new ArrayList<>();
        for (int h = 0; h < names.length; h++) {
            double estimate = Exp.of(at[p + h]);
            double se = all.isDefinite() ? estimate * Math.sqrt(inverse[p + h][p + h]) : Double.NaN;
            beside.add(Coefficient.of(names[h], estimate, se, Double.POSITIVE_INFINITY, 0.95));
        }
        Objective objective = Objective.of(loss, Link.IDENTITY, false);
        return new Solution(
                found, original, data, objective, coefficients, active, sureness, beside, end.convergence(), notes);
    }

    /** The least absolute residuals and their scale. */
    private double[] start(int[] active, int width) {
        Solution median = Solver.solution(
                fit.with(fit.model().with(Catalogue.ABSOLUTE, null).beside(Beside.NOTHING)), original);
        double[] mean = RowState.of(median.data(), median.objective(), median.coefficients(), fit.threads())
                .mean();
        double[] off = new double[mean.length];
        Arrays.setAll(off, i -> Math.abs(data.response()[i] - mean[i]));
        Arrays.sort(off);
        double scale = off[off.length / 2];
        if (!(scale > 0)) {
            throw new Unfittable("More than half of the rows are met exactly, so the likelihood has no bound: give"
                    + " student_t a scale.");
        }
        double[] to = new double[width];
        for (int k = 0; k < active.length; k++) {
            to[k] = median.coefficients()[active[k]];
        }
        to[active.length] = Log.of(scale);
        if (freedom) {
            to[active.length + 1] = Log.of(df);
        }
        return to;
    }

    /** The loss of the catalogue, its parameters as exponentials. */
    private HeadLoss loss() {
        Loss predicting = Catalogue.STUDENT_T.with("df", df).predicting("scale");
        Evaluator evaluator = (freedom ? predicting.predicting("df") : predicting).evaluator();
        int heads = 1 + names.length;
        return (from, z, n, value, slope, curvature) -> {
            double[][] x = new double[heads][];
            for (int h = 0; h < heads; h++) {
                x[h] = Arrays.copyOf(z[h], n);
                if (h > 0) {
                    Exp.of(x[h], x[h], n);
                }
            }
            Batch batch = Batch.of(Input.of(Arrays.copyOfRange(data.response(), from, from + n)), Input.of(x[0]));
            double[][] first = new double[heads][n];
            double[][] second = new double[Heads.pair(heads - 1, heads - 1, heads) + 1][n];
            double[] losses = new double[n];
            Results wanted = Results.NONE
                    .values(Output.to(losses))
                    .gradients(Output.to(first[0]))
                    .hessians(Output.to(second[0]));
            String mean = predicting.prediction().name();
            for (int h = 1; h < heads; h++) {
                batch = batch.with(names[h - 1], Input.of(x[h]));
                wanted = wanted.gradients(names[h - 1], Output.to(first[h]));
                for (int g = 0; g <= h; g++) {
                    wanted = wanted.hessians(
                            g == 0 ? mean : names[g - 1], names[h - 1], Output.to(second[Heads.pair(g, h, heads)]));
                }
            }
            evaluator.compute(batch, wanted);
            System.arraycopy(losses, 0, value, 0, n);
            for (int h = 0; h < heads; h++) {
                for (int g = h; g < heads; g++) {
                    double[] to = curvature[Heads.pair(h, g, heads)];
                    double[] of = second[Heads.pair(h, g, heads)];
                    for (int i = 0; i < n; i++) {
                        double inner = (h > 0 ? x[h][i] : 1) * (g > 0 ? x[g][i] : 1);
                        to[i] = of[i] * inner + (h == g && h > 0 ? first[h][i] * x[h][i] : 0);
                    }
                }
                for (int i = 0; i < n; i++) {
                    slope[h][i] = first[h][i] * (h > 0 ? x[h][i] : 1);
                }
            }
        };
    }
}
