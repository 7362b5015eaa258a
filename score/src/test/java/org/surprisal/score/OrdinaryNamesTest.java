package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.score.OrdinaryNames.Reading;
import org.surprisal.score.OrdinaryNames.Role;

class OrdinaryNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"y", "Y True", "ground-truth", "真实值", "Actual_Value", "obs."})
    void wholeNamesOfOutcomes(String name) {
        assertThat(OrdinaryNames.read(name)).isEqualTo(new Reading(Role.OUTCOME, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "y_hat", ".pred", "Predicted Probability", "预测概率", "y.score"})
    void wholeNamesOfPredictions(String name) {
        assertThat(OrdinaryNames.read(name)).isEqualTo(new Reading(Role.PREDICTION, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result1", "churn_label", "isTarget", "label_id", "客户真实结果"})
    void namesThatContainAnOutcome(String name) {
        assertThat(OrdinaryNames.read(name)).isEqualTo(new Reading(Role.OUTCOME, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elo_prob1", "predicted_outcome", "churnScore", "forecast_24h", "模型预测标签", "class_prob"})
    void namesThatContainAPrediction(String name) {
        assertThat(OrdinaryNames.read(name)).isEqualTo(new Reading(Role.PREDICTION, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "id", "p_value", "y_coordinate", "team1", "日期", "probable", "42"})
    void namesThatSayNothing(String name) {
        assertThat(OrdinaryNames.read(name).role()).isEqualTo(Role.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "rain_prob", "churnProbability", "预测概率", "prob2"})
    void promisesOfProbabilities(String name) {
        assertThat(OrdinaryNames.saysProbability(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prediction", "score", "y_pred", "improbable"})
    void noPromises(String name) {
        assertThat(OrdinaryNames.saysProbability(name)).isFalse();
    }
}
