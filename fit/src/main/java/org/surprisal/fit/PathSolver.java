package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;

/** Chooses penalties, fits them all, and says by cross-validation how well each predicts. */
final class PathSolver {
    /** The least penalty against the largest: where there are more rows than columns, and where not. */
    private static final double DEEP = 1e-4;

    private static final double SHALLOW = 1e-2;

    /** Ridge has no largest penalty: that of a path which is nearly ridge. */
    private static final double LEAST_ALPHA = 1e-3;

    private final PathFit path;
    private final Fit fit;
    private final Dataset original;
    private final Dataset data;
    private final Objective objective;

    private PathSolver(PathFit path, Dataset original) {
        this.path = path;
        this.fit = path.fit();
        this.original = original;
        this.data = original.centred(original);
        this.objective = Objective.of(fit.loss(), fit.link(), fit.family() != null);
    }

    static Path solve(PathFit path, Frame frame) {
        Dataset data = Solver.read(path.fit(), frame);
        ManySolver.requireFew(data, "a path of penalties");
        return new PathSolver(path, data).solve();
    }

    private Path solve() {
        Start.requireDomain(data, objective);
        ElasticPath whole = new ElasticPath(fit, original, data, objective);
        double[] lambdas = lambdas(whole);
        double best = saturated(data);
        double none = whole.none().point().value() - best;
        List<PathPoint> points = new ArrayList<>();
        List<Solution> solutions = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        IndependentColumns.noteLeftOut(data, notes);
        for (double lambda : lambdas) {
            Penalty penalty = penalty(lambda, whole.weight());
            ElasticNet.End end = whole.at(penalty);
            Solution solution = whole.solution(fit.with(penalty), end, notes);
            solutions.add(solution);
            int intercept = data.matrix().design().intercept();
            int nonzeros = solution.active().length - (intercept < 0 ? 0 : 1);
            points.add(new PathPoint(
                    lambda,
                    solution.uncentred(),
                    nonzeros,
                    1 - (end.point().value() - best) / none,
                    end.convergence()));
        }
        return new Path(points, solutions, path.folds() == 0 ? null : validation(lambdas));
    }

    private Penalty penalty(double lambda, double weight) {
        return new Penalty(lambda * path.alpha() * weight, lambda * (1 - path.alpha()) * weight, true, false);
    }

    private double[] lambdas(ElasticPath whole) {
        double most = whole.most() / whole.weight() / Math.max(path.alpha(), LEAST_ALPHA);
        if (!(most > 0 && most <= Double.MAX_VALUE)) {
            throw new Unfittable("No column changes what is predicted: all penalties give the same, the intercept.");
        }
        double ratio = data.rows() > data.matrix().design().names().size() ? DEEP : SHALLOW;
        double[] to = new double[path.count()];
        for (int k = 0; k < to.length; k++) {
            to[k] = k == 0 ? most : most * Exp.of(Log.of(ratio) * k / (to.length - 1));
        }
        return to;
    }

    /** The losses of a perfect fit; 0 where there is no family. */
    private double saturated(Dataset of) {
        if (fit.family() == null) {
            return 0;
        }
        double[] each = new double[of.rows()];
        fit.family().objective().evaluator().values(of.response(), of.response(), each.length, each);
        return weighted(of, each);
    }

    private static double weighted(Dataset of, double[] each) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < each.length; i++) {
            sum.addProduct(of.weight(i), each[i]);
        }
        return sum.value();
    }

    private Validation validation(double[] lambdas) {
        int folds = path.folds();
        int[] fold = folds(folds);
        double[][] errors = new double[folds][];
        double[] weights = new double[folds];
        for (int f = 0; f < folds; f++) {
            int own = f;
            int[] out =
                    IntStream.range(0, fold.length).filter(i -> fold[i] == own).toArray();
            int[] in =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != own).toArray();
            Dataset test = data.subset(out);
            double[] ones = new double[out.length];
            Arrays.fill(ones, 1);
            weights[f] = weighted(test, ones);
            errors[f] = errors(data.subset(in), test, lambdas, weights[f]);
        }
        return Validation.of(errors, weights);
    }

    /** The mean loss of the rows left out, at each penalty: the deviance of a family. */
    private double[] errors(Dataset train, Dataset test, double[] lambdas, double weight) {
        ElasticPath part = new ElasticPath(fit, train, train, objective);
        boolean squares = Family.GAUSSIAN.equals(fit.family()) && fit.link() == Link.IDENTITY;
        @Nullable ElasticNet known = squares ? new ElasticNet(fit, test, objective) : null;
        double best = saturated(test);
        double[] to = new double[lambdas.length];
        for (int k = 0; k < to.length; k++) {
            double[] b = part.at(penalty(lambdas[k], part.weight())).point().coefficients();
            double losses = known != null
                    ? known.at(b).value()
                    : weighted(
                            test, RowState.of(test, objective, b, fit.threads()).value());
            to[k] = (fit.family() == null ? losses : 2 * (losses - best)) / weight;
        }
        return to;
    }

    /** Which part a row belongs to: a fixed shuffle deals out rows, or clusters, as evenly as can be. */
    private int[] folds(int folds) {
        int[] cluster = data.cluster();
        int units = cluster == null ? data.rows() : data.clusters();
        if (units < folds) {
            throw new Unfittable("There are " + units + (cluster == null ? " rows" : " clusters") + " for " + folds
                    + " folds: ask for fewer.");
        }
        int[] order = IntStream.range(0, units).toArray();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = units - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int[] ofUnit = new int[units];
        for (int i = 0; i < units; i++) {
            ofUnit[order[i]] = i % folds;
        }
        int[] to = new int[data.rows()];
        Arrays.setAll(to, i -> ofUnit[cluster == null ? i : cluster[i]]);
        return to;
    }
}
