package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.fit.Fit;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.report.Prose;

/** Least squares as the likelihood of Gaussian noise. */
final class LeastSquares implements Topic {
    /** Where to look, as standard deviations from the mean. */
    private static final double[] PLACES = {-1, -0.5, 0, 0.5, 1};

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
        Outcomes outcomes = example.given() ? Outcomes.of(example) : Outcomes.few();
        double deviation = Math.sqrt(outcomes.variance());
        Loss squared = Catalogue.SQUARED;
        Loss gaussian = Catalogue.GAUSSIAN.with("sigma", deviation);
        Map<String, Object> figures = new HashMap<>();
        figures.put("gaussian", gaussian.value().toString());
        figures.put("squared", squared.value().toString());
        figures.put("squared_gradient", squared.gradient().toString());
        figures.put("gaussian_gradient", gaussian.gradient().toString());
        figures.put("computed", computed(example, outcomes, phrases));
        figures.put("table", table(outcomes, deviation, squared, gaussian, phrases));
        figures.put("constant", Prose.decimals(gaussian.value(0, 0), 12));
        figures.put("squared_minimum", Prose.decimals(minimum(squared, outcomes.values()), 12));
        figures.put("gaussian_minimum", Prose.decimals(minimum(gaussian, outcomes.values()), 12));
        figures.put("mean", Prose.decimals(outcomes.mean(), 12));
        Loss likelihood = Catalogue.GAUSSIAN.with("sigma", 0.1);
        figures.put("line_squares", line(Fit.leastSquares("y ~ x")));
        figures.put("line_loss", likelihood.toString());
        figures.put("line_gaussian", line(Fit.of("y ~ x", likelihood)));
        return figures;
    }

    /** The line through the points of examples/least-squares.csv. */
    private static String line(Fit fit) {
        double[] b =
                fit.to(Frame.EMPTY.with("x", 0, 1, 2).with("y", 0.9, 1.8, 3)).estimates();
        return Prose.decimals(b[0], 12) + " + " + Prose.decimals(b[1], 12) + " x";
    }

    private static String computed(Example example, Outcomes outcomes, Phrases phrases) {
        String variance = Prose.number(outcomes.variance());
        if (!example.given()) {
            String values = String.join(
                    ", ",
                    Arrays.stream(outcomes.values()).mapToObj(Prose::number).toList());
            return phrases.say("computed.own", "outcomes", values, "variance", variance);
        }
        return phrases.say(
                outcomes.all() ? "computed.file" : "computed.first",
                "rows",
                Prose.count(outcomes.values().length),
                "file",
                example.name(),
                "column",
                outcomes.column(),
                "variance",
                variance);
    }

    private static List<String> table(
            Outcomes outcomes, double deviation, Loss squared, Loss gaussian, Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        double[] same = new double[outcomes.values().length];
        for (double place : PLACES) {
            double forecast = outcomes.mean() + place * deviation;
            Arrays.fill(same, forecast);
            double scaled = squared.mean(outcomes.values(), same) / (2 * deviation * deviation);
            double likelihood = gaussian.mean(outcomes.values(), same);
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
    private static double minimum(Loss loss, double[] outcomes) {
        double low = Arrays.stream(outcomes).min().orElseThrow();
        double high = Arrays.stream(outcomes).max().orElseThrow();
        for (double middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high)) {
            if (slope(loss, outcomes, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return -slope(loss, outcomes, low) < slope(loss, outcomes, high) ? low : high;
    }

    private static double slope(Loss loss, double[] outcomes, double forecast) {
        double[] same = new double[outcomes.length];
        Arrays.fill(same, forecast);
        ExactMean slope = new ExactMean();
        slope.add(loss.gradient(outcomes, same), outcomes.length);
        return slope.sum();
    }
}
