package org.surprisal.report.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;
import org.surprisal.report.Prose;

/** How log loss and cross-entropy differ: not at all as numbers, in many ways as functions of libraries. */
final class LogLossAndCrossEntropy implements Topic {
    private static final double LN_2 = 0.6931471805599453;

    @Override
    public String name() {
        return "log-loss-vs-cross-entropy";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("logloss", "logarithmicloss", "crossentropy", "对数损失", "交叉熵"));
    }

    /** What one reading of the rows tells. */
    private static final class Sums {
        private final ExactMean logLoss = new ExactMean();
        private final ExactMean substituted = new ExactMean();
        private final ExactMean stored = new ExactMean();
        private final ExactMean forecast = new ExactMean();
        private final ExactMean outcome = new ExactMean();
        private long rounded;
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        BinaryForecasts forecasts = BinaryForecasts.of(example);
        Loss twoClasses = Catalogue.CROSS_ENTROPY.asBinary();
        Sums sums = read(forecasts, twoClasses);
        Map<String, Object> figures = new HashMap<>();
        figures.put("file", example.name());
        figures.put("prediction", forecasts.prediction());
        figures.put("rows", Prose.count(sums.logLoss.rows()));
        numbers(figures, sums);
        figures.put("class_formula", Catalogue.CROSS_ENTROPY.value().toString());
        figures.put("binary_formula", twoClasses.value().toString());
        boolean equal = sums.logLoss.mean() == sums.substituted.mean();
        boolean same = SameTerms.in(twoClasses.value(), Catalogue.LOG_LOSS.value());
        figures.put("verdict", equal ? phrases.say("equal") : "");
        figures.put("same_expression", same ? phrases.say("same_expression") : "");
        figures.put("stored", stored(sums, phrases));
        figures.put("zero_table", ZeroTable.lines(phrases));
        entropy(figures, sums);
        figures.put("three", classes(Catalogue.CROSS_ENTROPY, new double[] {0, 0, 1}, new double[] {0.1, 0.2, 0.7}));
        figures.put("minus_log", Catalogue.LOG_LOSS.value(1, 0.7));
        return figures;
    }

    private static Sums read(BinaryForecasts forecasts, Loss twoClasses) {
        Sums sums = new Sums();
        Evaluator binary = Catalogue.LOG_LOSS.evaluator();
        Evaluator substituted = twoClasses.evaluator();
        Evaluator classes = Catalogue.CROSS_ENTROPY.evaluator();
        forecasts.read((y, p, n) -> {
            double[] loss = new double[n];
            binary.values(y, p, n, loss);
            sums.logLoss.add(loss, n);
            substituted.values(y, p, n, loss);
            sums.substituted.add(loss, n);
            double[] other = new double[n];
            int[] label = new int[n];
            for (int row = 0; row < n; row++) {
                other[row] = 1 - p[row];
                label[row] = (int) y[row];
                // 1 - p is exact where the way back is: both differences are then multiples of one unit below 1.
                sums.rounded += 1 - other[row] == p[row] ? 0 : 1;
            }
            classes.values(label, new double[][] {other, p}, n, loss);
            sums.stored.add(loss, n);
            sums.forecast.add(p, n);
            sums.outcome.add(y, n);
        });
        return sums;
    }

    private static void numbers(Map<String, Object> figures, Sums sums) {
        double mean = sums.logLoss.mean();
        figures.put("logloss", mean);
        figures.put("crossentropy", sums.substituted.mean());
        figures.put("logloss_short", Prose.number(mean));
        figures.put("sum", Prose.number(sums.logLoss.sum()));
        figures.put("bits", Prose.number(mean / LN_2));
    }

    private static String stored(Sums sums, Phrases phrases) {
        double value = sums.stored.mean();
        if (sums.rounded == 0) {
            return phrases.say("stored.exact", "value", value);
        }
        return phrases.say(
                value == sums.substituted.mean() ? "stored.equal" : "stored.rounded",
                "value",
                value,
                "rows",
                Prose.count(sums.rounded),
                "all",
                Prose.count(sums.stored.rows()),
                "difference",
                value - sums.substituted.mean());
    }

    private static void entropy(Map<String, Object> figures, Sums sums) {
        double[] p = {1 - sums.outcome.mean(), sums.outcome.mean()};
        double[] q = {1 - sums.forecast.mean(), sums.forecast.mean()};
        figures.put("p0", Prose.number(p[0]));
        figures.put("p1", Prose.number(p[1]));
        figures.put("q0", Prose.number(q[0]));
        figures.put("q1", Prose.number(q[1]));
        double entropy = classes(Catalogue.CROSS_ENTROPY, p, p);
        double kl = classes(Catalogue.KL_DIVERGENCE, p, q);
        figures.put("entropy", entropy);
        figures.put("kl", kl);
        figures.put("entropy_plus_kl", entropy + kl);
        figures.put("cross", classes(Catalogue.CROSS_ENTROPY, p, q));
        double[] a = {0.1, 0.9};
        double[] b = {0.5, 0.5};
        figures.put("cross_ab", fixed(classes(Catalogue.CROSS_ENTROPY, a, b)));
        figures.put("cross_ba", fixed(classes(Catalogue.CROSS_ENTROPY, b, a)));
        figures.put("cross_bb", fixed(classes(Catalogue.CROSS_ENTROPY, b, b)));
        figures.put("kl_ab", fixed(classes(Catalogue.KL_DIVERGENCE, a, b)));
        figures.put("kl_ba", fixed(classes(Catalogue.KL_DIVERGENCE, b, a)));
    }

    /** Six decimals, so that what stands under each other lines up. */
    private static String fixed(double number) {
        return Prose.decimals(number, 6);
    }

    /** The loss over classes of one row whose outcome is a distribution. */
    private static double classes(Loss loss, double[] y, double[] p) {
        double[] out = new double[1];
        loss.evaluator().values(columns(y), columns(p), 1, out);
        return out[0];
    }

    private static double[][] columns(double[] row) {
        double[][] columns = new double[row.length][];
        for (int k = 0; k < row.length; k++) {
            columns[k] = new double[] {row[k]};
        }
        return columns;
    }
}
