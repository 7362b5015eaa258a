package org.surprisal.report.explain;

import java.util.Arrays;
import java.util.List;
import org.surprisal.score.Request;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import org.surprisal.score.Source;
import org.surprisal.score.Unscorable;

/**
 * Some numbers that happened.
 *
 * @param column where they stand, or an empty text
 * @param values the numbers
 * @param all whether there were no more
 */
record Outcomes(String column, double[] values, boolean all) {
    /** More are not needed to see a minimum. */
    private static final int MOST = 10_000;

    /** A handful to look at. */
    static Outcomes few() {
        return new Outcomes("", new double[] {2, 3, 5, 7, 11}, true);
    }

    /**
     * The first outcomes of a table.
     *
     * @throws Unscorable if they are no numbers
     */
    static Outcomes of(Example example) {
        Source source = example.rows().get();
        Request request = Request.automatic()
                .withOutcome(example.outcome())
                .withPrediction(example.prediction())
                .withRankingMemory(0);
        Scorecard card = Scorer.score(source, request);
        String column = card.outcome().getFirst();
        double[] values = new double[MOST];
        int[] n = {0};
        source.read(List.of(new Source.Cell.Numeric(column)), true, batch -> {
            for (int row = 0; row < batch.size() && n[0] < MOST; row++) {
                double value = batch.numbers()[0][row];
                if (Double.isFinite(value)) {
                    values[n[0]++] = value;
                }
            }
            return n[0] < MOST;
        });
        if (n[0] < 2) {
            throw new Unscorable("This is explained with outcomes that are numbers, and " + column + " of "
                    + example.name() + " holds none: name another column with --outcome, or leave the file away.");
        }
        return new Outcomes(column, Arrays.copyOf(values, n[0]), n[0] < MOST);
    }

    /** The mean, rounded once. */
    double mean() {
        ExactMean mean = new ExactMean();
        mean.add(values, values.length);
        return mean.mean();
    }

    /** The mean squared distance from the mean, or 1 where all are the same. */
    double variance() {
        double mean = mean();
        ExactMean squares = new ExactMean();
        squares.add(
                Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .toArray(),
                values.length);
        return squares.mean() > 0 ? squares.mean() : 1;
    }
}
