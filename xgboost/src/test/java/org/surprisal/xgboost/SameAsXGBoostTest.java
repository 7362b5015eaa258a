package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss as an objective gives the trees that XGBoost's own objective of that name gives. */
final class SameAsXGBoostTest {
    private static final int ROUNDS = 10;

    @BeforeAll
    static void needsXGBoost() {
        Needed.xgboost();
    }

    /** The host's objective with the parameters that it has of its own, and ours with those it needs to be equal. */
    record Twins(
            String host,
            Map<String, Object> its,
            LossObjective objective,
            Map<String, Object> ours,
            ToDoubleFunction<String[]> label) {
        @Override
        public String toString() {
            return host + " " + its;
        }
    }

    static List<Twins> twins() {
        Map<String, Object> step = Map.of("max_delta_step", 0.7f);
        Map<String, Object> classes = Map.of("num_class", 3);
        Map<String, Object> none = Map.of();
        double poisson = Math.exp(0.7f);
        return List.of(
                new Twins("binary:logistic", none, LossObjective.of(Catalogue.LOG_LOSS), none, Games::won),
                new Twins("binary:logistic", none, LossObjective.of(Catalogue.LOG_LOSS_LOGIT), none, Games::won),
                new Twins(
                        "multi:softprob",
                        classes,
                        LossObjective.of(Catalogue.CROSS_ENTROPY).hessianTimes(2),
                        classes,
                        Games::outcome),
                new Twins(
                        "multi:softprob",
                        classes,
                        LossObjective.of(Catalogue.CROSS_ENTROPY_LOGIT).hessianTimes(2),
                        classes,
                        Games::outcome),
                new Twins("reg:squarederror", none, LossObjective.of(Catalogue.GAUSSIAN), none, Games::difference),
                // The square is not halved: all that is compared with it doubles.
                new Twins(
                        "reg:squarederror",
                        none,
                        LossObjective.of(Catalogue.SQUARED),
                        Map.of("lambda", 2, "min_child_weight", 2),
                        Games::difference),
                new Twins(
                        "reg:pseudohubererror",
                        none,
                        LossObjective.of(Loss.of("sqrt(1 + (y_true - y_pred)^2) - 1")),
                        none,
                        Games::difference),
                new Twins(
                        "count:poisson",
                        none,
                        LossObjective.of(Catalogue.POISSON).hessianTimes(poisson),
                        step,
                        Games::score),
                new Twins(
                        "count:poisson",
                        Map.of("max_delta_step", 0.3f),
                        LossObjective.of(Loss.of("y_pred - xlogy(y_true, y_pred)"), Link.LOG)
                                .hessianTimes(Math.exp(0.3f)),
                        Map.of("max_delta_step", 0.3f),
                        Games::score),
                new Twins("reg:gamma", none, LossObjective.of(Catalogue.GAMMA), none, Games::points));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theTreesAreTheSame(Twins twins) throws XGBoostError {
        DMatrix data = Games.seasons(1990, 2020).weighted(twins.label);
        Map<String, Object> host = with(usual(), twins.its);
        host.put("objective", twins.host);
        // As a margin 0: the probability 1/2, the mean 1.
        host.put("base_score", twins.host.startsWith("binary") ? 0.5 : twins.objective.link() == Link.LOG ? 1 : 0);
        Booster theirs = XGBoost.train(data, host, ROUNDS, Map.of(), null, null);
        Map<String, Object> own = with(with(usual(), twins.objective.parameters()), twins.ours);
        Booster ours = XGBoost.train(data, own, ROUNDS, Map.of(), twins.objective, null);

        assertThat(splits(ours)).isEqualTo(splits(theirs));
        assertClose(ours.predict(data), theirs.predict(data, true));
        if (twins.objective.link() != Link.IDENTITY) {
            assertClose(twins.objective.predictions(ours.predict(data)), theirs.predict(data));
        }
    }

    /** XGBoost estimates where to start if it is not told; {@link LossObjective#baseScore} does the same. */
    @ParameterizedTest
    @MethodSource("estimated")
    void theStartIsTheSame(Twins twins) throws XGBoostError {
        DMatrix data = Games.seasons(2000, 2020).weighted(twins.label);
        Map<String, Object> host = with(usual(), twins.its);
        host.put("objective", twins.host);
        Booster theirs = XGBoost.train(data, host, 1, Map.of(), null, null);
        Map<String, Object> own = with(with(usual(), twins.objective.parameters()), twins.ours);
        own.put("base_score", twins.objective.baseScore(data));
        Booster ours = XGBoost.train(data, own, 1, Map.of(), twins.objective, null);

        assertClose(ours.predict(data), theirs.predict(data, true));
    }

    /** But not for class losses, which start at 1/2, nor for the pseudo-Huber loss, where it takes one Newton step. */
    static List<Twins> estimated() {
        return twins().stream()
                .filter(twins -> !twins.host.startsWith("multi") && !twins.host.equals("reg:pseudohubererror"))
                .toList();
    }

    private static Map<String, Object> usual() {
        Map<String, Object> usual = new LinkedHashMap<>();
        usual.put("max_depth", 4);
        usual.put("eta", 0.3);
        usual.put("nthread", 1);
        usual.put("verbosity", 0);
        return usual;
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** The trees without the numbers of their leaves, which differ in the last bits of a float. */
    private static String splits(Booster booster) throws XGBoostError {
        return String.join("\n", booster.getModelDump("", false)).replaceAll("leaf=\\S+", "leaf");
    }

    private static void assertClose(float[][] ours, float[][] theirs) {
        assertThat(ours.length).isEqualTo(theirs.length);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).hasSameSizeAs(theirs[i]);
            for (int k = 0; k < ours[i].length; k++) {
                assertThat(ours[i][k]).isCloseTo(theirs[i][k], within(2e-5f * Math.max(1, Math.abs(theirs[i][k]))));
            }
        }
    }
}
