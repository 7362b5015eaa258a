package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Losses that nobody thought of, given as text, in XGBoost. */
final class AnyLossTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(y - p) + max(p - 2, 0)^2",
                "where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2 / (1 + abs(y_true))",
                "c * log1p(((y - p) / c)^2); c=2",
                "abs(p - y)^a / a; a=1.5",
            })
    void numbersGetCloser(String text) throws XGBoostError {
        Needed.xgboost();
        trains(text, Link.IDENTITY, Games.seasons(1990, 2000).matrix(Games::difference), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-sum(w * xlogy(y, p)); w=[1, 2, 0.5]",
                "sum((p - y)^2) + b * sum(p^2); b=0.1",
            })
    void classesGetCloser(String text) throws XGBoostError {
        Needed.xgboost();
        trains(text, Link.SOFTMAX, Games.seasons(1990, 2000).matrix(Games::outcome), 3);
    }

    private static void trains(String text, Link link, DMatrix data, int classes) throws XGBoostError {
        Loss loss = Catalogue.parse(text);
        LossObjective objective = LossObjective.of(loss, link).hessianFloor(0.1);
        Map<String, Object> parameters = new LinkedHashMap<>(objective.parameters());
        parameters.put("max_depth", 2);
        parameters.put("eta", 0.3);
        if (classes > 0) {
            parameters.put("num_class", classes);
        }
        float one = cost(data, parameters, 1, objective);
        float ten = cost(data, parameters, 10, objective);
        assertThat(ten).as(text).isLessThan(one);
    }

    private static float cost(DMatrix data, Map<String, Object> parameters, int rounds, LossObjective objective)
            throws XGBoostError {
        Booster booster = XGBoost.train(data, parameters, rounds, Map.of(), objective, null);
        return objective.metric().eval(booster.predict(data), data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5 * ((y - p) / s)^2 + log(s); s=predicted", "n * (y - p)^2; n=given"})
    void whatXGBoostDoesNotHandOverIsRefused(String text) {
        assertThatThrownBy(() -> LossObjective.of(Loss.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from each row, but XGBoost hands over margins, labels and weights only");
    }
}
