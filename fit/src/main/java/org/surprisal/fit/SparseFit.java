package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.surprisal.fit.design.SparseRows;
import org.surprisal.fit.design.Unfittable;

/**
 * What to fit to sparse rows: a family and a ridge penalty. Steps come from conjugate gradients, or from L-BFGS, so
 * that there may be any number of columns. Immutable and safe for any thread.
 * {@snippet file="org/surprisal/fit/SparseExamplesTest.java" region="sparse"}
 *
 * @param family the family of the response, with its link
 * @param l2 half of it times the squared coefficients, without the intercept, is added to the losses
 * @param intercept whether there is one
 * @param settings threads, the most steps, and who watches; rows without a value cannot occur
 */
public record SparseFit(Family family, double l2, boolean intercept, Settings settings) {
    /**
     * Takes the parts.
     *
     * @throws IllegalArgumentException if the penalty is negative or not finite
     */
    public SparseFit {
        if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("A penalty is a number from 0, not " + l2 + ".");
        }
    }

    /**
     * A generalised linear model of sparse rows, with an intercept and without a penalty.
     *
     * @param family the family of the response
     * @return what to fit
     */
    public static SparseFit of(Family family) {
        return new SparseFit(family, 0, true, Settings.USUAL);
    }

    /**
     * The same with a ridge penalty.
     *
     * @param factor half of it times the squared coefficients is added to the losses
     * @return what to fit
     */
    public SparseFit l2(double factor) {
        return new SparseFit(family, factor, intercept, settings);
    }

    /**
     * The same without an intercept.
     *
     * @return what to fit
     */
    public SparseFit withoutIntercept() {
        return new SparseFit(family, l2, false, settings);
    }

    /**
     * The same with several threads; the bits are those of one.
     *
     * @param most how many at most
     * @return what to fit
     */
    public SparseFit threads(int most) {
        return new SparseFit(family, l2, intercept, settings.threads(most));
    }

    /**
     * The same with another limit of steps.
     *
     * @param most how many at most
     * @return what to fit
     */
    public SparseFit iterations(int most) {
        return new SparseFit(family, l2, intercept, settings.iterations(most));
    }

    /**
     * The same with steps found in another way.
     *
     * @param how the method
     * @return what to fit
     */
    public SparseFit method(Method how) {
        return new SparseFit(family, l2, intercept, settings.method(how));
    }

    /**
     * The same with somebody who watches.
     *
     * @param by who follows the fit, and may stop it
     * @return what to fit
     */
    public SparseFit watched(Watcher by) {
        return new SparseFit(family, l2, intercept, settings.watched(by));
    }

    /**
     * Fits.
     *
     * @param rows what explains
     * @param response what is explained, a number per row
     * @return the estimates; ask its convergence whether they are final
     * @throws Unfittable if the data cannot be fitted; the message says why
     * @throws CancellationException if the watcher or an interruption stopped the fit
     */
    public SparseFitted to(SparseRows rows, double... response) {
        if (response.length != rows.rows() || response.length == 0) {
            throw new Unfittable("There are " + rows.rows() + " rows, but " + response.length
                    + " responses: give one for each row, and at least one.");
        }
        Objective objective = Objective.of(family.objective(), family.link(), true);
        int outside = objective.loss().target().domain().firstOutside(response, response.length);
        if (outside >= 0) {
            throw new Unfittable("The response is " + response[outside] + " in row " + (outside + 1) + ", but "
                    + objective.loss() + " needs numbers in "
                    + objective.loss().target().domain() + ": leave such rows out, or choose another family.");
        }
        ProductPass pass = new ProductPass(
                new SparseLinear(rows, intercept),
                new RowBlock.Rows(response, null, null),
                objective,
                l2,
                intercept ? rows.width() : -1,
                settings.threads(),
                settings.watcher());
        Place start = pass.at(new double[rows.width() + (intercept ? 1 : 0)]);
        if (!start.isFinite()) {
            throw new Unfittable("The loss " + objective.loss() + " is not finite at coefficients of 0, first in row "
                    + (Math.max(0, start.firstBad()) + 1) + ", where the response is "
                    + response[Math.max(0, start.firstBad())] + ": choose another link, or leave such rows out.");
        }
        ManyNewton.End end = ManyNewton.solve(pass, settings, start);
        return new SparseFitted(
                this, end.place().coefficients(), end.place().value(), end.convergence(), notes(end, start));
    }

    private List<Note> notes(ManyNewton.End end, Place start) {
        List<Note> notes = new ArrayList<>();
        int empty = 0;
        for (double d : start.second().diagonal()) {
            empty += d == l2 ? 1 : 0;
        }
        if (empty > 0) {
            notes.add(Note.counted(Note.Code.EMPTY_COLUMNS, empty));
        }
        if (!end.convergence().converged()) {
            notes.add(Note.notConverged(end.convergence()));
            if (l2 == 0) {
                notes.add(Note.of(Note.Code.MAY_BE_SEPARATED));
            }
        }
        return notes;
    }
}
