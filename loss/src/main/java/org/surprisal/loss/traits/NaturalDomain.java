package org.surprisal.loss.traits;

import java.util.List;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.LossBuilder;
import org.surprisal.loss.Output;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.Results;

/**
 * The domains that a formula seems to be meant for: the widest of the usual ones in which it has a value. What comes
 * with the rows has one too, the same for all of it.
 */
final class NaturalDomain {
    private static final List<Domain> PREDICTIONS =
            List.of(Domain.REAL, Domain.NON_NEGATIVE, Domain.POSITIVE, Domain.UNIT_INTERVAL, Domain.OPEN_UNIT_INTERVAL);
    private static final List<Domain> TARGETS =
            List.of(Domain.REAL, Domain.NON_NEGATIVE, Domain.POSITIVE, Domain.UNIT_INTERVAL);

    /** Where a formula that is meant for a domain has a value. */
    private static final double[] PROBES = {-3, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 3};

    private NaturalDomain() {}

    /** The same loss with domains of its own, if it is a formula that had none but the whole line. */
    static Loss of(Loss loss) {
        if (!loss.target().domain().equals(Domain.REAL)
                || !loss.prediction().domain().equals(Domain.REAL)
                || loss.perClass()
                || (!loss.parameters().isEmpty() && !loss.name().equals(loss.formula()))) {
            return loss;
        }
        double[][][] values = values(loss);
        List<Domain> columns = loss.columns().isEmpty() ? List.of(Domain.REAL) : PREDICTIONS;
        for (Domain target : TARGETS) {
            boolean event = target.equals(Domain.UNIT_INTERVAL);
            for (Domain prediction : PREDICTIONS) {
                for (Domain column : columns) {
                    // A probability is forecast of an event.
                    if ((event || prediction.high() != 1) && fits(values, target, prediction, column)) {
                        boolean plain = target.equals(Domain.REAL)
                                && prediction.equals(Domain.REAL)
                                && column.equals(Domain.REAL);
                        return plain ? loss : with(loss, target, prediction, column);
                    }
                }
            }
        }
        return loss;
    }

    /** The same formula with stated domains. */
    static Loss with(Loss loss, Domain target, Domain prediction) {
        return with(loss, target, prediction, Domain.REAL);
    }

    private static Loss with(Loss loss, Domain target, Domain prediction, Domain column) {
        LossBuilder builder = Loss.named(loss.name())
                .target(loss.target().name(), target)
                .prediction(loss.prediction().name(), prediction)
                .value(loss.formula());
        for (Parameter parameter : loss.parameters()) {
            boolean ofRows = loss.columns().contains(parameter.name());
            Domain domain = ofRows && parameter.domain().equals(Domain.REAL) ? column : parameter.domain();
            builder.parameter(parameter.name(), domain.contains(parameter.value()) ? parameter.value() : 0.5, domain);
        }
        return loss.withColumnsOn(builder.build());
    }

    /** The loss at all probes of target, prediction and what comes with the rows. */
    private static double[][][] values(Loss loss) {
        int n = PROBES.length;
        double[][][] values = new double[n][n][n];
        double[] y = new double[n * n * n];
        double[] p = new double[y.length];
        double[] column = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = PROBES[i / n / n];
            p[i] = PROBES[i / n % n];
            column[i] = PROBES[i % n];
        }
        Batch batch = Batch.of(Input.of(y), Input.of(p));
        for (String name : loss.columns()) {
            batch = batch.with(name, Input.of(column));
        }
        double[] out = new double[y.length];
        loss.evaluator().compute(batch, Results.NONE.values(Output.to(out)));
        for (int i = 0; i < y.length; i++) {
            values[i / n / n][i / n % n][i % n] = out[i];
        }
        return values;
    }

    private static boolean fits(double[][][] values, Domain target, Domain prediction, Domain column) {
        for (int i = 0; i < PROBES.length; i++) {
            for (int j = 0; j < PROBES.length; j++) {
                for (int k = 0; k < PROBES.length; k++) {
                    boolean inside =
                            target.contains(PROBES[i]) && prediction.contains(PROBES[j]) && column.contains(PROBES[k]);
                    if (inside && Double.isNaN(values[i][j][k])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
