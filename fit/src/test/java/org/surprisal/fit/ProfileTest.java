package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.StudentT;

/** Intervals by profile likelihood, and Firth's penalised likelihood. */
final class ProfileTest {
    private static final Frame SIX = Frame.EMPTY.with("x", 1, 2, 3, 4, 5, 6).with("y", 0, 0, 0, 1, 1, 1);

    /** R's confint, which interpolates. */
    @Test
    void counts() {
        List<Coefficient> profile = Fit.glm("counts ~ outcome", Family.POISSON)
                .to(GlmReferenceTest.DOBSON)
                .profile(0.95);
        double[][] ends = {
            {2.78699125378253, 3.281691738695756},
            {-0.85770183816764, -0.062558400107576},
            {-0.67536959741438, 0.082440893487347}
        };
        for (int j = 0; j < 3; j++) {
            assertThat(profile.get(j).low()).isCloseTo(ends[j][0], within(2e-4));
            assertThat(profile.get(j).high()).isCloseTo(ends[j][1], within(2e-4));
        }
    }

    /** At the ends the deviance is as much higher as it should be: a fit with the coefficient as an offset says so. */
    @Test
    void theDevianceAtTheEnds() {
        Fit fit = Fit.glm("lot1 ~ log(u)", Family.GAMMA);
        Fitted gamma = fit.to(GlmReferenceTest.CLOTTING);
        Coefficient slope = gamma.profile(0.9).get(1);
        double t = StudentT.quantile(0.95, 7);
        for (double end : new double[] {slope.low(), slope.high()}) {
            Fitted held = fit.formula("lot1 ~ offset(log(u) * (" + end + "))").to(GlmReferenceTest.CLOTTING);
            assertThat(held.deviance()).isCloseTo(gamma.deviance() + t * t * gamma.dispersion(), within(1e-9));
        }
        Coefficient intercept = gamma.profile(0.9).get(0);
        Fitted low = fit.formula("lot1 ~ log(u) - 1 + offset(0 * u + (" + intercept.low() + "))")
                .to(GlmReferenceTest.CLOTTING);
        assertThat(low.deviance()).isCloseTo(gamma.deviance() + t * t * gamma.dispersion(), within(1e-9));
    }

    /** Of least squares they are the usual ones. */
    @Test
    void leastSquares() {
        Fitted fit = Fit.leastSquares("lot1 ~ log(u)").to(GlmReferenceTest.CLOTTING);
        List<Coefficient> usual = fit.coefficients();
        List<Coefficient> profile = fit.profile(0.95);
        for (int j = 0; j < 2; j++) {
            assertThat(profile.get(j).low()).isCloseTo(usual.get(j).low(), within(1e-7));
            assertThat(profile.get(j).high()).isCloseTo(usual.get(j).high(), within(1e-7));
        }
        assertThat(Fit.glm("counts ~ 1", Family.POISSON)
                        .to(GlmReferenceTest.DOBSON)
                        .profile(0.95)
                        .get(0)
                        .low())
                .isLessThan(Math.log(150 / 9.0));
        assertThatThrownBy(() -> Fit.of("y ~ x", Catalogue.HUBER).to(SIX).profile(0.9))
                .hasMessageContaining("families");
    }

    /** An interval that does not end: the only event may be as likely as you like. */
    @Test
    void anIntervalWithoutAnEnd() {
        Frame frame = Frame.EMPTY.with("x", 0, 0, 0, 1).with("y", 0, 1, 0, 1);
        Frame touched = frame.with("w", 50, 50, 50, 1);
        Fitted fit = Fit.glm("y ~ 1", Family.BINOMIAL).to(frame);
        assertThat(fit.profile(0.95).get(0).low()).isLessThan(0);
        assertThat(Fit.glm("y ~ x", Family.BINOMIAL)
                        .weight("w")
                        .to(touched)
                        .convergence()
                        .reason())
                .isEqualTo(StopReason.SEPARATED);
    }

    /** The equations of Firth solved by themselves, in R. */
    @Test
    void firth() {
        Fitted fit = Fit.glm("y ~ x", Family.BINOMIAL).firth().to(SIX);
        assertThat(fit.convergence().converged()).isTrue();
        assertThat(fit.estimates()).containsExactly(new double[] {-3.9511937099724, 1.1289124885635}, within(1e-9));
        assertThat(GlmReferenceTest.errors(fit))
                .containsExactly(new double[] {3.18702529352112, 0.85490833668793}, within(1e-8));
        assertThat(fit.notes()).containsExactly(Note.of(Note.Code.JEFFREYS_PRIOR));
        assertThatThrownBy(() -> Fit.glm("y ~ x", Family.POISSON).firth().to(SIX))
                .hasMessageContaining("logit");
        assertThatThrownBy(() -> fit.profile(0.9)).hasMessageContaining("penalty");
        assertThatThrownBy(() -> LikelihoodRatio.of(fit, fit)).hasMessageContaining("penalised");
    }

    /** Without columns it adds half an event and half a failure. */
    @Test
    void firthOfAShare() {
        Fitted fit = Fit.glm("y ~ 1", Family.BINOMIAL).firth().to(SIX.with("y", 0, 0, 0, 0, 0, 1));
        assertThat(fit.estimates()[0]).isCloseTo(Math.log(1.5 / 5.5), within(1e-12));
        Fitted many = Fit.glm("y ~ 1", Family.BINOMIAL)
                .firth()
                .weight("w")
                .to(Frame.EMPTY.with("y", 0.25).with("w", 12));
        assertThat(many.estimates()[0]).isCloseTo(Math.log(3.5 / 9.5), within(1e-12));
    }
}
