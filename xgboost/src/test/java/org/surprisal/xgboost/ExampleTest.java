package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Loss;

/** The example of docs/adapters.md: a loss that nobody has a name for, on real data. */
final class ExampleTest {
    private static final Loss LOSS = Loss.of("where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2");

    @Test
    void aLossGivenAsTextTrainsWhatItAsksFor() throws XGBoostError {
        Needed.xgboost();
        DMatrix train = Games.seasons(1970, 2010).matrix(Games::points);
        DMatrix test = Games.seasons(2011, 2020).matrix(Games::points);

        // Points of a game: to expect too few costs three times as much as to expect too many.
        Loss loss = Loss.of("where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2");
        LossObjective objective = LossObjective.of(loss);

        Map<String, Object> parameters = objective.parameters();
        parameters.put("base_score", objective.baseScore(train));
        parameters.put("max_depth", 3);
        parameters.put("eta", 0.1);
        Booster booster = XGBoost.train(train, parameters, 50, Map.of(), objective, objective.metric());

        float[][] expected = objective.predictions(booster.predict(test));
        float cost = LossMetric.of(loss).eval(expected, test);
        // end

        Map<String, Object> usual = Map.of("objective", "reg:squarederror", "max_depth", 3, "eta", 0.1);
        Booster mean = XGBoost.train(train, usual, 50, Map.of(), null, null);
        assertThat(cost).isLessThan(0.9f * LossMetric.of(LOSS).eval(mean.predict(test), test));
        assertThat(share(expected, test)).isBetween(0.25, 0.4);
        assertThat(share(mean.predict(test), test)).isBetween(0.4, 0.6);
    }

    /** How often there were more points than expected. */
    private static double share(float[][] expected, DMatrix data) throws XGBoostError {
        int more = 0;
        float[] label = data.getLabel();
        for (int i = 0; i < label.length; i++) {
            more += label[i] > expected[i][0] ? 1 : 0;
        }
        return (double) more / label.length;
    }

    @Test
    void theDocumentShowsThisExample() throws IOException {
        Path here = Path.of("src/test/java/org/surprisal/xgboost/ExampleTest.java");
        String code = Files.readString(here);
        int from = code.indexOf("        // Points of a game");
        String shown = code.substring(from, code.indexOf("        // end", from))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(Path.of("../docs/adapters.md"))).contains("```java\n" + shown + "\n```");
    }
}
