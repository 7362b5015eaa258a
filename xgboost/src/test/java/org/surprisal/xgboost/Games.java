package org.surprisal.xgboost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A century of American football (examples/nfl_elo.csv, MIT licence) as matrices of XGBoost.
 *
 * @param games the cells of each game: 1 season, 2 neutral, 3 playoff, 6 and 7 ratings, 9 and 10 scores, 11 result
 */
record Games(List<String[]> games) {
    /** The games of some seasons. */
    static Games seasons(int from, int to) {
        try (var lines = Files.lines(Path.of("../examples/nfl_elo.csv"))) {
            return new Games(lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(game -> Integer.parseInt(game[1]) >= from && Integer.parseInt(game[1]) <= to)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ratings, season and place as features. */
    DMatrix matrix(ToDoubleFunction<String[]> label) throws XGBoostError {
        int[] features = {1, 2, 3, 6, 7};
        float[] x = new float[games.size() * features.length];
        float[] y = new float[games.size()];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < features.length; j++) {
                x[i * features.length + j] = Float.parseFloat(games.get(i)[features[j]]);
            }
            y[i] = (float) label.applyAsDouble(games.get(i));
        }
        DMatrix matrix = new DMatrix(x, y.length, features.length, Float.NaN);
        matrix.setLabel(y);
        return matrix;
    }

    /** The first half of the rows counts twice as much, a tenth of them not at all. */
    DMatrix weighted(ToDoubleFunction<String[]> label) throws XGBoostError {
        DMatrix matrix = matrix(label);
        float[] weight = new float[games.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = i % 10 == 3 ? 0 : i < weight.length / 2 ? 2 : 1;
        }
        matrix.setWeight(weight);
        return matrix;
    }

    static double won(String[] game) {
        return Double.parseDouble(game[11]) > 0.5 ? 1 : 0;
    }

    /** Lost, a tie, won. */
    static double outcome(String[] game) {
        return 2 * Double.parseDouble(game[11]);
    }

    static double score(String[] game) {
        return Double.parseDouble(game[9]);
    }

    /** Points of both, and one, so that there is no game of none. */
    static double points(String[] game) {
        return Double.parseDouble(game[9]) + Double.parseDouble(game[10]) + 1;
    }

    static double difference(String[] game) {
        return (Double.parseDouble(game[9]) - Double.parseDouble(game[10])) / 10;
    }
}
