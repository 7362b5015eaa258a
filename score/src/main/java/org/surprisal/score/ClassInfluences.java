package org.surprisal.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.surprisal.math.ExactSum;
import org.surprisal.score.Inference.Meaning;

/**
 * The influence of each row on what is said of the ranking of all classes together: the mean over the classes, the mean
 * weighted by how often they happened, and the ranking of all probabilities of all rows at once. A row has its part in
 * every class, so its influences on the classes add up before anything is squared.
 *
 * <p>Sources: for a class, DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988); for functions of several numbers of
 * the same rows, Hampel, The influence curve and its role in robust estimation, JASA 69 (1974).
 */
final class ClassInfluences {
    private final ClassEvents events;
    private final Map<String, Estimate> scores;
    private final List<ClassFindings.OneClass> classes;
    private final Map<String, double[][]> means = new HashMap<>();

    /**
     * Influences on some scores.
     *
     * @param events the rows
     * @param scores the scores of all classes together
     * @param classes each class
     */
    ClassInfluences(ClassEvents events, Map<String, Estimate> scores, List<ClassFindings.OneClass> classes) {
        this.events = events;
        this.scores = scores;
        this.classes = classes;
    }

    /** Adds the influences on the scores that have values. */
    void put(Map<String, Influence> all) {
        put(all, "auc", Influence.Form.LOGIT);
        put(all, "average_precision", Influence.Form.PLAIN);
    }

    private void put(Map<String, Influence> all, String name, Influence.Form form) {
        for (ClassAverage average : ClassAverage.values()) {
            double value = Influences.value(scores, average.of(name));
            if (form == Influence.Form.PLAIN ? value >= 0 : value > 0 && value < 1) {
                all.put(average.of(name), new Influence(Meaning.AUC, form, () -> switch (average) {
                    case MACRO -> means(name)[0];
                    case WEIGHTED -> means(name)[1];
                    case MICRO -> together(name);
                }));
            }
        }
    }

    private static double[] of(KeptRows rows, Map<String, Estimate> scores, String name) {
        Map<String, Influence> all = new HashMap<>();
        new RankInfluences(rows, scores).put(all);
        Influence influence = all.get(name);
        // All rows rank alike: none of them moves anything.
        return influence == null ? new double[rows.size()] : influence.rows().get();
    }

    /** The influences on the plain mean and on the weighted one. */
    private double[][] means(String name) {
        return Objects.requireNonNull(means.computeIfAbsent(name, this::meansOf));
    }

    private double[][] meansOf(String name) {
        int n = events.size();
        double[] plain = new double[n];
        double[] byShare = new double[n];
        double mean = Influences.value(scores, ClassAverage.WEIGHTED.of(name));
        ExactSum weight = new ExactSum();
        for (int i = 0; i < n; i++) {
            weight.addProduct(events.weight(i), (double) events.count(i));
        }
        int defined = ClassAverage.defined(classes, name);
        for (int k = 0; k < classes.size(); k++) {
            Map<String, Estimate> own = classes.get(k).scores();
            double value = Influences.value(own, name);
            if (Double.isNaN(value)) {
                continue;
            }
            double share = Influences.value(own, "base_rate");
            double[] influence = of(events.of(k), own, name);
            for (int i = 0; i < n; i++) {
                plain[i] += influence[i] / defined;
                // A row moves the share of its class as well.
                byShare[i] += share * influence[i]
                        + events.weight(i) * events.happened(k, i) * (value - mean) / weight.value();
            }
        }
        return new double[][] {plain, byShare};
    }

    private double[] together(String name) {
        Estimate known = Objects.requireNonNull(scores.get(ClassAverage.MICRO.of(name)));
        double[] each = of(events.together(), Map.of(name, known), name);
        double[] influence = new double[events.size()];
        for (int i = 0; i < each.length; i++) {
            influence[i % influence.length] += each[i];
        }
        return influence;
    }
}
