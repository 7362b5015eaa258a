package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.surprisal.math.Dyadic;
import org.surprisal.score.Inference.Meaning;

/**
 * How far predicted classes agree with what happened, from the rows by true and predicted class. A row for which k
 * classes tie counts 1/k for each. Errors are those of the influence functions: what one row adds to a number depends
 * on its true and its predicted class alone.
 *
 * <p>Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20,
 * 1960. J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", Computational
 * Biology and Chemistry 28, 2004. Errors: A. W. van der Vaart, "Asymptotic Statistics", 1998, chapter 20.
 */
final class Agreement {
    private final int classes;
    private final List<ConfusionSums.Cell> cells;
    private final Weight all;

    /** The share of each class among the outcomes, among the predictions, and among both at once. */
    private final double[] happened;

    private final double[] predicted;
    private final double[] both;

    Agreement(int classes, List<ConfusionSums.Cell> cells) {
        this.classes = classes;
        this.cells = cells;
        Weight sum = Weight.ZERO;
        for (ConfusionSums.Cell cell : cells) {
            sum = sum.plus(cell.weight());
        }
        all = sum;
        happened = new double[classes];
        predicted = new double[classes];
        both = new double[classes];
        for (int k = 0; k < classes; k++) {
            int own = k;
            happened[k] = share(cell -> cell.truth() == own ? cell.tied() : 0);
            predicted[k] = share(cell -> cell.predicts(own) ? 1 : 0);
            both[k] = share(cell -> cell.truth() == own && cell.predicts(own) ? 1 : 0);
        }
    }

    /** The share of the weight, where each row counts so many parts of as many as classes tie. */
    private double share(ToDoubleFunction<ConfusionSums.Cell> parts) {
        SortedMap<Integer, Dyadic> byTie = new TreeMap<>();
        for (ConfusionSums.Cell cell : cells) {
            Dyadic part = cell.weight().sum().times(Dyadic.of(parts.applyAsDouble(cell)));
            byTie.merge(cell.tied(), part, Dyadic::plus);
        }
        double share = 0;
        // By rising ties; without any the one term is rounded once.
        for (Map.Entry<Integer, Dyadic> each : byTie.entrySet()) {
            share += each.getValue().dividedBy(all.sum().times(Dyadic.of((long) each.getKey())));
        }
        return share;
    }

    /** What a row of a true and a predicted class adds. */
    private interface Influence {
        double of(int truth, int prediction);
    }

    private Estimate estimate(Inference inference, double value, Meaning meaning, Influence influence) {
        Dyadic squares = Dyadic.ZERO;
        for (ConfusionSums.Cell cell : cells) {
            double sum = 0;
            for (long rest = cell.predicted(); rest != 0; rest &= rest - 1) {
                sum += influence.of(cell.truth(), Long.numberOfTrailingZeros(rest));
            }
            if (sum != 0) {
                Dyadic own = Dyadic.of(sum / cell.tied());
                squares = squares.plus(cell.weight().squares().times(own).times(own));
            }
        }
        return inference.smooth(value, squares, all.sum(), all.rows(), meaning, 1, Reasons.AGREED_ALIKE);
    }

    /** Adds what is said of all classes together. */
    void put(Map<String, Estimate> scores, Inference inference) {
        scores.put("balanced_accuracy", balanced(inference));
        scores.put("macro_f1", macroF1(inference));
        scores.put("weighted_f1", weightedF1(inference));
        scores.put("kappa", kappa(inference));
        scores.put("mcc", correlation(inference));
    }

    /** What is said of each class. */
    List<ClassScores> each(Inference inference, List<String> names) {
        List<ClassScores> each = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            int own = k;
            Weight ofClass = Weight.ZERO;
            Weight ofPrediction = Weight.ZERO;
            for (ConfusionSums.Cell cell : cells) {
                ofClass = cell.truth() == k ? ofClass.plus(cell.weight()) : ofClass;
                ofPrediction = cell.predicts(k) ? ofPrediction.plus(cell.weight()) : ofPrediction;
            }
            double f1 = f1(k);
            Estimate score = Double.isNaN(f1)
                    ? inference.undefined(Meaning.ACCURACY, all.rows(), Reasons.NEVER_SEEN)
                    : estimate(
                            inference,
                            f1,
                            Meaning.ACCURACY,
                            (i, j) -> ((i == own && j == own ? 2 : 0) - f1 * ((i == own ? 1 : 0) + (j == own ? 1 : 0)))
                                    / (happened[own] + predicted[own]));
            each.add(new ClassScores(
                    names.get(k),
                    ofClass.rows(),
                    share(inference, happened[k], all, Meaning.BASE_RATE, Reasons.NO_ROWS),
                    share(inference, both[k] / predicted[k], ofPrediction, Meaning.ACCURACY, Reasons.NEVER_PREDICTED),
                    share(inference, both[k] / happened[k], ofClass, Meaning.ACCURACY, Reasons.NEVER_HAPPENED),
                    score));
        }
        return each;
    }

    private static Estimate share(Inference inference, double value, Weight of, Meaning meaning, String none) {
        if (of.rows() == 0) {
            return inference.undefined(meaning, 0, none);
        }
        double share = Math.min(1, value);
        double rows = of.effectiveRows();
        Double se = of.rows() < 2 ? null : Double.valueOf(Math.sqrt(share * (1 - share) / (rows - 1)));
        Interval interval = WilsonInterval.of(share, rows, inference.level());
        return inference.with(share, se, interval, "wilson", meaning, of.rows());
    }

    /** The mean over the classes that happened of how often they were predicted. */
    private Estimate balanced(Inference inference) {
        int occurred = count(happened);
        double sum = 0;
        double[] recall = new double[classes];
        for (int k = 0; k < classes; k++) {
            recall[k] = happened[k] > 0 ? both[k] / happened[k] : 0;
            sum += recall[k];
        }
        return estimate(
                inference,
                sum / occurred,
                Meaning.ACCURACY,
                (i, j) -> ((i == j ? 1 : 0) - recall[i]) / (happened[i] * occurred));
    }

    private static int count(double[] shares) {
        int count = 0;
        for (double share : shares) {
            count += share > 0 ? 1 : 0;
        }
        return count;
    }

    /** The harmonic mean of precision and recall; NaN of a class that neither happened nor was predicted. */
    private double f1(int k) {
        return 2 * both[k] / (happened[k] + predicted[k]);
    }

    /** What a row adds to the F1 of a class, per share of the row. */
    private double ofF1(int k, int truth, int prediction) {
        double of = happened[k] + predicted[k];
        if (of == 0) {
            return 0;
        }
        double hit = truth == k && prediction == k ? 2 : 0;
        return (hit - f1(k) * ((truth == k ? 1 : 0) + (prediction == k ? 1 : 0))) / of;
    }

    private Estimate macroF1(Inference inference) {
        double sum = 0;
        int seen = 0;
        for (int k = 0; k < classes; k++) {
            boolean is = happened[k] + predicted[k] > 0;
            sum += is ? f1(k) : 0;
            seen += is ? 1 : 0;
        }
        int number = seen;
        return estimate(inference, sum / number, Meaning.ACCURACY, (i, j) -> {
            // Only the classes of the row move.
            double of = ofF1(i, i, j) + (i == j ? 0 : ofF1(j, i, j));
            return of / number;
        });
    }

    private Estimate weightedF1(Inference inference) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += happened[k] > 0 ? happened[k] * f1(k) : 0;
        }
        double value = sum;
        return estimate(
                inference,
                value,
                Meaning.ACCURACY,
                (i, j) -> happened[i] * ofF1(i, i, j)
                        + (i == j || happened[j] == 0 ? 0 : happened[j] * ofF1(j, i, j))
                        + f1(i)
                        - value);
    }

    /** The agreement of chance. */
    private double chance() {
        return products(happened, predicted);
    }

    private static double products(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = Math.fma(a[k], b[k], sum);
        }
        return sum;
    }

    private double agreed() {
        double sum = 0;
        for (double each : both) {
            sum += each;
        }
        return sum;
    }

    private Estimate kappa(Inference inference) {
        double po = agreed();
        double pe = chance();
        if (!(pe < 1)) {
            return inference.undefined(Meaning.AGREEMENT, all.rows(), Reasons.NOTHING_TO_AGREE);
        }
        double left = 1 - pe;
        return estimate(inference, (po - pe) / left, Meaning.AGREEMENT, (i, j) -> {
            double ofChance = predicted[i] + happened[j] - 2 * pe;
            return (((i == j ? 1 : 0) - po) * left - (1 - po) * ofChance) / (left * left);
        });
    }

    /** The correlation coefficient of Matthews, for any number of classes that of Gorodkin. */
    private Estimate correlation(Inference inference) {
        double pe = chance();
        double covariance = agreed() - pe;
        double ofOutcome = 1 - products(happened, happened);
        double ofPrediction = 1 - products(predicted, predicted);
        if (count(happened) < 2 || count(predicted) < 2) {
            return inference.undefined(Meaning.AGREEMENT, all.rows(), Reasons.NOTHING_TO_AGREE);
        }
        double scale = Math.sqrt(ofOutcome * ofPrediction);
        double po = agreed();
        return estimate(inference, covariance / scale, Meaning.AGREEMENT, (i, j) -> {
            double ofCovariance = (i == j ? 1 : 0) - po - (predicted[i] + happened[j] - 2 * pe);
            double ofSquares =
                    (happened[i] - (1 - ofOutcome)) / ofOutcome + (predicted[j] - (1 - ofPrediction)) / ofPrediction;
            return ofCovariance / scale + covariance / scale * ofSquares;
        });
    }
}
