package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.report.Prose;

/** Least squares as the likelihood of Gaussian noise, on a handful of outcomes. */
final class LeastSquares implements Topic {
    private static final double[] OUTCOMES = {2, 3, 5, 7, 11};
    private static final double[] FORECASTS = {3, 5, 5.6, 6, 9};
    private static final double VARIANCE = 4;

    @Override
    public String name() {
        return "least-squares";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("leastsquare", "squarederror", "gauss", "mse", "最小二乘", "均方", "平方误差", "高斯"));
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        Loss squared = Catalogue.SQUARED;
        Loss gaussian = Catalogue.GAUSSIAN.with("sigma", Math.sqrt(VARIANCE));
        Map<String, Object> figures = new HashMap<>();
        figures.put("gaussian", gaussian.value().toString());
        figures.put("squared", squared.value().toString());
        figures.put("squared_gradient", squared.gradient().toString());
        figures.put("gaussian_gradient", gaussian.gradient().toString());
        figures.put(
                "outcomes",
                String.join(
                        ", ", Arrays.stream(OUTCOMES).mapToObj(Prose::number).toList()));
        figures.put("variance", Prose.number(VARIANCE));
        figures.put("table", table(squared, gaussian, phrases));
        figures.put("constant", Prose.decimals(gaussian.value(0, 0), 12));
        figures.put("squared_minimum", minimum(squared));
        figures.put("gaussian_minimum", minimum(gaussian));
        figures.put("mean", mean());
        return figures;
    }

    private static List<String> table(Loss squared, Loss gaussian, Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        for (double forecast : FORECASTS) {
            double[] same = new double[OUTCOMES.length];
            Arrays.fill(same, forecast);
            double scaled = squared.mean(OUTCOMES, same) / (2 * VARIANCE);
            double likelihood = gaussian.mean(OUTCOMES, same);
            rows.add(List.of(
                    Prose.number(forecast),
                    Prose.decimals(scaled, 12),
                    Prose.decimals(likelihood, 12),
                    Prose.decimals(likelihood - scaled, 12)));
        }
        List<String> head = List.of(
                "m", phrases.say("scaled_squares"), phrases.say("negative_log_likelihood"), phrases.say("difference"));
        return phrases.table(head, "rrrr", rows);
    }

    /** Where the total gradient of constant forecasts is nearest to zero: it rises, so halving an interval finds it. */
    private static double minimum(Loss loss) {
        double low = OUTCOMES[0];
        double high = OUTCOMES[OUTCOMES.length - 1];
        for (double middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high)) {
            if (slope(loss, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return -slope(loss, low) < slope(loss, high) ? low : high;
    }

    private static double slope(Loss loss, double forecast) {
        double[] same = new double[OUTCOMES.length];
        Arrays.fill(same, forecast);
        ExactMean slope = new ExactMean();
        slope.add(loss.gradient(OUTCOMES, same), OUTCOMES.length);
        return slope.sum();
    }

    private static double mean() {
        ExactMean mean = new ExactMean();
        mean.add(OUTCOMES, OUTCOMES.length);
        return mean.mean();
    }
}
