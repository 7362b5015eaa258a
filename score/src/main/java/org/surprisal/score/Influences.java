package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The influence of each row on the numbers of a scorecard. Whoever knows how rows depend on each other turns them into
 * standard errors. For a mean L of losses l under weights w the influence is {@code w (l - L) / Σw}; the others follow
 * by differentiation (Hampel, The influence curve and its role in robust estimation, JASA 69, 1974).
 */
final class Influences {
    private static final Meaning R2 = new Meaning(Unit.NUMBER, Better.HIGHER, Range.SKILL);
    private static final String[] COMPARED = {"log_loss", "brier", "mse", "mae"};

    private final KeptRows kept;
    private final Plan plan;
    private final Findings findings;
    private final RowLosses losses;
    private final double weight;

    Influences(KeptRows kept, Findings findings) {
        this.kept = kept;
        this.plan = kept.plan();
        this.findings = findings;
        losses = new RowLosses(kept);
        weight = sum(i -> 1.0);
    }

    /** The exact Σ w f over rows, rounded once. */
    private double sum(RowFunction f) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < kept.size(); i++) {
            sum.addProduct(kept.weight(i) * f.of(i), (double) kept.count(i));
        }
        return sum.value();
    }

    /** A number for each row. */
    @FunctionalInterface
    interface RowFunction {
        /** The number of row i. */
        double of(int i);
    }

    /** The influences on the scores. */
    Map<String, Influence> scores() {
        Map<String, Influence> all = new LinkedHashMap<>();
        for (String name : losses.names()) {
            Meaning meaning = losses.meaning(name);
            double mean = value(findings.scores(), name);
            all.put(name, Influence.plain(meaning, () -> ofMean(losses.values(name), mean)));
            String finite = name + "_of_finite_rows";
            if (findings.scores().containsKey(finite)) {
                double rest = value(findings.scores(), finite);
                all.put(finite, Influence.plain(meaning, () -> ofMean(losses.values(name), rest)));
                String share = name.equals("log_loss") ? "infinite_share" : name + "_infinite_share";
                double infinite = value(findings.scores(), share);
                all.put(
                        share,
                        Influence.plain(
                                Meaning.FAILURE_SHARE,
                                () -> ofMean(
                                        map(losses.values(name), l -> l == Double.POSITIVE_INFINITY ? 1 : 0),
                                        infinite)));
            }
        }
        if (plan.task() == Task.BINARY) {
            new RankInfluences(kept, findings.scores()).put(all);
            new LineInfluences(kept, findings).put(all);
        }
        ClassFindings classes = Section.of(findings.sections(), ClassFindings.class);
        if (classes != null) {
            new ClassInfluences(ClassEvents.of(kept), findings.scores(), classes.classes()).put(all);
        }
        if (plan.task() == Task.REGRESSION) {
            all.putAll(new MeanLine(PairedNumbers.of(kept)).influences());
        }
        if (plan.sized()) {
            double ratio = value(findings.scores(), LikelihoodStatistics.BITS_PER_BYTE);
            all.put(
                    LikelihoodStatistics.BITS_PER_BYTE,
                    Influence.plain(Meaning.BITS, () -> ofRatio(losses.values("log_loss"), ratio)));
        }
        if (plan.task() == Task.REGRESSION && !given()) {
            double mean = sum(i -> kept.rows().outcome()[i]) / weight;
            double v = value(findings.reference(), "mse");
            double m = value(findings.scores(), "mse");
            all.put("r2", Influence.plain(R2, () -> ofExplained(mean, v, m)));
        } else if (plan.task() == Task.REGRESSION) {
            double mean = sum(i -> kept.rows().outcome()[i]) / weight;
            double v = sum(i -> squared(kept.rows().outcome()[i] - mean)) / weight;
            double m = value(findings.scores(), "mse");
            all.put("r2", Influence.plain(R2, () -> ofExplained(mean, v, m)));
        }
        return all;
    }

    private static double squared(double x) {
        return x * x;
    }

    private double[] ofExplained(double mean, double v, double m) {
        double[] l = losses.values("mse");
        double[] y = kept.rows().outcome();
        return each(i -> kept.weight(i) * (m * squared(y[i] - mean) / v - l[i]) / v / weight);
    }

    /** The influences on bits per byte. */
    private double[] ofRatio(double[] l, double ratio) {
        double[] bytes = kept.rows().reference();
        double all = sum(i -> bytes[i]);
        return each(i -> kept.weight(i) * (l[i] / LikelihoodStatistics.LN_2 - ratio * bytes[i]) / all);
    }

    private boolean given() {
        return plan.hasReference() || plan.referenceValue() != null;
    }

    /** The influences on the scores of the reference. */
    Map<String, Influence> reference() {
        Map<String, Influence> all = new LinkedHashMap<>();
        for (String name : COMPARED) {
            Estimate estimate = findings.reference().get(name);
            if (estimate == null) {
                continue;
            }
            if (plan.task() == Task.REGRESSION && !given()) {
                all.put(name, Influence.plain(Meaning.SQUARED, () -> ofSquares(estimate.value())));
            } else {
                all.put(name, Influence.plain(losses.meaning(name), () -> ofMean(reference(name), estimate.value())));
            }
        }
        return all;
    }

    /** The influences on the mean squared error of the mean of the outcomes. */
    private double[] ofSquares(double value) {
        double[] y = kept.rows().outcome();
        double mean = sum(i -> y[i]) / weight;
        return ofMean(each(i -> squared(y[i] - mean)), value);
    }

    /** The influences on the skill. */
    Map<String, Influence> skill() {
        Map<String, Influence> all = new LinkedHashMap<>();
        if (plan.task() == Task.REGRESSION && !given()) {
            Influence explained = scores().get("r2");
            if (explained != null) {
                all.put("mse", explained);
            }
            return all;
        }
        for (String name : COMPARED) {
            if (findings.skill().containsKey(name)) {
                double s = value(findings.scores(), name);
                double r = value(findings.reference(), name);
                all.put(name, Influence.plain(Meaning.SKILL, () -> {
                    double[] l = losses.values(name);
                    double[] of = reference(name);
                    return each(i -> Double.isFinite(l[i]) && Double.isFinite(of[i])
                            ? kept.weight(i) * (s * of[i] / r - l[i]) / r / weight
                            : 0);
                }));
            }
        }
        return all;
    }

    /** The influences on the uncertainty of a decomposition, the loss of the base rate. */
    Influence uncertainty(String name, double value) {
        if (plan.task() == Task.REGRESSION) {
            return Influence.plain(Meaning.SQUARED, () -> ofSquares(value));
        }
        return Influence.plain(losses.meaning(name), () -> ofMean(losses.of(usual(name)), value));
    }

    private double[] reference(String name) {
        return given() ? losses.ofReference(name) : losses.of(usual(name));
    }

    /** The loss of always forecasting how often each class occurred. */
    private OutcomeLoss usual(String name) {
        int classes = plan.task() == Task.BINARY ? 2 : plan.classes().size();
        double[] share = new double[classes];
        for (int k = 0; k < classes; k++) {
            int at = k;
            double[] one = losses.of(new OutcomeLoss(0, unit(classes, at), 0));
            share[k] = sum(i -> one[i]) / weight;
        }
        Frequencies frequencies = new Frequencies(share);
        return name.equals("brier")
                ? frequencies.brier(plan.task() == Task.BINARY ? 0.5 : 1)
                : frequencies.logLoss(LogLossBounds.of(plan.zero()));
    }

    private static double[] unit(int size, int at) {
        double[] unit = new double[size];
        unit[at] = 1;
        return unit;
    }

    private double[] each(RowFunction f) {
        double[] all = new double[kept.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = f.of(i);
        }
        return all;
    }

    private static double[] map(double[] x, DoubleUnaryOperator f) {
        for (int i = 0; i < x.length; i++) {
            x[i] = f.applyAsDouble(x[i]);
        }
        return x;
    }

    /** The influences on the mean of the finite ones of some values. */
    private double[] ofMean(double[] values, double mean) {
        double finite = sum(i -> Double.isFinite(values[i]) ? 1 : 0);
        return each(i -> Double.isFinite(values[i]) ? kept.weight(i) * (values[i] - mean) / finite : 0);
    }

    /** The value of an estimate that has one; NaN of none. */
    static double value(Map<String, Estimate> of, String name) {
        @Nullable Estimate estimate = of.get(name);
        return estimate == null || estimate.kind() == Kind.UNDEFINED ? Double.NaN : estimate.value();
    }
}
