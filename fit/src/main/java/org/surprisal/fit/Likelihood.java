package org.surprisal.fit;

import java.util.Map;
import java.util.Objects;
import org.surprisal.fit.design.Dataset;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Reduction;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;
import org.surprisal.math.Digamma;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Trigamma;

/** The log-likelihood of a family with all constants, at given means. */
final class Likelihood {
    private static final int GOLDEN = 60;
    private static final double RATIO = 0.6180339887498949;

    private final Dataset data;
    private final Family family;
    private final double[] mean;

    Likelihood(Dataset data, Family family, double[] mean) {
        this.data = data;
        this.family = family;
        this.mean = mean;
    }

    /** The log-likelihood: a row of weight w has the dispersion phi / w, an event w trials. */
    double at(double phi) {
        Input y = Input.of(data.response());
        if (!family.hasDispersion()) {
            return isTrials() ? trials() : -sum(family.loss(), Batch.of(y, Input.of(mean)), true);
        }
        String scale = Objects.requireNonNull(family.scale());
        double[] parameter = new double[data.rows()];
        for (int i = 0; i < parameter.length; i++) {
            parameter[i] = family.rule().parameter(phi / data.weight(i));
        }
        Batch batch = Batch.of(y, Input.of(mean)).with(scale, Input.of(parameter));
        return -sum(family.loss().given(scale), batch, false);
    }

    private double sum(Loss loss, Batch batch, boolean weighted) {
        Total total = new Total();
        double[] weight = data.weight();
        Batch all = weighted && weight != null ? batch.weighted(Input.of(weight)) : batch;
        loss.compute(all, Results.NONE.total(total), 1);
        return Reduction.SUM.of(total);
    }

    private boolean isTrials() {
        if (data.weight() == null || !family.name().equals(Family.BINOMIAL.name())) {
            return false;
        }
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) != Math.rint(data.weight(i))) {
                return false;
            }
        }
        return true;
    }

    private double trials() {
        int n = data.rows();
        double[] successes = new double[n];
        double[] trials = new double[n];
        for (int i = 0; i < n; i++) {
            trials[i] = data.weight(i);
            successes[i] = Math.rint(data.response()[i] * trials[i]);
        }
        Batch batch =
                new Batch(Input.of(successes), false, Input.of(mean), Map.of("trials", Input.of(trials)), null, null);
        return -sum(Catalogue.BINOMIAL.given("trials"), batch, false);
    }

    /**
     * The dispersion of the greatest likelihood.
     *
     * @param deviance the weighted sum of deviances
     */
    double dispersion(double deviance) {
        double rough = deviance / data.rows();
        boolean gamma = family.name().equals(Family.GAMMA.name());
        if (!family.hasDispersion() || deviance == 0) {
            return family.hasDispersion() ? 0 : 1;
        }
        if (family.rule() == Family.Rule.ROOT || family.name().equals(Family.INVERSE_GAUSSIAN.name())) {
            return rough;
        }
        return gamma && data.weight() == null ? 1 / gammaShape(rough) : search(rough);
    }

    /** Solves ln k - ψ(k) = d/2, whose left side falls, by Newton's method in ln k. */
    private static double gammaShape(double d) {
        double k = 1 / d;
        for (int i = 0; i < 50; i++) {
            double gap = Log.of(k) - Digamma.of(k) - 0.5 * d;
            double slope = 1 - k * Trigamma.of(k);
            double step = gap / slope;
            k *= Exp.of(-step);
            if (Math.abs(step) < 1e-15) {
                break;
            }
        }
        return k;
    }

    /** The greatest likelihood by golden section in ln phi: at its top the likelihood is flat. */
    private double search(double rough) {
        double low = Log.of(rough) - 4;
        double high = Log.of(rough) + 4;
        double a = high - RATIO * (high - low);
        double b = low + RATIO * (high - low);
        double atA = at(Exp.of(a));
        double atB = at(Exp.of(b));
        for (int i = 0; i < GOLDEN; i++) {
            if (atA >= atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - RATIO * (high - low);
                atA = at(Exp.of(a));
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + RATIO * (high - low);
                atB = at(Exp.of(b));
            }
        }
        return Exp.of(0.5 * (low + high));
    }
}
