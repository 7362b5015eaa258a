package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.loss.Catalogue;

/** Many coefficients: what the methods for them give is what Newton's method on the whole matrix gives. */
final class ManyTest {
    private static final int ROWS = 6_000;
    private static final int USERS = 40;

    private static Frame frame(int rows, int users, long seed) {
        Random random = new Random(seed);
        double[] x = new double[rows];
        double[] far = new double[rows];
        double[] off = new double[rows];
        double[] w = new double[rows];
        double[] event = new double[rows];
        double[] count = new double[rows];
        double[] size = new double[rows];
        int[] user = new int[rows];
        int[] region = new int[rows];
        double[] effect = random.doubles(users, -0.5, 0.5).toArray();
        for (int i = 0; i < rows; i++) {
            user[i] = i < 2 * users ? i % users : random.nextInt(users);
            region[i] = random.nextInt(3);
            x[i] = random.nextGaussian() + effect[user[i]];
            far[i] = 1e3 + random.nextDouble();
            off[i] = 0.1 * random.nextGaussian();
            w[i] = 1 + random.nextInt(3);
            double z = 0.4 * x[i] + effect[user[i]] + 0.2 * region[i] + off[i];
            event[i] = i < 2 * users ? i / users % 2 : random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            count[i] = i < 2 * users ? 1 : Math.floor(-Math.log(random.nextDouble()) * Math.exp(z));
            size[i] = -Math.log(random.nextDouble()) * Math.exp(z) + 0.01;
        }
        return Frame.EMPTY
                .with("x", x)
                .with("far", far)
                .with("off", off)
                .with("w", w)
                .with("event", event)
                .with("count", count)
                .with("size", size)
                .with("user", Column.categories(user, names("u", users)))
                .with("region", Column.categories(region, List.of("a", "b", "c")));
    }

    private static List<String> names(String prefix, int n) {
        return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
    }

    private static Fitted many(Fit fit, Frame frame, boolean exact) {
        Dataset data = Solver.read(fit, frame);
        Objective objective = Objective.of(fit.loss(), fit.link(), fit.family() != null);
        return new Fitted(ManySolver.solve(fit, data, objective, new ArrayList<>(), exact));
    }

    private static Fit of(String family, String formula) {
        return switch (family) {
            case "gaussian" -> Fit.leastSquares("size ~ " + formula);
            case "binomial" -> Fit.glm("event ~ " + formula, Family.BINOMIAL);
            case "probit" -> Fit.glm("event ~ " + formula, Family.BINOMIAL).link(Link.PROBIT);
            case "cloglog" -> Fit.glm("event ~ " + formula, Family.BINOMIAL).link(Link.CLOGLOG);
            case "poisson" -> Fit.glm("count ~ " + formula, Family.POISSON);
            case "negative" -> Fit.glm("count ~ " + formula, Family.negativeBinomial(2));
            case "tweedie" -> Fit.glm("count ~ " + formula, Family.tweedie(1.4));
            case "gamma" -> Fit.glm("size ~ " + formula, Family.GAMMA);
            case "inverse" -> Fit.glm("size ~ " + formula, Family.INVERSE_GAUSSIAN);
            case "huber" -> Fit.of("size ~ " + formula, Catalogue.HUBER.with("delta", 1));
            default -> throw new IllegalArgumentException(family);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian",
                "binomial",
                "probit",
                "cloglog",
                "poisson",
                "negative",
                "tweedie",
                "gamma",
                "inverse",
                "huber"
            })
    void agreesWithNewton(String family) {
        Frame frame = frame(ROWS, USERS, 7);
        Fit fit = of(family, "x + far + region + user + offset(off)").weight("w");
        Fitted whole = fit.to(frame);
        assertAgrees(many(fit, frame, true), whole, true);
        assertAgrees(many(fit, frame, false), whole, false);
        Fit ridge = fit.l2(2.5);
        Fitted drawn = ridge.to(frame);
        assertAgrees(many(ridge, frame, true), drawn, false);
        assertAgrees(many(ridge, frame, false), drawn, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + user - 1",
                "user",
                "user:x + region",
                "x*region + C(user, base='u3')",
                "region:x + user",
                "x + region + user:region"
            })
    void anyFormulaWillDo(String formula) {
        Frame frame = frame(ROWS, USERS, 8);
        Fit fit = of("poisson", formula);
        Fitted whole = fit.to(frame);
        assertAgrees(many(fit, frame, true), whole, true);
        assertAgrees(many(fit, frame, false), whole, false);
    }

    /** Contrasts that sum to zero have no diagonal of levels, so there is no arrow. */
    @Test
    void contrastsThatSumToZero() {
        Frame frame = frame(ROWS, USERS, 9);
        Fit fit = of("binomial", "x + C(user, sum)");
        Fitted fitted = many(fit, frame, true);
        assertAgrees(fitted, fit.to(frame), false);
        assertThat(fitted.notes()).anyMatch(note -> note.code() == Note.Code.TOO_MANY_FOR_ERRORS);
        assertThat(fitted.coefficients()).allMatch(c -> Double.isNaN(c.se()));
        assertThat(fitted.leverage()[0]).isNaN();
    }

    private static void assertAgrees(Fitted many, Fitted whole, boolean errors) {
        assertThat(many.convergence().converged())
                .as(many.convergence().toString())
                .isTrue();
        double[] expected = whole.estimates();
        for (int j = 0; j < expected.length; j++) {
            double unit = Math.max(1, Math.abs(expected[j]));
            assertThat(many.estimates()[j])
                    .as(many.design().names().get(j))
                    .isCloseTo(expected[j], within(1e-9 * unit));
        }
        if (whole.family() != null) {
            assertThat(many.deviance()).isCloseTo(whole.deviance(), within(1e-9 * whole.deviance()));
        }
        assertThat(many.objective()).isCloseTo(whole.objective(), within(1e-12 * Math.abs(whole.objective())));
        assertThat(many.degreesOfFreedom()).isEqualTo(whole.degreesOfFreedom());
        for (Errors kind : Errors.values()) {
            if (errors && kind != Errors.CLUSTER) {
                List<Coefficient> ours = many.coefficients(kind);
                List<Coefficient> theirs = whole.coefficients(kind);
                for (int j = 0; j < ours.size(); j++) {
                    double se = theirs.get(j).se();
                    assertThat(ours.get(j).se())
                            .as(kind + " of " + ours.get(j).term())
                            .isCloseTo(se, within(1e-8 * se));
                }
            }
        }
        if (errors) {
            assertThat(many.leverage()).containsExactly(whole.leverage(), within(1e-10));
        }
    }

    @Test
    void errorsOfClustersAreThoseOfOtherColumns() {
        Frame frame = frame(ROWS, USERS, 10);
        Fit fit = of("binomial", "x + far + user").cluster("region");
        List<Coefficient> ours = many(fit, frame, true).coefficients();
        List<Coefficient> theirs = fit.to(frame).coefficients();
        for (int j = 0; j < 3; j++) {
            double se = theirs.get(j).se();
            assertThat(ours.get(j).se()).isCloseTo(se, within(1e-8 * se));
        }
        assertThat(ours.get(3).se()).isNaN();
        assertThat(many(fit, frame, true).notes()).contains(Note.of(Note.Code.CLUSTERS_WITHOUT_LEVELS));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void sameBitsForAnyNumberOfThreads(boolean exact) {
        Frame frame = frame(40_000, 300, 11);
        Fit fit = of("poisson", "x + region + user");
        Fitted one = many(fit, frame, exact);
        for (int threads : new int[] {2, 3}) {
            Fitted more = many(fit.threads(threads), frame, exact);
            assertThat(more.estimates()).containsExactly(one.estimates());
            assertThat(more.convergence()).isEqualTo(one.convergence());
            assertThat(more.coefficients(Errors.HC1)).isEqualTo(one.coefficients(Errors.HC1));
        }
    }

    @Test
    void whatCannotBeToldIsNamed() {
        Frame frame = frame(ROWS, USERS, 12);
        double[] ofUser = new double[ROWS];
        int[] codes = ((Column.Coded) frame.column("user")).codes();
        Arrays.setAll(ofUser, i -> codes[i] % 7);
        Fit fit = of("binomial", "x + age + user");
        Fitted fitted = many(fit, frame.with("age", ofUser), true);
        assertThat(fitted.notes()).contains(Note.of(Note.Code.COLUMN_WITHIN_LEVELS, "column", "age"));
        assertThat(fitted.estimates()[2]).isNaN();
        Fitted without = of("binomial", "x + user").to(frame);
        assertThat(fitted.estimates()[1]).isCloseTo(without.estimates()[1], within(1e-9));
        assertThat(fitted.coefficients().get(1).se())
                .isCloseTo(without.coefficients().get(1).se(), within(1e-9));
        double[] sometimes = new double[ROWS];
        Arrays.setAll(sometimes, i -> codes[i] == 5 ? 0 : 1 + i % 3);
        Fitted slopes = many(of("binomial", "x + user:some"), frame.with("some", sometimes), true);
        assertThat(slopes.notes()).contains(Note.counted(Note.Code.EMPTY_LEVELS, 1));
        assertThat(slopes.estimates()[2 + 5]).isNaN();
    }

    private static Frame separated() {
        Frame frame = frame(ROWS, USERS, 13);
        double[] event = ((Column.Doubles) frame.column("event")).values().clone();
        double[] count = ((Column.Doubles) frame.column("count")).values().clone();
        int[] user = ((Column.Coded) frame.column("user")).codes();
        for (int i = 0; i < ROWS; i++) {
            event[i] = user[i] == 3 || user[i] == 9 ? 0 : user[i] == 4 ? 1 : event[i];
            count[i] = user[i] == 3 ? 0 : count[i];
        }
        return frame.with("event", event).with("count", count);
    }

    @ParameterizedTest
    @CsvSource({"binomial, true", "binomial, false", "probit, true", "poisson, true"})
    void separatedLevelsAreNamedAndTheRestIsFitted(String family, boolean exact) {
        Frame frame = separated();
        Fit fit = of(family, "x + user");
        Fitted fitted = many(fit, frame, exact);
        boolean events = !family.equals("poisson");
        assertThat(fitted.notes())
                .contains(Note.counted(
                        Note.Code.SEPARATED_LEVELS,
                        events ? 3 : 1,
                        "columns",
                        events ? List.of("user[u3]", "user[u4]", "user[u9]") : List.of("user[u3]"),
                        "limits",
                        events ? List.of("-Infinity", "Infinity", "-Infinity") : List.of("-Infinity"),
                        "rows",
                        (long) fitted.data().rows()));
        assertThat(fitted.data().rows()).isLessThan(ROWS);
        assertThat(fitted.convergence().converged()).isTrue();
        assertThat(fitted.estimates()[4]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(fitted.coefficients().get(4).se()).isNaN();
        double[] all = fitted.predict(frame, UnknownLevel.REFUSE);
        int[] user = ((Column.Coded) frame.column("user")).codes();
        for (int i = 0; i < ROWS; i++) {
            if (user[i] == 3) {
                assertThat(all[i]).isZero();
            } else if (user[i] == 4 && events) {
                assertThat(all[i]).isOne();
            } else {
                assertThat(all[i]).isBetween(0.0, 100.0);
            }
        }
        double[] kept = FittedModel.of(fitted, Errors.MODEL, List.of()).predict(frame, UnknownLevel.REFUSE);
        assertThat(kept).containsExactly(all, within(1e-200));
        // The others are those of the other rows.
        int[] others = IntStream.range(0, ROWS)
                .filter(i -> user[i] != 3 && (!events || (user[i] != 4 && user[i] != 9)))
                .toArray();
        Frame rest = Frame.EMPTY;
        for (String name : List.of("x", "event", "count")) {
            double[] values = ((Column.Doubles) frame.column(name)).values();
            rest = rest.with(
                    name, Arrays.stream(others).mapToDouble(i -> values[i]).toArray());
        }
        rest = rest.with(
                "user",
                Column.categories(Arrays.stream(others).map(i -> user[i]).toArray(), names("u", USERS)));
        Fitted alone = fit.to(rest);
        assertThat(fitted.estimates()[1]).isCloseTo(alone.estimates()[1], within(1e-9));
        if (exact) {
            assertThat(fitted.coefficients().get(1).se())
                    .isCloseTo(alone.coefficients().get(1).se(), within(1e-9));
        }
        assertThat(many(fit.l2(1), frame, exact).estimates()[4]).isBetween(-20.0, 0.0);
    }

    @Test
    void aSeparatedBaseIsRefusedWithARemedy() {
        Frame frame = separated();
        assertThatThrownBy(() -> many(of("binomial", "x + C(user, base='u3')"), frame, true))
                .isInstanceOf(Unfittable.class)
                .hasMessageContaining(
                        "The level 'u3' of user, with which the others are compared, has outcomes that" + " are all 0")
                .hasMessageContaining("choose another base, such as C(user, base='u0'), or");
        assertThatThrownBy(() -> many(of("binomial", "x + C(user, sum)"), frame, false))
                .hasMessageContaining("leave such rows out")
                .hasMessageNotContaining("base");
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        assertThatThrownBy(() -> many(of("binomial", "user - 1"), frame.with("event", ones), true))
                .hasMessageContaining("In every level the outcomes are all the same");
    }

    /** A logistic regression with 10^5 levels through the front door, and with the levels all there. */
    @Test
    void aHundredThousandLevels() {
        int users = 100_000;
        Frame frame = frame(500_000, users, 14);
        Fitted fitted = of("binomial", "x + far + C(user)").threads(2).to(frame);
        assertThat(fitted.convergence().converged()).isTrue();
        assertThat(fitted.coefficients().get(1).se()).isBetween(0.001, 0.01);
        assertThat(fitted.coefficients().get(1).estimate()).isBetween(0.1, 0.8);
        assertThat(fitted.hasCovariance()).isFalse();
        assertThatThrownBy(() -> fitted.covariance(Errors.MODEL))
                .hasMessageContaining("100,002 coefficients has no room");
        assertThatThrownBy(fitted::influence).hasMessageContaining("4,000");
        assertThatThrownBy(() -> fitted.profile(0.95)).hasMessageContaining("4,000");
    }

    @Test
    void methodsThatNeedAMatrixSayWhereTheirLimitIs() {
        int users = Design.MOST_DENSE + 1;
        Frame frame = frame(5 * users, users, 15);
        for (Fit fit : List.of(
                of("poisson", "user").l1(1),
                of("binomial", "user").firth(),
                Fit.of("size ~ user", Catalogue.ABSOLUTE),
                Fit.huber("size ~ user"))) {
            assertThatThrownBy(() -> fit.to(frame))
                    .isInstanceOf(Unfittable.class)
                    .hasMessageContaining("There are 4,001 coefficients, more than 4,000, the limit of");
        }
        assertThatThrownBy(() -> of("poisson", "user").path(1).to(frame)).hasMessageContaining("a path of penalties");
        assertThatThrownBy(() -> Fit.multinomial("region ~ user").to(frame)).hasMessageContaining("more than 4000");
    }

    @Test
    void itCanBeStopped() {
        Frame frame = frame(ROWS, USERS, 16);
        Watcher stop = new Watcher() {
            @Override
            public void step(Step step) {
                if (step.iteration() == 1) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThatThrownBy(() -> many(of("binomial", "x + user").watched(stop), frame, true))
                .isInstanceOf(CancellationException.class);
        Fitted early = many(of("binomial", "x + user").iterations(1), frame, false);
        assertThat(early.convergence().reason()).isEqualTo(StopReason.ITERATIONS);
        assertThat(early.notes()).anyMatch(note -> note.code() == Note.Code.NOT_CONVERGED);
    }
}
