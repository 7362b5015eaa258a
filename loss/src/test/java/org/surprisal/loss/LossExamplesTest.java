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
    void severalPredictionsHaveADerivativeEach() {
        // @start region="several"
        Loss loss = Catalogue.GAUSSIAN.predicting("sigma"); // or Catalogue.parse("gaussian(sigma=predicted)")
        Local at = loss.at(1, 3, 2); // y = 1, p = 3, sigma = 2
        double[] slopes = at.gradient(); // in p and in sigma: 0.5, 0
        double both = at.hessian()[0][1]; // in p and sigma: -0.5

        double[] y = {1, 2};
        double[] mean = {3, 2};
        double[] deviation = {2, 1};
        double[] slope = new double[2];
        Batch rows = Batch.of(Input.of(y), Input.of(mean)).with("sigma", Input.of(deviation));
        loss.compute(rows, Results.NONE.gradients("sigma", Output.to(slope)), 1); // 0 and 1
        // @end
        assertThat(slopes).containsExactly(0.5, 0);
        assertThat(both).isEqualTo(-0.5);
        assertThat(slope).containsExactly(0, 1);
        assertThat(Catalogue.parse("gaussian(sigma=predicted)")).hasToString(loss.toString());
    }

    @Test
    void aFormulaHasParameters() {
        // @start region="parameters"
        Loss loss = Loss.of("abs(y_true - y_pred)^a; a=1.5");
        double[] slopes = loss.gradient(new double[] {0, 0}, new double[] {4, -4}); // 3 and -3
        Loss squared = loss.with("a", 2);
        double cost = squared.value(1, 4); // 9
        // @end
        assertThat(slopes).containsExactly(3, -3);
        assertThat(cost).isEqualTo(9);
    }

    /** As one would with Keras: a loss object, called on targets and predictions, with a reduction by name. */
    @Test
    void asWithKeras() {
        double[] y = {0, 1, 1};
        double[] z = {-1, 2, 0.5};
        double[] weight = {1, 1, 2};
        // @start region="keras"
        Loss loss = Loss.of((target, score) -> score.softplus().minus(target.times(score)));
        Total total = loss.total(y, z, weight);
        double value = Reduction.MEAN_PER_ROW.of(total); // what Keras calls sum_over_batch_size
        double[] slope = loss.gradient(y, z); // sigmoid(z) - y, for the step
        // @end
        assertThat(value).isCloseTo(Catalogue.LOG_LOSS_LOGIT.total(y, z, weight).sum() / 3, within(1e-15));
        assertThat(slope).containsExactly(Catalogue.LOG_LOSS_LOGIT.gradient(y, z), within(1e-15));
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
