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
import org.surprisal.score.Score;
import org.surprisal.score.Scorecard;

/** The example of docs/score-java.md: how good the predictions of a booster are. */
final class ScoreExampleTest {
    @Test
    void predictionsOfABoosterAreScored() throws XGBoostError {
        Needed.xgboost();
        DMatrix train = Games.seasons(1970, 2010).matrix(game -> Double.parseDouble(game[11]) > 0.5 ? 1 : 0);
        DMatrix test = Games.seasons(2011, 2020).matrix(game -> Double.parseDouble(game[11]) > 0.5 ? 1 : 0);

        // Did the home team win?
        Booster booster =
                XGBoost.train(train, Map.of("objective", "binary:logistic", "max_depth", 3), 20, Map.of(), null, null);
        float[][] predicted = booster.predict(test);
        float[] label = test.getLabel();

        double[] happened = new double[label.length];
        double[] probability = new double[label.length];
        for (int i = 0; i < label.length; i++) {
            happened[i] = label[i];
            probability[i] = predicted[i][0];
        }
        Scorecard card = Score.binary(happened, probability);
        double loss = card.get("log_loss").value();
        double slope = card.get("calibration_slope").value(); // below 1: too sure of itself
        // end

        assertThat(card.scored()).isEqualTo(label.length);
        assertThat(loss).isBetween(0.6, 0.68);
        assertThat(slope).isBetween(0.5, 1.2);
        String metric = booster.evalSet(new DMatrix[] {test}, new String[] {"test"}, 0);
        assertThat(metric).contains("%.2f".formatted(loss));
    }

    @Test
    void theDocumentShowsThisExample() throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/surprisal/xgboost/ScoreExampleTest.java"));
        int from = code.indexOf("        // Did the home");
        String shown = code.substring(from, code.indexOf("        // end", from))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(Path.of("../docs/score-java.md"))).contains("```java\n" + shown + "\n```");
    }
}
