package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss as a metric gives the number that XGBoost's own metric of that name gives. */
final class SameMetricTest {
    @BeforeAll
    static void needsXGBoost() {
        Needed.xgboost();
    }

    record Twins(
            String objective, String metric, Map<String, Object> more, Loss loss, ToDoubleFunction<String[]> label) {}

    static List<Twins> twins() {
        return List.of(
                new Twins("binary:logistic", "logloss", Map.of(), Catalogue.LOG_LOSS, Games::won),
                new Twins(
                        "multi:softprob", "mlogloss", Map.of("num_class", 3), Catalogue.CROSS_ENTROPY, Games::outcome),
                new Twins("reg:squarederror", "mae", Map.of(), Catalogue.ABSOLUTE, Games::difference),
                new Twins("count:poisson", "poisson-nloglik", Map.of(), Catalogue.POISSON, Games::score),
                new Twins("reg:gamma", "gamma-nloglik", Map.of(), Catalogue.GAMMA, Games::points));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theNumberIsTheSame(Twins twins) throws XGBoostError {
        DMatrix train = Games.seasons(1980, 2010).weighted(twins.label);
        DMatrix test = Games.seasons(2011, 2020).weighted(twins.label);
        Map<String, Object> parameters = new HashMap<>(twins.more);
        parameters.putAll(Map.of("objective", twins.objective, "eval_metric", twins.metric, "nthread", 1));
        parameters.put("verbosity", 0);
        Booster booster = XGBoost.train(train, parameters, 5, Map.of(), null, null);
        String line = booster.evalSet(new DMatrix[] {test}, new String[] {"test"}, 0);
        float theirs = Float.parseFloat(line.substring(line.lastIndexOf(':') + 1));
        float ours = LossMetric.of(twins.loss).eval(booster.predict(test), test);
        assertThat(ours).isCloseTo(theirs, within(2e-5f * Math.max(1, theirs)));
    }

    @Test
    void ofMarginsItIsTheSameAsOfPredictions() throws XGBoostError {
        DMatrix data = Games.seasons(2010, 2020).matrix(Games::outcome);
        float[][] margins = new float[(int) data.rowNum()][];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = new float[] {i % 7 - 3, 0.5f, -i % 3};
        }
        LossObjective objective = LossObjective.of(Catalogue.CROSS_ENTROPY);
        float ofPredictions = LossMetric.of(Catalogue.CROSS_ENTROPY).eval(objective.predictions(margins), data);
        assertThat(objective.metric().eval(margins, data)).isCloseTo(ofPredictions, within(1e-6f));
    }

    @Test
    void itsNameFitsIntoALineOfTheLog() {
        assertThat(LossMetric.of(Catalogue.LOG_LOSS).getMetric()).isEqualTo("log_loss");
        assertThat(LossMetric.of(Loss.of("abs(y - p)")).getMetric()).isEqualTo("custom_loss");
        assertThat(LossMetric.of(Loss.of("abs(y - p)")).named("mine").getMetric())
                .isEqualTo("mine");
        LossMetric metric = LossMetric.of(Catalogue.LOG_LOSS);
        assertThatThrownBy(() -> metric.named("a: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letters, digits");
    }
}
