package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Dataset;

/**
 * Minima at falling penalties, each from the one before. A column is left out at first if the strong rule says that its
 * coefficient stays 0 (R. Tibshirani and others, "Strong rules for discarding predictors in lasso-type problems",
 * Journal of the Royal Statistical Society B 74, 2012).
 */
final class ElasticPath {
    private final Dataset original;
    private final Dataset data;
    private final Objective objective;
    private final PenaltyFactors.Columns columns;
    private final boolean[] constant;
    private final ElasticNet net;
    private final ElasticNet.End none;
    private ElasticNet.End last;
    private PenaltyFactors lastFactors;

    ElasticPath(Fit fit, Dataset original, Dataset data, Objective objective) {
        this.original = original;
        this.data = data;
        this.objective = objective;
        this.net = new ElasticNet(fit, data, objective);
        this.columns = PenaltyFactors.Columns.of(fit, data, net.products());
        this.constant = new boolean[columns.deviations().length];
        int intercept = data.matrix().design().intercept();
        for (int j = 0; j < constant.length; j++) {
            constant[j] = columns.deviations()[j] == 0 && j != intercept;
            if (constant[j]) {
                net.hold(j);
            }
        }
        this.none = net.none();
        this.last = none;
        this.lastFactors = factors(new Penalty(Double.MAX_VALUE / 4, 0, false, false));
    }

    private PenaltyFactors factors(Penalty penalty) {
        return PenaltyFactors.of(penalty, data, columns.deviations());
    }

    /** The minimum of a penalty. */
    ElasticNet.End at(Penalty penalty) {
        PenaltyFactors factors = factors(penalty);
        boolean[] screened = new boolean[constant.length];
        for (int j = 0; j < screened.length; j++) {
            double slope = Math.abs(last.point().gradient()[j]
                    + lastFactors.l2()[j] * last.point().coefficients()[j]);
            screened[j] = slope >= 2 * factors.l1()[j] - lastFactors.l1()[j];
        }
        last = net.from(last.point(), factors, screened);
        lastFactors = factors;
        return last;
    }

    /** The minimum where all coefficients but the intercept are 0. */
    ElasticNet.End none() {
        return none;
    }

    /** The least penalty of absolute coefficients at which all are 0, in units of columns of deviation 1. */
    double most() {
        double most = 0;
        for (int j = 0; j < constant.length; j++) {
            double deviation = columns.deviations()[j];
            if (deviation > 0 && j != data.matrix().design().intercept()) {
                most = Math.max(most, Math.abs(none.point().gradient()[j]) / deviation);
            }
        }
        return most;
    }

    /** The sum of the weights. */
    double weight() {
        return columns.weight();
    }

    Solution solution(Fit fit, ElasticNet.End end, List<Note> before) {
        List<Note> notes = new ArrayList<>(before);
        for (int j = 0; j < constant.length; j++) {
            if (constant[j]) {
                notes.add(Note.of(
                        Note.Code.COEFFICIENT_LEFT_AT_ZERO,
                        "column",
                        data.matrix().design().names().get(j)));
            }
        }
        if (!end.convergence().converged()) {
            notes.add(Note.notConverged(end.convergence()));
        }
        int[] active = IntStream.range(0, constant.length)
                .filter(j -> end.point().coefficients()[j] != 0
                        || j == data.matrix().design().intercept())
                .toArray();
        return new Solution(
                fit,
                original,
                data,
                objective,
                end.point().coefficients(),
                active,
                Solution.Sureness.none(active.length),
                List.of(),
                end.convergence(),
                notes);
    }
}
