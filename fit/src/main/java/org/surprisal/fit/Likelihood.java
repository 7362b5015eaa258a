package org.surprisal.fit;

import java.util.Arrays;
import java.util.Objects;
import org.surprisal.fit.design.Dataset;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.math.Digamma;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Trigamma;

/** The log-likelihood of a family with all constants, at given means. */
final class Likelihood {
    private static final int GOLDEN = 60;
    private static final double RATIO = 0.6180339887498949;

    private final EachRow rows;
    private final Dataset data;
    private final Family family;

    Likelihood(EachRow rows, Family family) {
        this.rows = rows;
        this.data = rows.data();
        this.family = family;
    }

    /** The log-likelihood: a row of weight w has the dispersion phi / w, an event w trials. */
    double at(double phi) {
        if (!family.hasDispersion()) {
            return isTrials() ? -rows.plain(this::trials) : -rows.weighted(this::losses);
        }
        return -rows.plain(() -> dispersed(phi));
    }

    private EachRow.Term losses() {
        Evaluator evaluator = family.loss().evaluator();
        return (panel, to) -> evaluator.values(panel.response, panel.mean, panel.rows(), to);
    }

    private EachRow.Term dispersed(double phi) {
        String scale = Objects.requireNonNull(family.scale());
        Evaluator evaluator = family.loss().given(scale).evaluator();
        return (panel, to) -> {
            int n = panel.rows();
            double[] parameter = new double[n];
            for (int i = 0; i < n; i++) {
                parameter[i] = family.rule().parameter(phi / data.weight(panel.from() + i));
            }
            Batch batch = Batch.of(Input.of(first(panel.response, n)), Input.of(first(panel.mean, n)))
                    .with(scale, Input.of(parameter));
            compute(evaluator, batch, to);
        };
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

    private EachRow.Term trials() {
        Evaluator evaluator = Catalogue.BINOMIAL.given("trials").evaluator();
        return (panel, to) -> {
            int n = panel.rows();
            double[] successes = new double[n];
            double[] trials = new double[n];
            for (int i = 0; i < n; i++) {
                trials[i] = data.weight(panel.from() + i);
                successes[i] = Math.rint(panel.response[i] * trials[i]);
            }
            Batch batch = Batch.of(Input.of(successes), Input.of(first(panel.mean, n)))
                    .with("trials", Input.of(trials));
            compute(evaluator, batch, to);
        };
    }

    private static double[] first(double[] of, int n) {
        return n == of.length ? of : Arrays.copyOf(of, n);
    }

    private static void compute(Evaluator evaluator, Batch batch, double[] to) {
        double[] values = batch.rows() == to.length ? to : new double[batch.rows()];
        evaluator.compute(batch, Results.NONE.values(Output.to(values)));
        System.arraycopy(values, 0, to, 0, values.length);
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
        return gamma && data.weight() == null
                ? 1 / gammaShape(rough)
                : new Likelihood(rows.often(), family).search(rough);
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
