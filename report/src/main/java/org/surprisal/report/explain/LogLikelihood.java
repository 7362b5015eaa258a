package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.math.Exp;
import org.surprisal.report.Prose;

/** From the product of probabilities through its logarithm to the log loss. */
final class LogLikelihood implements Topic {
    private static final double LN_10 = 2.302585092994046;
    private static final int SHOWN = 6;
    private static final int MOST_STEPS = 5;

    @Override
    public String name() {
        return "log-likelihood";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("likelihood", "似然"));
    }

    /** What one reading in row order tells. */
    private static final class Product {
        private final List<String> first = new ArrayList<>();
        private final List<Double> steps = new ArrayList<>();
        private final List<Long> rows = new ArrayList<>();
        private double value = 1;
        private long row;
        private long next = 10;
        private long underflow;

        void multiply(double p) {
            row++;
            if (first.size() < SHOWN) {
                first.add(Prose.number(p));
            }
            value *= p;
            if (value == 0 && underflow == 0) {
                underflow = row;
            }
            if (row == next && rows.size() < MOST_STEPS) {
                rows.add(row);
                steps.add(value);
                next *= 10;
            }
        }
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        BinaryForecasts forecasts = BinaryForecasts.of(example);
        Product product = new Product();
        ExactMean loss = new ExactMean();
        Evaluator logLoss = Catalogue.LOG_LOSS.evaluator();
        forecasts.read((y, p, n) -> {
            double[] losses = new double[n];
            logLoss.values(y, p, n, losses);
            loss.add(losses, n);
            for (int row = 0; row < n; row++) {
                product.multiply(y[row] == 1 ? p[row] : 1 - p[row]);
            }
        });
        Map<String, Object> figures = new HashMap<>();
        figures.put("file", example.name());
        figures.put("first", String.join(" · ", product.first) + (product.row > SHOWN ? " · …" : ""));
        figures.put("steps", steps(product, phrases));
        figures.put(
                "underflow",
                product.underflow > 0
                        ? phrases.say("underflow", "row", Prose.count(product.underflow))
                        : phrases.say("no_underflow"));
        figures.put("loglik", -loss.sum());
        figures.put("negative", loss.sum());
        figures.put("power", Prose.number(-loss.sum() / LN_10));
        figures.put("rows", Prose.count(loss.rows()));
        figures.put("logloss", loss.mean());
        figures.put("geometric", Prose.percent(Exp.of(-loss.mean())));
        return figures;
    }

    private static List<String> steps(Product product, Phrases phrases) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < product.steps.size(); i++) {
            steps.add(phrases.say(
                    "rows", "rows", Prose.count(product.rows.get(i)), "product", Prose.number(product.steps.get(i))));
        }
        steps.add(phrases.say("rows", "rows", Prose.count(product.row), "product", Prose.number(product.value)));
        return steps.stream().distinct().toList();
    }
}
