package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.DatasetBuilder;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;

/** Fits a response of several classes by Newton's method on all parameters at once. */
final class ClassSolver {
    private static final int MOST_PARAMETERS = 4_000;

    /** The rows that are looked at first, how many times as many there must be for that, and how long. */
    private static final int SAMPLE = 20_000;

    private static final int LEAST_STEP = 4;
    private static final int STEPS = 4;

    private final ClassFit fit;
    private final Dataset original;
    private final Dataset data;
    private final int[] labels;
    private final List<String> classes;
    private final ClassRows rows;
    private final List<Note> notes = new ArrayList<>();

    ClassSolver(ClassFit fit, Frame frame) {
        this.fit = fit;
        Set<String> beside = new TreeSet<>();
        Stream.of(fit.roles().weight(), fit.roles().cluster())
                .filter(Objects::nonNull)
                .forEach(beside::add);
        ModelFormula formula = ModelFormula.parse(fit.formula(), frame.names(), beside);
        ClassResponse response = ClassResponse.of(formula, frame, fit);
        Frame coded = frame.with(response.column(), Column.of(response.codes()));
        this.original =
                DatasetBuilder.build(formula, coded, fit.roles(), fit.settings().missing());
        this.labels = new int[original.rows()];
        this.classes = response.occurring(original.response(), labels);
        require(formula, response.column());
        this.data = original.centred(original);
        this.rows = fit.model().isOrdered()
                ? new OrderedRows(classes.size(), fit.model() == ClassModel.ORDERED_PROBIT)
                : new SoftmaxRows(classes.size(), reference());
    }

    private void require(ModelFormula formula, String column) {
        if (classes.size() < 2) {
            throw new Unfittable("The response " + column + " has one class only, '" + classes.get(0)
                    + "': there is nothing to tell apart.");
        }
        LeastSquares.requireRows(original, fit.penalty().l2());
        if (fit.model().isOrdered() && !formula.hasIntercept()) {
            throw new Unfittable("The cut points take the place of the intercept: leave '- 1' out of the formula.");
        }
        if (!fit.model().isOrdered() && !formula.offsets().isEmpty()) {
            throw new Unfittable("An offset is the same for all classes, so it changes nothing: leave it out.");
        }
        if (fit.model() == ClassModel.ALL_CLASSES && fit.penalty().isNone()) {
            throw new Unfittable("Coefficients of all classes are not unique: add a ridge penalty, or compare with a"
                    + " class of reference.");
        }
        long width = (long) original.matrix().design().names().size() * classes.size();
        if (width > MOST_PARAMETERS) {
            throw new Unfittable("There are " + width + " coefficients of all classes, more than " + MOST_PARAMETERS
                    + ": leave terms out, or put rare classes together.");
        }
    }

    private int reference() {
        if (fit.model() == ClassModel.ALL_CLASSES) {
            return -1;
        }
        int at = fit.reference() == null ? 0 : classes.indexOf(fit.reference());
        if (at < 0) {
            throw new Unfittable("The class of reference, '" + fit.reference() + "', is none of "
                    + String.join(", ", classes) + ".");
        }
        return at;
    }

    FittedClasses solve() {
        IndependentColumns.noteLeftOut(data, notes);
        int[] independent = IndependentColumns.of(fit.plain(), original, data, notes);
        int[] active = fit.model().isOrdered()
                ? Arrays.stream(independent).filter(j -> j > 0).toArray()
                : independent;
        Heads heads = new Heads(data, active, rows.whole(), () -> rows.loss(labels), fit.plain());
        ClassLayout layout = new ClassLayout(rows, classes, data.matrix(), active);
        double[] shares = shares();
        HeadNewton.End end = new HeadNewton(
                        heads,
                        fit.settings().iterations(),
                        fit.settings().watcher(),
                        at -> new Recession(to -> lines(at, layout, to), heads.width()).from(at.coefficients()))
                .from(start(heads, active, shares));
        verdict(end, layout);
        double[][] covariance = covariance(end);
        double[] at = end.point().coefficients();
        Fit unpenalised = fit.plain().l2(0);
        return new FittedClasses(
                fit,
                original,
                layout,
                layout.uncentred(at),
                covariance == null ? null : new ClassCovariances(data, rows, labels, layout, at, covariance),
                fit.penalty().isNone()
                        ? -end.point().value()
                        : -new Heads(data, active, rows.whole(), () -> rows.loss(labels), unpenalised).value(at),
                nullLogLikelihood(shares),
                end.convergence(),
                notes);
    }

    /** The shares of the classes; of many rows, where a few of them lead from there if that is better. */
    private Point start(Heads heads, int[] active, double[] shares) {
        double[] plain = start(heads, rows.start(shares));
        int step = data.rows() / Math.max(SAMPLE, 20 * heads.width());
        if (step < LEAST_STEP) {
            return heads.at(plain);
        }
        int[] taken = data.rowsOfEvery(step);
        int[] some = Arrays.stream(taken).map(row -> labels[row]).toArray();
        Heads few = new Heads(data.every(step), active, rows.whole(), () -> rows.loss(some), fit.plain());
        Point of =
                new HeadNewton(few, STEPS, Watcher.NONE, at -> null).from(plain).point();
        Point led = heads.at(of.coefficients(), heads.scaled(of.hessian(), few));
        return led.value() < heads.value(plain) ? led : heads.at(plain);
    }

    private double @Nullable [][] covariance(HeadNewton.End end) {
        Cholesky factor = Cholesky.of(end.point().hessian(), 0);
        if (!fit.penalty().isNone()) {
            notes.add(Note.of(Note.Code.PENALIZED));
        } else if (!factor.isDefinite() && end.infinite() == null) {
            notes.add(Note.of(Note.Code.NO_STRICT_MINIMUM));
        }
        return factor.isDefinite() && end.infinite() == null && fit.penalty().isNone() ? factor.inverse() : null;
    }

    private void verdict(HeadNewton.End end, ClassLayout layout) {
        Recession.Direction infinite = end.infinite();
        if (infinite != null) {
            double[] direct = layout.uncentred(infinite.of());
            double most = Arrays.stream(direct).map(Math::abs).max().orElse(0);
            notes.add(Note.separated(
                    Note.Code.SEPARATED_CLASSES, infinite.complete(), layout.names(), direct, 1e-9 * most));
        } else if (!end.convergence().converged()) {
            notes.add(Note.notConverged(end.convergence()));
        }
    }

    private double[] shares() {
        ExactSum[] sums = new ExactSum[classes.size()];
        Arrays.setAll(sums, k -> new ExactSum());
        ExactSum all = new ExactSum();
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]].add(data.weight(i));
            all.add(data.weight(i));
        }
        return Arrays.stream(sums).mapToDouble(sum -> sum.value() / all.value()).toArray();
    }

    private double nullLogLikelihood(double[] shares) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < labels.length; i++) {
            sum.addProduct(data.weight(i), Log.of(shares[labels[i]]));
        }
        return sum.value();
    }

    /** The shares of all classes; cut points stand where the offsets are. */
    private double[] start(Heads heads, double[] constants) {
        ExactSum offsets = new ExactSum();
        for (int i = 0; i < data.rows(); i++) {
            offsets.add(data.offset(i));
        }
        double shift = offsets.value() / data.rows();
        double[] to = new double[heads.width()];
        boolean intercept = data.matrix().design().intercept() >= 0;
        for (int h = 0; h < constants.length; h++) {
            if (intercept && !(fit.model().isOrdered() && h == 0)) {
                to[heads.first(h)] = constants[h] + shift;
            }
        }
        return to;
    }

    /** The lines that the rows' losses depend on, each with its movement by parameter. */
    private void lines(Point at, ClassLayout layout, Recession.Visitor to) {
        boolean[] whole = rows.whole();
        double[] z = new double[whole.length];
        int[] active = layout.active();
        Separation.forEach(data, active, (row, x) -> {
            int place = 0;
            for (int h = 0; h < whole.length; h++) {
                z[h] = h == 0 ? data.offset(row) : 0;
                for (int k = 0; k < (whole[h] ? active.length : 1); k++) {
                    z[h] = Math.fma(at.coefficients()[place++], whole[h] ? x[k] : 1, z[h]);
                }
            }
            rows.lines(labels[row], z, (move, slope, curvature) -> to.visit(layout.spread(move, x), slope, curvature));
        });
    }
}
