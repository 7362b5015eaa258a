package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.surprisal.loss.expr.FormulaException;

/** The examples of the documentation, and what they say. */
class LossExamplesTest {
    @Test
    void aLambdaIsAFormula() {
        double[] y = {3, 0};
        double[] p = {1, 2};
        // @start region="lambda"
        Loss loss = Loss.of((target, prediction) ->
                target.minus(prediction).squared().over(target.abs().plus(1)));
        double mean = loss.mean(y, p); // (1 + 4) / 2
        double[] slope = loss.gradient(y, p); // derived
        // @end
        assertThat(mean).isEqualTo(2.5);
        assertThat(slope).containsExactly(-1, 4);
        assertThat(loss.name()).isEqualTo("(y - p)^2 / (abs(y) + 1)");
    }

    @Test
    void aReductionHasAName() {
        double[] y = {1, 1};
        double[] p = {0.5, 0.25};
        double[] weight = {1, 3};
        // @start region="reduction"
        Total total = Catalogue.LOG_LOSS.total(y, p, weight);
        double sum = Reduction.SUM.of(total); // ln 2 + 3 ln 4
        double perRow = Reduction.MEAN_PER_ROW.of(total); // over 2 rows
        double perWeight = Reduction.MEAN_PER_WEIGHT.of(total); // over a weight of 4
        // @end
        assertThat(sum).isCloseTo(Math.log(2) + 3 * Math.log(4), within(1e-15));
        assertThat(perRow).isEqualTo(sum / 2);
        assertThat(perWeight).isEqualTo(sum / 4);
    }

    @Test
    void lambdasSayWhatTextSays() {
        assertThat(Loss.of((y, z) -> y.weighting(z.negative().softplus())
                                .plus(Formula.of(1).minus(y).weighting(z.softplus())))
                        .value()
                        .sameAs(Loss.of("wmul(y, softplus(-p)) + wmul(1 - y, softplus(p))")
                                .value()))
                .isTrue();
        Loss classes = Loss.of((y, z) -> y.weighting(z.negativeLogSoftmax()).sumOverClasses());
        assertThat(classes.perClass()).isTrue();
        assertThat(classes.formula()).isEqualTo("sum(wmul(y, nlsoftmax(p)))");
        Loss all = Loss.of((y, p) -> Formula.where(
                        y.isLess(p),
                        p.minus(y).times(p).minus(1).exp().plus(p.power(y)),
                        p.times(3).over(y).log().plus(p.sigmoid().log1p()))
                .plus(p.isAtMost(2).times(p.atLeast(0.5)).over(4)));
        assertThat(all.formula())
                .isEqualTo("where(y < p, exp((p - y) * p - 1) + p^y, log(p * 3 / y) + log1p(sigmoid(p)))"
                        + " + (p <= 2) * max(p, 0.5) / 4");
    }

    /** A part that is used again and again is one part. */
    @Test
    void sharingCostsNothing() {
        assertThatThrownBy(() -> Loss.of((y, p) -> {
                    Formula x = p;
                    for (int i = 0; i < 60; i++) {
                        x = x.times(x);
                    }
                    return x;
                }))
                .isInstanceOf(FormulaException.class);
    }

    @Test
    void whatIsNoFormulaIsToldSo() {
        assertThatThrownBy(() -> Formula.call("sotfplus", Formula.of(1)))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("'sotfplus' of 1 arguments");
        assertThatThrownBy(() -> Formula.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Loss.of((y, p) -> y)).isInstanceOf(FormulaException.class);
    }
}
