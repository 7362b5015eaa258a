package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Batch;
import org.surprisal.score.Request;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import org.surprisal.score.Source;
import org.surprisal.score.Task;
import org.surprisal.score.Unscorable;

/** The probabilities of an example's positive outcome and what happened, in the order of the rows. */
final class BinaryForecasts {
    private final Source source;
    private final Scorecard card;

    private BinaryForecasts(Source source, Scorecard card) {
        this.source = source;
        this.card = card;
    }

    /** Takes rows; those that cannot be scored are not among them. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes rows.
         *
         * @param y 1 where the positive outcome happened, else 0
         * @param p the probabilities given to the positive outcome
         * @param n the number of rows
         */
        void accept(double[] y, double[] p, int n);
    }

    /**
     * Finds the columns.
     *
     * @throws Unscorable if the example holds no forecasts of two outcomes
     */
    static BinaryForecasts of(Example example) {
        Request request = Request.automatic()
                .withOutcome(example.outcome())
                .withPrediction(example.prediction())
                .withRankingMemory(0);
        Source source = example.rows().get();
        Scorecard card = Scorer.score(source, request);
        if (card.task() != Task.BINARY || card.scored() == 0) {
            throw new Unscorable("This is explained with forecasts of two outcomes, and " + example.name()
                    + " holds none: name its columns with --outcome and --prediction, or leave the file away.");
        }
        return new BinaryForecasts(source, card);
    }

    /** What scoring found. */
    Scorecard card() {
        return card;
    }

    /** The name of the prediction column. */
    String prediction() {
        return card.prediction().getFirst();
    }

    /** Reads every row that has an outcome and a probability. */
    void read(Sink sink) {
        List<Source.Cell> cells = new ArrayList<>();
        String outcome = card.outcome().getFirst();
        boolean numeric =
                isNumber(card.classes().get(0)) && isNumber(card.classes().get(1));
        cells.add(numeric ? new Source.Cell.Numeric(outcome) : new Source.Cell.Category(outcome, card.classes()));
        cells.add(new Source.Cell.Numeric(prediction()));
        double[] named = numeric
                ? card.classes().stream().mapToDouble(Double::parseDouble).toArray()
                : new double[] {0, 1};
        source.read(cells, true, batch -> {
            double[] y = new double[batch.size()];
            double[] p = new double[batch.size()];
            int n = 0;
            for (int row = 0; row < batch.size(); row++) {
                double happened = numeric ? batch.numbers()[0][row] : batch.codes()[0][row];
                double probability = probability(batch, row);
                if ((happened == named[0] || happened == named[1]) && probability >= 0 && probability <= 1) {
                    y[n] = happened == named[1] ? 1 : 0;
                    p[n++] = probability;
                }
            }
            sink.accept(y, p, n);
            return true;
        });
    }

    private double probability(Batch batch, int row) {
        double number = batch.numbers()[1][row];
        return switch (card.scale()) {
            case PERCENT -> number / 100;
            case LOGIT -> Sigmoid.of(number);
            default -> number;
        };
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
