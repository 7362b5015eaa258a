package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.expr.FormulaException;

/** The catalogue as a whole, and what several predictions make of its losses. */
class CatalogueTest {
    static List<Loss> losses() {
        return Catalogue.all();
    }

    /** Every constant is in the list of its family, and the names are different. */
    @Test
    void everyConstantIsListed() throws IllegalAccessException {
        List<Loss> constants = new ArrayList<>();
        for (Field field : Catalogue.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Loss loss) {
                constants.add(loss);
                assertThat(field.getName().toLowerCase(java.util.Locale.ROOT))
                        .startsWith(loss.name().replaceFirst("_.*", ""));
            }
        }
        assertThat(Catalogue.all()).containsExactlyInAnyOrderElementsOf(constants);
        assertThat(Catalogue.all()).extracting(Loss::name).doesNotHaveDuplicates();
    }

    /** What a list or a name needs reads no formula: a description is written down, and read when it is computed. */
    @Test
    void aDescriptionIsNotReadBeforeItIsNeeded() {
        Loss loss = Loss.named("unread")
                .value("(p - y)^2 / a")
                .parameter("a", 2, Domain.POSITIVE)
                .entry();
        assertThat(loss.name()
                        + loss.formula()
                        + loss.parameters()
                        + loss
                        + loss.about().elicits()
                        + loss.target())
                .isNotEmpty();
        assertThat(loss.isRead()).isFalse();
        assertThat(loss.value(1, 3)).isEqualTo(2);
        assertThat(loss.isRead()).isTrue();
        assertThat(Loss.named("read").value("p").build().isRead()).isTrue();
    }

    /** Points inside of the domains of the parameters, to predict them at. */
    private static double between(Domain domain, Random random) {
        double unit = 0.05 + 0.9 * random.nextDouble();
        if (Double.isFinite(domain.low()) && Double.isFinite(domain.high())) {
            return domain.low() + unit * (domain.high() - domain.low());
        }
        return domain.low() == 0 ? 0.2 + 3 * unit : 4 * unit - 2;
    }

    static List<Loss> predicted() {
        return Catalogue.all().stream()
                .filter(loss -> !loss.perClass() && !loss.parameters().isEmpty())
                .toList();
    }

    /**
     * Each parameter of a row loss predicted: the value is that of the parameter as a number, and the derivatives with
     * respect to it are differences of the value in decimals.
     */
    @ParameterizedTest
    @MethodSource("predicted")
    void everyParameterCanBePredicted(Loss loss) {
        Random random = new Random(loss.name().hashCode());
        for (Parameter parameter : loss.parameters()) {
            if (loss.about().note().contains(parameter.name() + " itself has no derivative")) {
                assertThatThrownBy(() -> loss.formulas().gradient(parameter.name()))
                        .isInstanceOf(FormulaException.class);
                continue;
            }
            Loss predicting = loss.predicting(parameter.name());
            for (int i = 0; i < 5; i++) {
                double value = between(parameter.domain(), random);
                double y = loss.name().equals("binomial")
                        ? value / 2
                        : between(loss.target().domain(), random);
                double p = between(loss.prediction().domain(), random);
                if (parameter.name().equals("lower") || parameter.name().equals("upper")) {
                    value = parameter.name().equals("lower") ? -2 - random.nextDouble() : 2 + random.nextDouble();
                }
                Local at = predicting.at(y, p, value);
                Loss bound = loss.with(parameter.name(), value);
                assertThat(at.value()).isCloseTo(bound.value(y, p), within(1e-13 * (1 + Math.abs(at.value()))));
                assertThat(at.gradient()[0])
                        .isCloseTo(bound.gradient(y, p), within(1e-12 * (1 + Math.abs(at.gradient()[0]))));
                double step = 1e-5;
                double up = loss.with(parameter.name(), value + step).value(y, p);
                double down = loss.with(parameter.name(), value - step).value(y, p);
                assertThat(at.gradient()[1])
                        .as("%s of %s at y=%s p=%s", parameter.name(), loss, y, p)
                        .isCloseTo((up - down) / (2 * step), within(1e-5 * (1 + Math.abs(at.gradient()[1]))));
                double steep = predicting.at(y, p, value + step).gradient()[1];
                double flat = predicting.at(y, p, value - step).gradient()[1];
                assertThat(at.hessian()[1][1])
                        .as("twice %s of %s at y=%s p=%s", parameter.name(), loss, y, p)
                        .isCloseTo((steep - flat) / (2 * step), within(1e-5 * (1 + Math.abs(at.hessian()[1][1]))));
                double right = predicting.at(y, p + step, value).gradient()[1];
                double left = predicting.at(y, p - step, value).gradient()[1];
                assertThat(at.hessian()[0][1])
                        .as("p and %s of %s at y=%s p=%s", parameter.name(), loss, y, p)
                        .isCloseTo((right - left) / (2 * step), within(1e-5 * (1 + Math.abs(at.hessian()[0][1]))));
            }
        }
    }

    /** Each row with what is known of it: trials of a count, an event or its absence, the ends of an interval. */
    @Test
    void whatIsKnownPerRow() {
        double[] out = new double[2];
        Catalogue.BINOMIAL
                .given("trials")
                .compute(
                        Batch.of(Input.of(3.0, 1.0), Input.of(0.5, 0.25)).with("trials", Input.of(4, 1)),
                        Results.NONE.values(Output.to(out)),
                        1);
        assertThat(out[0]).isCloseTo(Math.log(4), within(1e-15));
        assertThat(out[1]).isCloseTo(Math.log(4), within(1e-15));
        Local censored = Catalogue.WEIBULL.given("event").at(2, 3, 0);
        assertThat(censored.value()).isCloseTo(2 / 3.0, within(1e-16));
        Loss interval = Catalogue.ORDERED_LOGIT.given("lower").given("upper");
        double inf = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (double[] ends : new double[][] {{-inf, -1}, {-1, 0.5}, {0.5, inf}}) {
            sum += Math.exp(-interval.at(0, 0.3, ends[0], ends[1]).value());
        }
        assertThat(sum).isCloseTo(1, within(1e-15));
        Loss cuts = Catalogue.ORDERED_LOGIT.predicting("lower").predicting("upper");
        assertThat(cuts.at(0, 0.3, -1, 0.5).gradient()).doesNotContain(0).hasSize(3);
        Local ends = Catalogue.INTERVAL_SCORE.predicting("upper").at(5, 1, 3);
        assertThat(ends.value()).isCloseTo(2 + 20 * 2, within(1e-14));
        assertThat(ends.gradient()).containsExactly(-1, -19);
    }

    @Test
    void aLabelCanBeIgnored() {
        Batch batch =
                Batch.labelled(Input.of(0, -100, 1, -100), Input.rowMajor(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2));
        Total total = Catalogue.CROSS_ENTROPY_LOGIT.total(batch.ignoring(-100), 1);
        assertThat(total.rows()).isEqualTo(2);
        Total masked = Catalogue.CROSS_ENTROPY_LOGIT.total(
                batch.masked(Input.of(1, 0, 0, 1)).ignoring(-100), 1);
        assertThat(masked.rows()).isEqualTo(1);
        assertThatThrownBy(() -> Batch.of(Input.of(1), Input.of(1)).ignoring(0))
                .isInstanceOf(IllegalStateException.class);
    }

    /**
     * Published: dnbinom, dbinom, dweibull, dlogis, dt, dlnorm, dbeta of R at simple points, where they are fractions.
     */
    @ParameterizedTest
    @CsvSource({
        // One success out of two failures and more: C(y + r - 1, y) p^r (1 - p)^y.
        "'negative_binomial_probability(successes=3)', 2, 0.5, 0.1875",
        "'negative_binomial(shape=3)', 2, 3, 0.1875",
        "'negative_binomial_dispersion(dispersion=0.5)', 1, 2, 0.25",
        "'binomial(trials=4)', 2, 0.5, 0.375",
        "'student_t(df=1,scale=1)', 1, 0, 0.15915494309189535",
        "'student_t(df=2,scale=1)', 0, 0, 0.3535533905932738",
        "'logistic_density(scale=1)', 0, 0, 0.25",
        "'laplace(scale=2)', 1, 1, 0.25",
        "'log_normal(sigma=1)', 1, 0, 0.3989422804014327",
        "'beta(precision=2)', 0.3, 0.5, 1",
        "'beta(precision=4)', 0.5, 0.5, 1.5",
        "'exponential_time(event=1)', 2, 2, 0.18393972058572117",
        "'inverse_gaussian(shape=1)', 1, 1, 0.3989422804014327",
        "'gaussian_variance(variance=4)', 1, 0.5, 0.19333405840142462",
    })
    void densitiesAreThoseOfTheTables(String name, double y, double p, double density) {
        assertThat(Math.exp(-Catalogue.parse(name).value(y, p))).isCloseTo(density, within(4e-15));
    }

    /** With power 1.5 the series is a Bessel function's; a 0 has the rest of the probability. */
    @Test
    void tweedieIsADistribution() {
        Loss bessel = Loss.of("2 * (sqrt(p) - sqrt(y))^2 / sqrt(p) + log(y) - log(2 * sqrt(y) * i1e(4 * sqrt(y)))");
        for (double y : new double[] {1e-6, 0.01, 0.3, 1, 2.5, 40, 3000}) {
            double exact = bessel.value(y, 1.7);
            assertThat(Catalogue.TWEEDIE_DENSITY.value(y, 1.7)).isCloseTo(exact, within(1e-14 * (10 + exact)));
        }
        Loss loss = Catalogue.TWEEDIE_DENSITY.with("power", 1.3).with("dispersion", 0.6);
        int steps = 400_000;
        double width = 30.0 / steps;
        double[] y = new double[steps];
        double[] p = new double[steps];
        Arrays.setAll(y, i -> (i + 0.5) * width);
        Arrays.fill(p, 2.0);
        double sum = Math.exp(-loss.value(0, 2));
        double mean = 0;
        double[] nll = loss.values(y, p);
        for (int i = 0; i < steps; i++) {
            sum += width * Math.exp(-nll[i]);
            mean += width * y[i] * Math.exp(-nll[i]);
        }
        assertThat(sum).isCloseTo(1, within(1e-7));
        assertThat(mean).isCloseTo(2, within(1e-7));
    }

    /** A continuous ranked probability score is the integral of (F(x) - 1{x ≥ y})². */
    @ParameterizedTest
    @CsvSource({
        "crps_normal, 0, ndtr(p)",
        "crps_logistic, 0, sigmoid(p)",
        "crps_laplace, 0, 'where(p < 0, 0.5 * exp(p), 1 - 0.5 * exp(-p))'",
        "crps_log_normal, 0, 'where(p <= 0, 0, ndtr(log(max(p, 1e-300))))'",
        "'crps_student_t(df=4)', 0, 'stdtr(4, p)'",
        "'crps_gamma(shape=2)', 1, 'where(p <= 0, 0, gammainc(2, 2 * max(p, 1e-300)))'"
    })
    void crpsIsItsIntegral(String name, double forecast, String distribution) {
        Loss crps = Catalogue.parse(name);
        Loss cdf = Loss.of(distribution);
        for (double y : new double[] {0.4, 1.7, 3}) {
            // The midpoint rule in pieces that end at the outcome.
            double sum = 0;
            int steps = name.contains("log_n") ? 200_000 : 40_000;
            for (double[] part : new double[][] {{-40, y}, {y, name.contains("log_n") ? 400 : 40}}) {
                double width = (part[1] - part[0]) / steps;
                double[] x = new double[steps];
                Arrays.setAll(x, i -> part[0] + (i + 0.5) * width);
                double[] f = cdf.values(new double[steps], x);
                for (int i = 0; i < steps; i++) {
                    double gap = f[i] - (part[0] == y ? 1 : 0);
                    sum += gap * gap * width;
                }
            }
            assertThat(crps.value(y, forecast)).as("%s at %s", name, y).isCloseTo(sum, within(2e-6));
        }
    }

    @Test
    void crpsOfACountIsItsSum() {
        Loss cdf = Loss.of("1 - gammainc(y + 1, p)");
        for (double rate : new double[] {0.3, 4, 17}) {
            for (int y : new int[] {0, 1, 5, 40}) {
                double sum = 0;
                for (int k = 0; k < 200; k++) {
                    double gap = cdf.value(k, rate) - (k >= y ? 1 : 0);
                    sum += gap * gap;
                }
                assertThat(Catalogue.CRPS_POISSON.value(y, rate)).isCloseTo(sum, within(1e-12));
            }
        }
        assertThat(Catalogue.CRPS_POISSON.value(3, 0)).isEqualTo(3);
    }

    /** What is the same thing under two names, or a multiple of it. */
    @Test
    void oneThingUnderTwoNames() {
        Random random = new Random(8);
        Map<String, String> same = Map.ofEntries(
                Map.entry("expectile(tau=0.5)", "0.5 * (p - y)^2"),
                Map.entry("epsilon_insensitive(epsilon=0)", "abs(p - y)"),
                Map.entry("squared_epsilon_insensitive(epsilon=0)", "(p - y)^2"),
                Map.entry("pseudo_huber(delta=inf)", "0.5 * (p - y)^2"),
                Map.entry("log_loss_weighted(positive=1)", "wmul(y, softplus(-p)) + wmul(1 - y, softplus(p))"),
                Map.entry("log_loss_smoothed(smoothing=0)", "wmul(y, softplus(-p)) + wmul(1 - y, softplus(p))"),
                Map.entry("squared_hinge", "where(y > 0, max(1 - p, 0)^2, max(1 + p, 0)^2)"),
                Map.entry(
                        "modified_huber",
                        "where(abs(p) > 1, where((2 * y - 1) * p < 0, 4 * abs(p), 0), (1 - (2 * y - 1) * p)^2)"),
                Map.entry("weibull(shape=1)", "y / p + log(p)"),
                Map.entry("exponential_time", "y / p + log(p)"),
                Map.entry("laplace(scale=0.5)", "2 * abs(p - y)"),
                Map.entry("gaussian_variance(variance=4)", "0.125 * (p - y)^2 + log(2) + 0.5 * log(2 * pi)"),
                Map.entry("dawid_sebastiani(sigma=2)", "0.25 * (p - y)^2 + 2 * log(2)"),
                Map.entry("negative_binomial_dispersion(dispersion=1)", "(1 + y) * log1p(p) - xlogy(y, p)"),
                Map.entry("negative_binomial(shape=1)", "(1 + y) * log1p(p) - xlogy(y, p)"),
                Map.entry("binomial(trials=1)", "-(xlogy(y, p) + xlog1py(1 - y, -p))"),
                Map.entry("tweedie(power=1)", "p - xlogy(y, p)"),
                Map.entry("msle", "(log(1 + p) - log(1 + y))^2"));
        same.forEach((name, formula) -> {
            Loss loss = Catalogue.parse(name);
            Loss other = Loss.of(formula);
            for (int i = 0; i < 50; i++) {
                double y = loss.target().domain().high() <= 1 || name.contains("binomial")
                        ? random.nextInt(2)
                        : between(loss.target().domain(), random);
                double p = between(loss.prediction().domain(), random);
                assertThat(loss.value(y, p)).as("%s at %s, %s", name, y, p).isCloseTo(other.value(y, p), within(1e-13));
                assertThat(loss.gradient(y, p))
                        .as("slope of %s at %s, %s", name, y, p)
                        .isCloseTo(other.gradient(y, p), within(1e-12));
            }
        });
    }
}
