package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/** The link written into the formula. */
final class OnMarginTest {
    private static final double[] MARGINS = {-800, -40, -17.5, -1, -1e-9, 0, 0.25, 3, 36.9, 120, 710};

    @Test
    void theLogLossBecomesItsFormFromALogit() {
        Loss composed = OnMargin.of(Catalogue.LOG_LOSS, Link.LOGIT);
        for (double z : MARGINS) {
            for (double y : new double[] {0, 0.3, 1}) {
                assertThat(composed.value(y, z)).isEqualTo(Catalogue.LOG_LOSS_LOGIT.value(y, z));
                assertThat(composed.gradient(y, z)).isEqualTo(Catalogue.LOG_LOSS_LOGIT.gradient(y, z));
                assertThat(composed.hessian(y, z)).isEqualTo(Catalogue.LOG_LOSS_LOGIT.hessian(y, z));
            }
        }
    }

    @Test
    void theCrossEntropyBecomesItsFormFromScores() {
        Loss composed = OnMargin.of(Catalogue.CROSS_ENTROPY, Link.SOFTMAX);
        double[][] z = {MARGINS, MARGINS.clone(), MARGINS.clone()};
        for (int i = 0; i < MARGINS.length; i++) {
            z[1][i] = -z[0][i] / 3;
            z[2][i] = 1;
        }
        int n = MARGINS.length;
        double[][][] results = new double[4][3][n];
        int[] label = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1};
        composed.evaluator().classes(label, z, n, null, results[0], results[1]);
        Catalogue.CROSS_ENTROPY_LOGIT.evaluator().classes(label, z, n, null, results[2], results[3]);
        assertThat(results[0]).isDeepEqualTo(results[2]);
        assertThat(results[1]).isDeepEqualTo(results[3]);
    }

    @Test
    void theDivergenceHasFiniteDerivativesFarOut() {
        Loss composed = OnMargin.of(Catalogue.KL_DIVERGENCE, Link.SOFTMAX);
        double[][] gradient = new double[2][1];
        composed.evaluator().classes(new int[] {1}, new double[][] {{2000}, {0}}, 1, null, gradient, null);
        assertThat(gradient[0][0]).isEqualTo(1);
        assertThat(gradient[1][0]).isEqualTo(-1);
    }

    @Test
    void countsHaveTheirTextbookDerivatives() {
        Loss poisson = OnMargin.of(Catalogue.POISSON, Link.LOG);
        Loss gamma = OnMargin.of(Catalogue.GAMMA, Link.LOG);
        for (double z : new double[] {-5, -0.5, 0, 2, 9}) {
            double rate = org.surprisal.math.Exp.of(z);
            assertThat(poisson.gradient(3, z)).isCloseTo(rate - 3, within(1e-12 * rate));
            assertThat(poisson.hessian(3, z)).isCloseTo(rate, within(1e-12 * rate));
            assertThat(gamma.gradient(3, z)).isCloseTo(1 - 3 / rate, within(1e-12 * (1 + 3 / rate)));
            assertThat(gamma.hessian(3, z)).isCloseTo(3 / rate, within(1e-12 * 3 / rate));
        }
        assertThat(poisson.gradient(0, -800)).isZero();
        assertThat(gamma.gradient(1, 800)).isEqualTo(1);
    }

    /** The Brier score is not convex in the logit: beyond a point its Hessian is negative, and is said so. */
    @Test
    void theHessianIsThatOfTheMargin() {
        Loss brier = OnMargin.of(Catalogue.BRIER, Link.LOGIT);
        double step = 1e-4;
        for (double z : new double[] {-6, -2, -0.5, 0, 1, 4}) {
            double slope = (brier.value(1, z + step) - brier.value(1, z - step)) / (2 * step);
            double bend = (brier.gradient(1, z + step) - brier.gradient(1, z - step)) / (2 * step);
            assertThat(brier.gradient(1, z)).isCloseTo(slope, within(1e-7));
            assertThat(brier.hessian(1, z)).isCloseTo(bend, within(1e-7));
        }
        assertThat(brier.hessian(1, -6)).isNegative();
    }

    /** The diagonal of the Hessian of a class loss, with what the softmax ties together. */
    @Test
    void theDiagonalIsThatOfTheMargins() {
        Loss brier = OnMargin.of(Catalogue.BRIER_CLASSES, Link.SOFTMAX);
        double[] y = {0, 1, 0};
        double[] z = {0.3, -1.2, 0.8};
        double step = 1e-4;
        double[][] hessian = brier.hessianMatrix(y, z);
        double[][] diagonal = new double[3][1];
        brier.evaluator().classes(columns(y), columns(z), 1, null, null, diagonal);
        for (int k = 0; k < 3; k++) {
            assertThat(diagonal[k][0]).isCloseTo(hessian[k][k], within(1e-14));
            double[] up = z.clone();
            double[] down = z.clone();
            up[k] += step;
            down[k] -= step;
            double bend = (gradient(brier, y, up)[k] - gradient(brier, y, down)[k]) / (2 * step);
            assertThat(hessian[k][k]).isCloseTo(bend, within(1e-7));
        }
    }

    private static double[] gradient(Loss loss, double[] y, double[] z) {
        double[][] out = new double[3][1];
        loss.evaluator().classes(columns(y), columns(z), 1, null, out, null);
        return new double[] {out[0][0], out[1][0], out[2][0]};
    }

    private static double[][] columns(double[] row) {
        return new double[][] {{row[0]}, {row[1]}, {row[2]}};
    }

    @Test
    void parametersStay() {
        Loss loss = OnMargin.of(Catalogue.GAMMA.with("shape", 2.5), Link.LOG);
        assertThat(loss.parameters())
                .isEqualTo(Catalogue.GAMMA.with("shape", 2.5).parameters());
        assertThat(loss.gradient(3, 0)).isCloseTo(2.5 * (1 - 3), within(1e-12));
        assertThat(loss.name()).isEqualTo("gamma");
    }

    @Test
    void aParameterMayBeCalledAsTheMarginIs() {
        Loss loss = Loss.named("mine")
                .parameter("z", 3, Domain.POSITIVE)
                .value("z * (y - p)^2")
                .build();
        assertThat(OnMargin.of(loss, Link.LOG).gradient(0, 0)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log(y_pred) + y_true / y_pred", "log1p(-y_pred) * y_true", "sqrt(y_pred) * y_true"})
    void anyFormulaTakesALink(String formula) {
        Loss loss = Loss.of(formula);
        Loss composed = OnMargin.of(loss, Link.LOGIT);
        double p = org.surprisal.math.Sigmoid.of(0.7);
        assertThat(composed.value(2, 0.7)).isCloseTo(loss.value(2, p), within(1e-14));
        assertThat(composed.gradient(2, 0.7)).isCloseTo(loss.gradient(2, p) * p * (1 - p), within(1e-14));
    }

    @Test
    void theLinkIsTheOneThatTheLossStates() {
        assertThat(Link.of(Catalogue.LOG_LOSS)).isEqualTo(Link.LOGIT);
        assertThat(Link.of(Catalogue.CROSS_ENTROPY)).isEqualTo(Link.SOFTMAX);
        assertThat(Link.of(Catalogue.POISSON)).isEqualTo(Link.LOG);
        assertThat(Link.of(Catalogue.HUBER)).isEqualTo(Link.IDENTITY);
        assertThat(Link.of(Loss.of("abs(y - p)"))).isEqualTo(Link.IDENTITY);
        assertThat(OnMargin.of(Catalogue.HUBER, Link.IDENTITY)).isSameAs(Catalogue.HUBER);
        Loss probit = Loss.named("mine").value("(y - p)^2").link("probit").build();
        assertThatThrownBy(() -> Link.of(probit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name one of IDENTITY, LOGIT, LOG and SOFTMAX");
        assertThatThrownBy(() -> OnMargin.of(Catalogue.LOG_LOSS, Link.SOFTMAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use LOGIT");
        assertThatThrownBy(Link.IDENTITY::inverse).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatXGBoostDoesNotHandOverIsRefused() {
        for (Loss open : new Loss[] {Catalogue.GAMMA.given("shape"), Catalogue.GAMMA.predicting("shape")}) {
            for (Link link : new Link[] {Link.IDENTITY, Link.LOG}) {
                assertThatThrownBy(() -> OnMargin.of(open, link))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("takes shape from each row, but XGBoost hands over");
            }
            assertThatThrownBy(() -> LossObjective.of(open)).hasMessageContaining("takes shape");
            assertThatThrownBy(() -> LossMetric.of(open)).hasMessageContaining("takes shape");
        }
    }

    /** A weight for each class is part of the loss, on any scale. */
    @Test
    void numbersPerClassStay() {
        Loss weighted = Loss.named("mine")
                .target("y", Domain.UNIT_INTERVAL)
                .prediction("p", Domain.UNIT_INTERVAL)
                .parameter("w", 1, Domain.POSITIVE)
                .value("-sum(w * xlogy(y, p))")
                .build()
                .with("w", 1, 2, 3);
        Loss onMargin = OnMargin.of(weighted, Link.SOFTMAX);
        assertThat(onMargin.numbers("w")).containsExactly(1.0, 2.0, 3.0);
        double[] z = {0.5, -1, 2};
        double[] p = Link.SOFTMAX.prediction(z);
        double[] y = {0, 1, 0};
        double[] value = new double[2];
        onMargin.evaluator().values(columns(y), columns(z), 1, value);
        assertThat(value[0]).isCloseTo(-2 * Math.log(p[1]), within(1e-14));
        assertThat(gradient(onMargin, y, z)[1]).isCloseTo(2 * (p[1] - 1), within(1e-14));
        assertThat(OnMargin.of(weighted, Link.IDENTITY)).isSameAs(weighted);
    }

    @Test
    void aFormulaThatGetsTooLongIsRefused() {
        String sum = "p";
        for (int i = 0; i < 10; i++) {
            sum = "tanh(" + sum + "*(1+" + sum + "))";
        }
        Loss loss = Loss.of("y * " + sum);
        assertThatThrownBy(() -> OnMargin.of(loss, Link.LOGIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("written out with its link");
    }
}
