package org.surprisal.loss.traits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/** What an author is told: right derivatives, kinks, regions, better ways to write a part, the best constant. */
class ExaminationTest {
    private static Examination examine(String formula) {
        return Examination.of(Catalogue.parse(formula), share -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log(1 + exp(z)) - y * z           | log(1 + exp(z))       | softplus(z)",
                "-log(1 / (1 + exp(-z))) * y       | -log(1 / (1 + exp(-z))) | softplus(-z)",
                "-(y * log(p))                     | y * log(p)            | xlogy(y, p)",
                "exp(p - y) - 1                    | exp(p - y) - 1        | expm1(p - y)",
                "log(1 + p)                        | log(1 + p)            | log1p(p)",
                "sqrt(1 + (p - y)^2) - 1           | sqrt(1 + (p - y)^2) - 1 | (p - y)^2 / (1 + sqrt(1 + (p - y)^2))",
                "sum(y * -log(softmax(z)))         | -log(softmax(z))      | nlsoftmax(z)",
                "log((exp(p - y) + exp(-(p - y))) / 2) | log((exp(p - y) + exp(-(p - y))) / 2) | abs(p - y) +"
                        + " softplus((-2) * abs(p - y)) - log(2)",
            })
    void suggestsABetterWayToWriteAPart(String formula, String part, String better) {
        List<String> whole = new ArrayList<>();
        List<Suggestion> suggestions = Suggestions.of(NaturalDomain.of(Loss.of(formula)), whole);
        assertThat(suggestions).anySatisfy(one -> {
            assertThat(one.part()).isEqualTo(part);
            assertThat(one.better()).isEqualTo(better);
            assertThat(one.error()).isGreaterThan(2 * one.betterError());
        });
        assertThat(whole).hasSize(1);
        assertThat(Loss.of(whole.get(0)).value()).isNotNull();
    }

    @Test
    void suggestsADifferenceThatDoesNotCancelWherePositive() {
        Loss loss = NaturalDomain.with(
                Loss.of("lgamma(p + y) - lgamma(p)"), Domain.POSITIVE, new Domain(1, true, 1e9, true));
        assertThat(Suggestions.of(loss, new ArrayList<>()))
                .extracting(Suggestion::better)
                .containsExactly("lgammadelta(p, y)");
    }

    @ParameterizedTest
    @CsvSource({"(p - y)^2", "softplus(z) - y * z", "abs(p - y)", "'xlogy(y, p)'", "y * p"})
    void suggestsNothingWhereNothingHelps(String formula) {
        assertThat(Suggestions.of(NaturalDomain.of(Loss.of(formula)), new ArrayList<>()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-(y * log(p) + (1 - y) * log(1 - p)), log_loss",
        "log(1 + exp(z)) - y * z, log_loss_logit",
        "(y_pred - y_true)^2, squared",
        "'max(y - p, p - y)', absolute",
        "logsumexp(z) * sum(y) - sum(y * z), cross_entropy_logit",
    })
    void recognisesALossOfTheCatalogue(String formula, String name) {
        assertThat(Familiar.of(NaturalDomain.of(Loss.of(formula)), Catalogue.all()))
                .hasValueSatisfying(loss -> assertThat(loss.name()).isEqualTo(name));
    }

    @Test
    void everyLossOfTheCatalogueHasRightDerivatives() {
        for (Loss loss : Catalogue.all()) {
            Subject subject = Subject.of(loss);
            assertThat(Differences.gradient(subject)).as(loss.name()).satisfies(found -> {
                assertThat(found.agrees()).isTrue();
                assertThat(found.points()).isPositive();
            });
            assertThat(Differences.hessian(subject).agrees()).as(loss.name()).isTrue();
        }
    }

    @Test
    void aGradientThatIsNoneIsFound() {
        Loss wrong = Loss.named("wrong")
                .value("(p - y)^2")
                .gradient("2 * (p - y) + 1e-6")
                .build();
        Examination found = Examination.of(wrong, share -> {});
        assertThat(found.gradient().agrees()).isFalse();
        assertThat(found.fine()).isFalse();
    }

    @Test
    void regionsHaveTheirEdgesToTheLastDouble() {
        Loss loss = Loss.of("exp(p) / (1 + exp(p))^2 * 1 + 0 * y + exp(2 * p) / (1 + exp(2 * p))^3");
        List<Region> regions = Regions.of(loss, Subject.of(loss));
        assertThat(regions).extracting(Region::kind).containsOnly(Region.Kind.NAN);
        assertThat(regions.stream().filter(one -> one.output() == Region.Output.VALUE))
                .isNotEmpty()
                .allSatisfy(region -> {
                    double below = Math.nextDown(region.from());
                    assertThat(loss.value(region.target(), region.from())).isNaN();
                    assertThat(loss.value(region.target(), below)).isFinite();
                    assertThat(region.to()).isGreaterThan(1e99);
                });
        assertThat(Regions.of(Catalogue.SQUARED, Subject.of(Catalogue.SQUARED))).isEmpty();
    }

    @Test
    void findsTheDomainsThatAFormulaIsMeantFor() {
        assertThat(NaturalDomain.of(Loss.of("p - y * log(p)")).prediction().domain())
                .isEqualTo(Domain.POSITIVE);
        assertThat(NaturalDomain.of(Loss.of("log(p) + log(1 - p) + y"))
                        .prediction()
                        .domain())
                .isEqualTo(Domain.UNIT_INTERVAL);
        assertThat(NaturalDomain.of(Catalogue.GAMMA)).isSameAs(Catalogue.GAMMA);
        assertThat(Examination.within(Loss.of("p - y"), Domain.POSITIVE, Domain.UNIT_INTERVAL)
                        .target()
                        .domain())
                .isEqualTo(Domain.POSITIVE);
    }

    @Test
    void aCheckIsTheSameEachTimeAndSaysHowFarItIs() {
        List<Double> shares = new ArrayList<>();
        Examination first = Examination.of(Loss.of("(p - y)^2 / (1 + abs(y))"), shares::add);
        assertThat(shares).isSorted().isNotEmpty().allMatch(share -> share > 0 && share <= 1);
        Examination second = examine("(p - y)^2 / (1 + abs(y))");
        assertThat(second.traits()).isEqualTo(first.traits());
        assertThat(second.errors()).isEqualTo(first.errors());
        assertThat(second.regions()).isEqualTo(first.regions());
        assertThat(first.fine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "squared, mean(y)",
        "log_loss, mean(y)",
        "log_loss_logit, logit(mean(y))",
        "exp(z) - y * z, log(mean(y))",
        "log_normal, mean(log(y))",
        "(p - exp(y))^2, mean(exp(y))",
        "absolute, median(y)",
        "laplace, median(y)",
        "pinball(tau=0.9), 'quantile(y, 0.9)'",
        "'max(0.25 * (y - p), 0.75 * (p - y))', 'quantile(y, 0.25)'",
        "cross_entropy, mean(y)",
        "brier_classes, mean(y)",
        "kl_divergence, mean(y)",
        "spherical_classes, mean(y)",
        "ranked_probability, mean(y)",
        "cross_entropy_logit, log(mean(y))",
        "logsumexp(z) - sum(y * z), log(mean(y))",
    })
    void theBestConstantIsAFormulaWhereThatIsProved(String loss, String formula) {
        assertThat(Intercept.formula(Catalogue.parse(loss))).hasValue(formula);
    }

    @ParameterizedTest
    @CsvSource({
        "squared, 3.5",
        "absolute, 2",
        "pinball(tau=0.7), 3",
        "poisson, 3.5",
        "gamma, 3.5",
    })
    void theBestConstantOfAColumn(String loss, double best) {
        double[] y = {1, 2, 8, 3, 99};
        assertThat(Intercept.of(Catalogue.parse(loss), y, 4)).isEqualTo(best);
    }

    @Test
    void theBestConstantAtAnEndOrNowhere() {
        assertThat(Intercept.of(Catalogue.LOG_LOSS_LOGIT, new double[] {0, 1, 1, 1}, 4))
                .isCloseTo(1.0986122886681098, within(1e-15));
        assertThat(Intercept.of(Catalogue.LOG_LOSS_LOGIT, new double[] {1}, 1)).isNaN();
        assertThat(Intercept.of(Loss.of("p * y"), new double[] {1}, 1)).isNaN();
        assertThat(Intercept.of(Catalogue.SQUARED, new double[0], 0)).isNaN();
        assertThat(Intercept.formula(Catalogue.HUBER)).isEmpty();
        assertThatThrownBy(() -> Intercept.of(Catalogue.CROSS_ENTROPY, new double[] {1}, 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huber",
                "abs(y - p) + sign(p)",
                "expectile(tau=0.9)",
                "abs(y - p) * (1 + y^2)",
                "max(p - y, 2 * (y - p) + 1)",
                "gaussian(sigma=predicted)",
                "cross_entropy_weighted(weight=[1, 2, 3])",
                "sum((p - y)^4)",
                "multi_margin",
                "jensen_shannon",
            })
    void noFormulaWhereNoneIsFound(String loss) {
        Loss open = Catalogue.parse(loss);
        assertThat(Intercept.formula(open)).isEmpty();
        assertThat(Intercept.slopes(open)).hasSameSizeAs(open.predictions());
    }

    @Test
    void theSlopesOfSeveralPredictions() {
        assertThat(Intercept.slopes(Catalogue.parse("gaussian(sigma=predicted)")))
                .extracting(Object::toString)
                .containsExactly(
                        "(p - y) / sigma^2",
                        Catalogue.GAUSSIAN.derivatives().shown(List.of("sigma")).toString());
        assertThatThrownBy(() -> Intercept.of(Catalogue.GAUSSIAN.predicting("sigma"), new double[] {1}, 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian(sigma=predicted)",
                "student_t(df=predicted, scale=predicted)",
                "interval_score(upper=predicted)",
                "((y - p) / s)^2 + 2 * log(s); s=predicted",
                "logsumexp(z / t) - sum(y * z) / t; t=predicted",
                "n * abs(y - p)^a; n=given, a=1.5",
            })
    void everyDerivativeOfSeveralPredictionsIsExamined(String text) {
        Examination found = examine(text);
        Loss loss = found.loss();
        assertThat(found.further()).hasSize(loss.derivatives().all().size() - 2).allSatisfy(one -> {
            assertThat(one.agreement().agrees()).as(one.variables().toString()).isTrue();
            assertThat(one.agreement().points()).isPositive();
            assertThat(one.error().points()).isPositive();
            assertThat(one.error().ulps()).as(one.toString()).isFinite();
        });
        assertThat(loss.columns()).isEqualTo(Catalogue.parse(text).columns());
        assertThat(found.errors()).isNotEmpty();
        assertThat(found.known()).isEmpty();
    }

    /** A wrong derivative in a parameter is found. */
    @Test
    void aWrongStatedDerivativeIsFound() {
        Loss wrong = Loss.named("wrong")
                .parameter("s", 1, Domain.POSITIVE)
                .value("(y - p)^2 / s + log(s)")
                .gradient("s", "1 / s - ((y - p) / s)^2 + 1e-6")
                .build()
                .predicting("s");
        Examination found = Examination.of(wrong, share -> {});
        assertThat(found.fine()).isFalse();
        assertThat(found.gradient().agrees()).isTrue();
        assertThat(found.further().get(0).variables()).containsExactly("s");
        assertThat(found.further().get(0).agreement().agrees()).isFalse();
    }

    @Test
    void theDomainOfWhatIsPredictedIsFoundToo() {
        Loss found = NaturalDomain.of(Loss.of("((y - p) / s)^2 + 2 * log(s); s=predicted"));
        assertThat(found.parameters().get(0).domain()).isEqualTo(Domain.POSITIVE);
        assertThat(found).hasToString("((y - p) / s)^2 + 2 * log(s); s=predicted");
    }

    /** Of classes: along the first one, where it meets the target, a bound, or the greatest of the others. */
    @Test
    void kinksOfClasses() {
        assertThat(examine("sum(abs(p - y))").corners()).anySatisfy(corner -> {
            assertThat(corner.prediction().get(0)).isEqualTo(corner.target().get(0));
            assertThat(corner.slope()).isEqualTo(2);
            assertThat(corner.value()).isZero();
        });
        assertThat(examine("max(p) - sum(y * p)").corners()).isNotEmpty().allSatisfy(corner -> {
            assertThat(corner.prediction().get(0))
                    .isEqualTo(Math.max(
                            corner.prediction().get(1), corner.prediction().get(2)));
            assertThat(corner.slope()).isEqualTo(1);
        });
        assertThat(examine("sum(where(p > 0.5, p^2, p))").corners())
                .anySatisfy(corner -> assertThat(corner.value()).isEqualTo(-0.25));
        assertThat(examine("cross_entropy_logit").corners()).isEmpty();
    }
}
