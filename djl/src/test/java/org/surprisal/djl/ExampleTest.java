package org.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Loss;

/** The example of docs/adapters.md: a loss that nobody has a name for, on real data. */
final class ExampleTest {
    @Test
    void aLossGivenAsTextTrainsWhatItAsksFor() throws IOException, TranslateException {
        Needed.engine();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            manager.getEngine().setRandomSeed(11);
            List<String[]> games = games();
            NDArray features = manager.create(ratings(games), new Shape(games.size(), 3));
            NDArray labels = manager.create(points(games), new Shape(games.size(), 1));
            ArrayDataset data = new ArrayDataset.Builder()
                    .setData(features)
                    .optLabels(labels)
                    .setSampling(256, true)
                    .build();
            NDList predictions = trained(manager, features, data);

            float[] expected = predictions.singletonOrThrow().toFloatArray();
            int more = 0;
            for (int i = 0; i < expected.length; i++) {
                more += points(games)[i] > expected[i] ? 1 : 0;
            }
            assertThat((double) more / expected.length).isBetween(0.2, 0.42);
            DjlLoss cost = DjlLoss.of(Loss.of("where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2"))
                    .evaluating();
            NDArray constant = labels.mean().broadcast(labels.getShape());
            assertThat(cost.evaluate(new NDList(labels), predictions).getFloat())
                    .isLessThan(0.97f
                            * cost.evaluate(new NDList(labels), new NDList(constant))
                                    .getFloat());
        }
    }

    private static NDList trained(NDManager manager, NDArray features, ArrayDataset data)
            throws IOException, TranslateException {
        SequentialBlock network = new SequentialBlock()
                .add(Linear.builder().setUnits(16).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(1).build());

        // Points of a game, in tens: to expect too few costs three times as much as to expect too many.
        DjlLoss loss = DjlLoss.of(Loss.of("where(y_true > y_pred, 3, 1) * (y_true - y_pred)^2"));
        DefaultTrainingConfig config = new DefaultTrainingConfig(loss)
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.03f))
                        .build());
        try (Model model = Model.newInstance("points", "PyTorch")) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(features.getShape());
                EasyTrain.fit(trainer, 3, data, null);
                NDList predictions = trainer.evaluate(new NDList(features));
                // end
                predictions.attach(manager);
                return predictions;
            }
        }
    }

    /** Games since 1990 (examples/nfl_elo.csv, MIT licence). */
    private static List<String[]> games() throws IOException {
        try (var lines = Files.lines(Path.of("../examples/nfl_elo.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(game -> Integer.parseInt(game[1]) >= 1990)
                    .toList();
        }
    }

    private static float[] ratings(List<String[]> games) {
        float[] ratings = new float[games.size() * 3];
        for (int i = 0; i < games.size(); i++) {
            ratings[3 * i] = (Float.parseFloat(games.get(i)[6]) - 1500) / 100;
            ratings[3 * i + 1] = (Float.parseFloat(games.get(i)[7]) - 1500) / 100;
            ratings[3 * i + 2] = (Float.parseFloat(games.get(i)[1]) - 2005) / 10;
        }
        return ratings;
    }

    private static float[] points(List<String[]> games) {
        float[] points = new float[games.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = (Float.parseFloat(games.get(i)[9]) + Float.parseFloat(games.get(i)[10])) / 10;
        }
        return points;
    }

    @Test
    void theDocumentShowsThisExample() throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/surprisal/djl/ExampleTest.java"));
        int from = code.indexOf("        // Points of a game");
        String shown = code.substring(from, code.indexOf("                // end", from))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(Path.of("../docs/adapters.md"))).contains("```java\n" + shown + "\n    }\n}\n```");
    }
}
