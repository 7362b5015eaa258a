package org.surprisal.xgboost;

import java.util.Arrays;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.math.ExactSum;

/** The margin that costs least if all rows have it: where the exact sum of the gradients changes its sign. */
final class BestConstant {
    /** A margin beyond is no number of a float that could be added to. */
    private static final double FARTHEST = 0x1p100;

    private final Loss loss;
    private final Evaluator evaluator;
    private final Batch batch;
    private final double[] margins;
    private final double[] gradients;

    private BestConstant(Loss loss, Rows rows) {
        this.loss = loss;
        this.evaluator = loss.evaluator();
        this.margins = new double[rows.rows()];
        this.gradients = new double[rows.rows()];
        this.batch = rows.batch(loss, Input.of(margins));
    }

    static double of(Loss onMargin, Rows rows) {
        return new BestConstant(onMargin, rows).find();
    }

    private double find() {
        double atZero = slope(0);
        if (atZero == 0) {
            return 0;
        }
        double near = 0;
        double far = atZero < 0 ? 1 : -1;
        // A slope of 0 may have underflowed: only one of the other sign has a least cost before it.
        while (slope(far) * Math.signum(atZero) >= 0) {
            near = far;
            far *= 2;
            if (Math.abs(far) > FARTHEST) {
                throw none();
            }
        }
        return between(near, far, Math.signum(atZero));
    }

    /** Halves the interval until it is as narrow as floats are. */
    private double between(double near, double far, double sign) {
        double a = near;
        double b = far;
        while (Math.abs(b - a) > 0x1p-30 * Math.max(Math.abs(a), Math.abs(b)) && Math.abs(b - a) > 0x1p-60) {
            double middle = a + (b - a) / 2;
            if (slope(middle) * sign > 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return a + (b - a) / 2;
    }

    private double slope(double margin) {
        Arrays.fill(margins, margin);
        evaluator.compute(batch, Results.NONE.gradients(Output.to(gradients)));
        ExactSum sum = new ExactSum();
        sum.add(gradients, gradients.length);
        double slope = sum.value();
        if (Double.isNaN(slope)) {
            throw none();
        }
        return slope;
    }

    private IllegalArgumentException none() {
        return new IllegalArgumentException(
                "no constant is the best one of " + loss + " for these labels: set base_score yourself");
    }
}
