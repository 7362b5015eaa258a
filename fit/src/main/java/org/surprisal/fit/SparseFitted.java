package org.surprisal.fit;

import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.SparseRows;

/** A model that was fitted to sparse rows. Immutable and safe for any thread. There are no standard errors. */
public final class SparseFitted {
    private final SparseFit fit;
    private final double[] all;
    private final double objective;
    private final Convergence convergence;
    private final List<Note> notes;

    SparseFitted(SparseFit fit, double[] all, double objective, Convergence convergence, List<Note> notes) {
        this.fit = fit;
        this.all = all;
        this.objective = objective;
        this.convergence = convergence;
        this.notes = List.copyOf(notes);
    }

    /**
     * The coefficients of the columns.
     *
     * @return one per column
     */
    public double[] coefficients() {
        return fit.intercept() ? Arrays.copyOf(all, all.length - 1) : all.clone();
    }

    /**
     * The intercept.
     *
     * @return 0 if there is none
     */
    public double intercept() {
        return fit.intercept() ? all[all.length - 1] : 0;
    }

    /**
     * The sum of the losses and the penalty: what was made small.
     *
     * @return the objective, an exact sum but for the penalty's rounding
     */
    public double objective() {
        return objective;
    }

    /**
     * How it ended.
     *
     * @return the record of the steps
     */
    public Convergence convergence() {
        return convergence;
    }

    /**
     * What is wrong with the problem.
     *
     * @return codes with evidence, in the order in which they were found
     */
    public List<Note> notes() {
        return notes;
    }

    /**
     * Predicts new rows.
     *
     * @param rows as many columns as the model has
     * @return a mean per row
     * @throws IllegalArgumentException if there are more or fewer columns
     */
    public double[] predict(SparseRows rows) {
        SparseLinear linear = new SparseLinear(rows, fit.intercept());
        if (linear.width() != all.length) {
            throw new IllegalArgumentException("The model has " + (all.length - (fit.intercept() ? 1 : 0))
                    + " columns, but the rows have " + rows.width() + ".");
        }
        double[] to = new double[rows.rows()];
        LinearRows.Reader reader = linear.reader();
        reader.load(0, to.length);
        reader.times(all, to);
        for (int i = 0; i < to.length; i++) {
            to[i] = fit.family().link().mean(to[i]);
        }
        return to;
    }
}
