package org.surprisal.loss.traits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/** Each trait is proved, refuted or left open as mathematics has it. */
class TraitsTest {
    static List<Loss> catalogue() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @CsvSource({
        "log_loss, CONVEX, Proved",
        "log_loss, CONVEX_ON_LINK, Proved",
        "log_loss, LIPSCHITZ, Refuted",
        "log_loss, SYMMETRIC, Proved",
        "log_loss, PROPER, Proved",
        "log_loss, NON_NEGATIVE, Proved",
        "log_loss, FINITE, Refuted",
        "log_loss_logit, CONVEX, Proved",
        "log_loss_logit, LIPSCHITZ, Proved",
        "log_loss_logit, BOUNDED_CURVATURE, Proved",
        "log_loss_logit, SYMMETRIC, Proved",
        "log_loss_logit, PROPER, Proved",
        "log_loss_logit, FINITE, Proved",
        "cross_entropy, CONVEX, Proved",
        "cross_entropy, LIPSCHITZ, Refuted",
        "cross_entropy, PROPER, Undecided",
        "cross_entropy_logit, CONVEX, Proved",
        "cross_entropy_logit, NON_NEGATIVE, Proved",
        "brier, CONVEX, Proved",
        "brier, CONVEX_ON_LINK, Refuted",
        "brier, PROPER, Proved",
        "squared, LIPSCHITZ, Refuted",
        "squared, BOUNDED_CURVATURE, Proved",
        "squared, SYMMETRIC, Proved",
        "absolute, CONVEX, Proved",
        "absolute, BOUNDED_CURVATURE, Refuted",
        "absolute, PROPER, Refuted",
        "huber, CONVEX, Proved",
        "huber, BOUNDED_CURVATURE, Proved",
        "huber, PROPER, Refuted",
        "huber, NON_NEGATIVE, Proved",
        "pinball(tau=0.9), CONVEX, Proved",
        "pinball(tau=0.9), LIPSCHITZ, Proved",
        "pinball(tau=0.9), SYMMETRIC, Refuted",
        "pinball(tau=0.9), BOUNDED_CURVATURE, Refuted",
        "poisson, CONVEX, Proved",
        "poisson, CONVEX_ON_LINK, Proved",
        "poisson, PROPER, Proved",
        "gamma, CONVEX, Refuted",
        "gamma, CONVEX_ON_LINK, Proved",
        "gamma, PROPER, Proved",
        "gamma, NON_NEGATIVE, Refuted",
        "hinge, CONVEX, Proved",
        "hinge, SYMMETRIC, Proved",
        "-abs(p - y), CONVEX, Refuted",
        "'where(p > y, 1, 0)', LIPSCHITZ, Refuted",
        "'where(p > y, 1, 0)', CONVEX, Refuted",
        "(p - y)^4, BOUNDED_CURVATURE, Refuted",
        "'where(abs(p - y) < 1, (p - y)^2, 2 * abs(p - y) - 1)', CONVEX, Proved",
        "'where(abs(p - y) < 1, (p - y)^2, 3 * abs(p - y) - 1)', CONVEX, Refuted",
        "'where((p - y)^2 < 2, (p - y)^2, 2)', CONVEX, Refuted",
        "'max((p - y)^2 - 2, 0)', CONVEX, Proved",
        "sqrt(1 + (p - y)^2) - 1, SYMMETRIC, Proved",
        "log(1 + exp(p)) - y * p, CONVEX, Proved",
        "log(1 + (p - y)^2), CONVEX, Refuted",
        "(y_true - y_pred)^2 / (1 + abs(y_true)), PROPER, Refuted",
        "(y_true - y_pred)^2 / (1 + abs(y_true)), CONVEX, Proved",
        "exp(z) - y * z, PROPER, Proved",
    })
    void answers(String loss, Property property, String answer) {
        Trait trait = Traits.of(Catalogue.parse(loss), property).orElseThrow();
        assertThat(trait.answer().getClass().getSimpleName()).as("%s", trait).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "log_loss_logit, LIPSCHITZ, 1",
        "log_loss_logit, BOUNDED_CURVATURE, 0.25",
        "brier, LIPSCHITZ, 2",
        "squared, BOUNDED_CURVATURE, 2",
        "huber(delta=3), LIPSCHITZ, 3",
        "pinball(tau=0.9), LIPSCHITZ, 0.9",
        "hinge, LIPSCHITZ, 1",
    })
    void constants(String loss, Property property, double constant) {
        Answer answer = Traits.of(Catalogue.parse(loss), property).orElseThrow().answer();
        assertThat(answer).isInstanceOfSatisfying(Answer.Proved.class, proved -> {
            assertThat(proved.bound()).isGreaterThanOrEqualTo(constant).isCloseTo(constant, within(1e-5));
            assertThat(proved.attained()).isLessThanOrEqualTo(constant).isCloseTo(constant, within(1e-5));
        });
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void areTheSameEachTime(Loss loss) {
        List<Trait> traits = Traits.of(loss);
        assertThat(Traits.of(loss)).isEqualTo(traits);
        assertThat(traits).hasSizeGreaterThanOrEqualTo(6);
    }

    /** Law 5: whatever is said to be attained, or a counterexample, comes from decimals and not from rounding. */
    @Test
    void countsNoRoundingAsACounterexample() {
        Loss cancels = Loss.named("cancels")
                .target("y", Domain.REAL)
                .prediction("p", Domain.REAL)
                .value("(p - y)^2 + 1e16 - 1e16")
                .build();
        assertThat(Traits.of(cancels, Property.CONVEX).orElseThrow().answer()).isInstanceOf(Answer.Proved.class);
        assertThat(Traits.of(cancels, Property.NON_NEGATIVE).orElseThrow().answer())
                .isNotInstanceOf(Answer.Refuted.class);
    }

    @Test
    void findsKinksAndWhatJumpsThere() {
        Subject hinge = Subject.of(Loss.of("where(p > sqrt(2) * y, 3 * p, p^2)"));
        Kinks.Found found = Kinks.of(hinge, 1);
        assertThat(found.complete()).isTrue();
        Kinks.Kink kink = found.kinks().get(0);
        assertThat(kink.at()).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(kink.value()).isCloseTo(3 * Math.sqrt(2) - 2, within(1e-14));
        assertThat(kink.slope()).isCloseTo(3 - 2 * Math.sqrt(2), within(1e-14));
        assertThat(kink.bend()).isEqualTo(-2);
    }

    @Test
    void saysNothingWhereTheQuestionMakesNoSense() {
        assertThat(Traits.of(Catalogue.SQUARED, Property.CONVEX_ON_LINK)).isEmpty();
        assertThat(Traits.of(Catalogue.POISSON, Property.SYMMETRIC)).isEmpty();
        Trait ranked = Traits.of(Loss.of("sum(cumsum(p - y)^2)"), Property.BOUNDED_CURVATURE)
                .orElseThrow();
        assertThat(ranked.answer()).isEqualTo(new Answer.Undecided(Answer.Reason.FORMULA, 0, 0));
    }
}
