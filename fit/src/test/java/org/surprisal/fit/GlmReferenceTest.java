package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;

/** Classic examples against solutions computed with 50 digits: at least 10 of them agree. */
final class GlmReferenceTest {
    private static final double TEN_DIGITS = 1e-8;

    /** Dobson (1990), page 93: counts of a randomised trial. */
    static final Frame DOBSON = Frame.EMPTY
            .with("counts", 18, 17, 15, 20, 10, 20, 25, 13, 12)
            .with("outcome", "1", "2", "3", "1", "2", "3", "1", "2", "3")
            .with("treatment", "1", "1", "1", "2", "2", "2", "3", "3", "3");

    /** McCullagh and Nelder (1989), page 300: clotting times of blood. */
    static final Frame CLOTTING =
            Frame.EMPTY.with("u", 5, 10, 15, 20, 30, 40, 60, 80, 100).with("lot1", 118, 58, 42, 35, 27, 25, 21, 19, 18);

    @Test
    void poissonWithLog() {
        Fitted fit = Fit.glm("counts ~ outcome + treatment", Family.POISSON).to(DOBSON);
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.CONVERGED);
        close(fit.estimates(), 3.044522437723423, -0.4542552722775964, -0.2929871246814741, 0, 0);
        close(errors(fit), 0.17089865185644154, 0.20217075919384553, 0.19274234515979285, .2, .2);
        close(fit.deviance(), 5.129141077001148);
        close(fit.logLikelihood(), -23.380659200978837);
        close(fit.aic(), 2 * 5 + 2 * 23.380659200978837);
        assertThat(fit.dispersion()).isEqualTo(1);
        assertThat(fit.parameters()).isEqualTo(5);
        assertThat(fit.degreesOfFreedom()).isEqualTo(4);
    }

    @Test
    void gammaWithInverse() {
        Fitted fit = Fit.glm("lot1 ~ log(u)", Family.GAMMA).link(Link.INVERSE).to(CLOTTING);
        assertThat(fit.convergence().converged()).isTrue();
        close(fit.estimates(), -0.016554381726200294, 0.015343114910324671);
        close(errors(fit), 0.0009275491386581957, 0.00041495964266633503);
        close(fit.deviance(), 0.016729715178483796);
        close(fit.dispersion(), 0.002446036242093289);
    }

    /** Four tools, four dispersions: each number is that of its formula. */
    @Test
    void fourCriteriaOfOneGammaFit() {
        Fitted fit = Fit.glm("lot1 ~ log(u)", Family.GAMMA).link(Link.INVERSE).to(CLOTTING);
        assertThat(fit.aic()).isCloseTo(37.98992352, within(1e-8));
        assertThat(6 - 2 * fit.logLikelihood(fit.deviance() / 9)).isCloseTo(37.98992395, within(1e-8));
        assertThat(6 - 2 * fit.logLikelihood(fit.dispersion())).isCloseTo(38.30088775, within(1e-8));
        assertThat(4 - 2 * fit.logLikelihood(1)).isCloseTo(85.05311208, within(1e-8));
    }

    @Test
    void gammaWithLog() {
        Fitted fit = Fit.glm("lot1 ~ log(u)", Family.GAMMA).to(CLOTTING);
        close(fit.estimates(), 5.503230227515951, -0.6019176717423592);
    }

    static double[] errors(Fitted fit) {
        return fit.coefficients().stream().mapToDouble(Coefficient::se).toArray();
    }

    static void close(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            close(actual[i], expected[i]);
        }
    }

    static void close(double actual, double expected) {
        if (expected == 0) {
            assertThat(actual).isCloseTo(0, within(1e-13));
        } else {
            assertThat(actual).isCloseTo(expected, withPercentage(TEN_DIGITS));
        }
    }
}
