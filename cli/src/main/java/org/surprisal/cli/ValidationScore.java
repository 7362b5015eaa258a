package org.surprisal.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.score.Batch;
import org.surprisal.score.Column;
import org.surprisal.score.Estimate;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorer;
import org.surprisal.score.Source;

/** The mean loss of predictions in memory, with the error and the interval that {@code surprisal score} gives it. */
final class ValidationScore {
    private ValidationScore() {}

    /**
     * The mean loss of predictions.
     *
     * @param outcomes what happened
     * @param predictions what was said before, NaN where nothing was
     * @param weights the weights, or null
     * @param loss the loss
     * @param level the level of the interval
     */
    static Estimate of(double[] outcomes, double[] predictions, double @Nullable [] weights, Loss loss, double level) {
        Request request = Request.automatic()
                .withOutcome("outcome")
                .withPrediction("prediction")
                .withScale(Scale.MEAN)
                .withWeight(weights == null ? null : "weight")
                .withLosses(loss)
                .withLevel(level)
                .withRankingMemory(0);
        Map<String, Estimate> scores =
                Scorer.score(new Rows(outcomes, predictions, weights), request).scores();
        Estimate estimate = scores.get(loss.toString());
        estimate = estimate == null ? scores.get(loss.name()) : estimate;
        if (estimate == null) {
            throw new IllegalStateException("no score of " + loss + " among " + scores.keySet());
        }
        return estimate;
    }

    /** Outcomes and predictions as something that can be scored. */
    private record Rows(double[] outcomes, double[] predictions, double @Nullable [] weights) implements Source {
        private static final int SIZE = 16_384;

        @Override
        public List<Column> columns() {
            return List.of("outcome", "prediction", "weight").stream()
                    .map(name -> new Column(name, Column.Kind.NUMBER))
                    .toList();
        }

        @Override
        public Distinct distinct(String column, int limit) {
            Map<String, Long> counts = new TreeMap<>();
            for (int i = 0; i < outcomes.length && counts.size() <= limit; i++) {
                counts.merge(Double.toString(value(column, i)), 1L, Long::sum);
            }
            List<String> values = counts.keySet().stream().limit(limit).toList();
            return new Distinct(values, values.stream().mapToLong(counts::get).toArray(), 0, counts.size() <= limit);
        }

        @Override
        public void read(List<Cell> cells, boolean numbered, Sink sink) {
            for (int from = 0; from < outcomes.length; from += SIZE) {
                int n = Math.min(SIZE, outcomes.length - from);
                double[][] numbers = new double[cells.size()][n];
                byte[][] flags = new byte[cells.size()][n];
                for (int c = 0; c < numbers.length; c++) {
                    for (int i = 0; i < n; i++) {
                        numbers[c][i] = value(cells.get(c), from + i);
                        flags[c][i] = Double.isNaN(numbers[c][i]) ? Batch.FLAG_MISSING : Batch.PRESENT;
                    }
                }
                int first = from + 1;
                long[] rows = numbered
                        ? IntStream.range(0, n).mapToLong(i -> first + i).toArray()
                        : new long[0];
                if (!sink.accept(new Batch(n, numbers, new int[cells.size()][0], flags, numbered ? 1 : 0, rows))) {
                    return;
                }
            }
        }

        private double value(Cell cell, int i) {
            return switch (cell) {
                case Cell.Numeric numeric -> value(numeric.column(), i);
                case Cell.Category category ->
                    throw new IllegalStateException(category.column() + " is scored as numbers");
                case Cell.Text text -> throw new IllegalStateException(text.column() + " is scored as numbers");
            };
        }

        private double value(String column, int i) {
            return switch (column) {
                case "outcome" -> outcomes[i];
                case "prediction" -> predictions[i];
                default -> weights == null ? 1 : weights[i];
            };
        }
    }
}
