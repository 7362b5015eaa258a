package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.surprisal.fit.GlmReferenceTest.close;
import static org.surprisal.fit.GlmReferenceTest.errors;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;

/** Every family on 12 rows, against Fisher scoring in 50 digits (mpmath): estimates, errors, deviance, likelihood. */
final class FamilyReferenceTest {
    private static final double[] COUNTS = {2, 3, 1, 0, 4, 7, 12, 1, 5, 0, 3, 9};
    private static final double[] TRIALS = {4, 6, 2, 1, 8, 9, 14, 2, 6, 3, 7, 9};

    static final Frame FRAME = Frame.EMPTY
            .with("x", .5, 1.2, 1.9, .7, .3, 2.6, 3.1, 1.4, 2.2, .9, 1.7, 2.8)
            .with("g", 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1)
            .with("event", 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 0)
            .with("cluster", "a", "a", "b", "b", "c", "c", "d", "d", "d", "e", "e", "a")
            .with("count", COUNTS)
            .with("quarter", Arrays.stream(COUNTS).map(c -> c / 4).toArray())
            .with("positive", Arrays.stream(COUNTS).map(c -> c / 8 + 0.5).toArray())
            .with("wild", 2, 30, 0, 0, 1, 7, 25, 0, 50, 0, 3, 1)
            .with("trials", TRIALS)
            .with("w", 1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1, 1)
            .with("o", .0625, .125, .1875, .25, .3125, .375, .4375, .5, .5625, .625, .6875, .75);

    private static Fitted fit(String response, Family family, Link link) {
        return Fit.glm(response + " ~ x + g", family).link(link).to(FRAME);
    }

    @Test
    void logit() {
        Fitted fit = fit("event", Family.BINOMIAL, Link.LOGIT);
        close(fit.estimates(), -0.894869253267533, 0.5969233381212331, -0.12982649708723867);
        close(errors(fit), 1.329141854577538, 0.6916634714587637, 1.2039069838319312);
        close(fit.deviance(), 15.845510524002737);
        close(fit.logLikelihood(), -15.845510524002737 / 2);
    }

    @Test
    void errorsThatNeedNoModel() {
        Fitted fit =
                Fit.glm("event ~ x + g", Family.BINOMIAL).cluster("cluster").to(FRAME);
        close(errorsBy(fit, Errors.HC0), 1.381355203292174, 0.7287732425130999, 1.215687088900151);
        close(errorsBy(fit, Errors.HC1), 1.5950515969344539, 0.8415148554862694, 1.4037545360537094);
        close(errorsBy(fit, Errors.HC2), 1.6255551878063554, 0.8803596516545148, 1.4216119635013784);
        close(errorsBy(fit, Errors.HC3), 1.9209309683681017, 1.0659871337385551, 1.6701349196856297);
        close(errorsBy(fit, Errors.CLUSTER), 1.4074427039070128, 0.687382425029869, 1.4760566597174112);
        assertThat(fit.usualErrors()).isEqualTo(Errors.CLUSTER);
    }

    @Test
    void probitAndComplementaryLogLog() {
        Fitted probit = fit("event", Family.BINOMIAL, Link.PROBIT);
        close(probit.estimates(), -0.5473709832279416, 0.36676346386143144, -0.07558493886840802);
        close(errors(probit), 0.8175876037333539, 0.42251307885634437, 0.7432076547195674);
        Fitted cloglog = fit("event", Family.BINOMIAL, Link.CLOGLOG);
        close(cloglog.estimates(), -1.0636297172867721, 0.4822918993923919, -0.1999765078185757);
        close(errors(cloglog), 0.996461330303024, 0.4956265118189842, 0.8648235756418503);
    }

    /** The other way round, the log-log link is the complementary one. */
    @Test
    void logLogIsTheMirrorOfItsComplement() {
        double[] event = {0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 0};
        Frame mirrored =
                FRAME.with("event", Arrays.stream(event).map(e -> 1 - e).toArray());
        double[] one = fit("event", Family.BINOMIAL, Link.CLOGLOG).estimates();
        double[] other = Fit.glm("event ~ x + g", Family.BINOMIAL)
                .link(Link.LOGLOG)
                .to(mirrored)
                .estimates();
        close(other, -one[0], -one[1], -one[2]);
    }

    @Test
    void trials() {
        double[] share = new double[12];
        Arrays.setAll(share, i -> COUNTS[i] / TRIALS[i]);
        Fitted fit = Fit.glm("share ~ x + g", Family.BINOMIAL).weight("trials").to(FRAME.with("share", share));
        close(fit.estimates(), -1.5895366798469694, 0.9648621717698718, 0.9142854903576049);
        close(errors(fit), 0.6633671857923709, 0.3019263911731243, 0.5659883097646988);
        close(fit.logLikelihood(), -13.718375372985157);
    }

    @Test
    void tweedie() {
        Fitted fit = fit("quarter", Family.tweedie(1.5), Link.LOG);
        close(fit.estimates(), -1.7106763793919397, 0.6789912053657863, 0.6374023038537353);
        double phi = 0.4510184425965354;
        close(fit.dispersion(), phi);
        close(
                errors(fit),
                0.7383462469126484 * Math.sqrt(phi),
                0.3389921915450942 * Math.sqrt(phi),
                0.6318977972799008 * Math.sqrt(phi));
        close(fit.deviance(), 7.4982014221113324);
        double best = fit.likelihoodDispersion();
        assertThat(fit.logLikelihood(best))
                .isGreaterThan(fit.logLikelihood(best * 1.001))
                .isGreaterThan(fit.logLikelihood(best / 1.001));
    }

    @Test
    void inverseGaussian() {
        Fitted fit = fit("positive", Family.INVERSE_GAUSSIAN, Link.LOG);
        close(fit.estimates(), -0.6878655069333086, 0.2838892543958949, 0.3027023436775822);
        close(fit.deviance(), 0.9467321126423213);
        close(fit.logLikelihood(), 0.10984420643557183);
        Fitted canonical = fit("positive", Family.INVERSE_GAUSSIAN, Link.INVERSE_SQUARE);
        assertThat(canonical.convergence().converged()).isTrue();
    }

    @Test
    void offsetsAndWeights() {
        Fitted fit =
                Fit.glm("count ~ x + g + offset(o)", Family.POISSON).weight("w").to(FRAME);
        close(fit.estimates(), -1.0861678637228733, 0.8317568298236901, 0.47674944497051724);
        close(errors(fit), 0.3915831971224953, 0.16210878652586685, 0.3286275501809147);
        assertThat(fit.predict(FRAME, UnknownLevel.REFUSE)).containsExactly(fit.fitted(), within(1e-13));
    }

    @Test
    void linksThatAreNotCanonical() {
        Fitted root = fit("count", Family.POISSON, Link.SQRT);
        close(root.estimates(), 0.49773972736206124, 0.6473558093773266, 0.6312593248579434);
        close(errors(root), 0.31851858527321814, 0.16300977816313236, 0.29082769800379804);
        Fitted gaussian = fit("positive", Family.GAUSSIAN, Link.LOG);
        close(gaussian.estimates(), -0.8778312154210323, 0.40477554642245683, 0.25576254749775984);
        assertThat(fit("count", Family.POISSON, Link.IDENTITY).convergence().converged())
                .isTrue();
    }

    @Test
    void negativeBinomial() {
        Fitted two = fit("wild", Family.negativeBinomial(2), Link.LOG);
        close(two.estimates(), -0.6749517651775315, 0.77266969050578, 2.087865639484888);
        close(errors(two), 0.6286033170604106, 0.2716476560478409, 0.5319738906048452);
        close(two.deviance(), 29.761116861856376);
        close(two.logLikelihood(), -36.11806157328904);
        Fitted best = Fit.negativeBinomial("wild ~ x + g").to(FRAME);
        Family family = Objects.requireNonNull(best.family());
        close(family.loss().numbers("shape").get(0), 0.5335299453159881);
        close(best.logLikelihood(), -32.39980544453404);
        close(errors(best), 0.9967365271441491, 0.47506385240662874, 0.8693742203474585);
        assertThat(best.parameters()).isEqualTo(4);
    }

    @Test
    void countsWithoutMoreVarianceAreNamed() {
        Fitted fit = Fit.negativeBinomial("count ~ x + g").to(FRAME);
        assertThat(fit.notes()).contains(Note.of(Note.Code.POISSON_COUNTS));
    }

    private static double[] errorsBy(Fitted fit, Errors kind) {
        return fit.coefficients(kind).stream().mapToDouble(Coefficient::se).toArray();
    }
}
