package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * P-values of several comparisons, adjusted so that the chance to reject any true hypothesis keeps its level, whatever
 * the dependence: the k-th smallest of m times m - k + 1, made rising.
 *
 * <p>Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
 * (1979).
 */
final class Holm {
    private Holm() {}

    /** The models with adjusted p-values of their differences to the best, score by score; a single one stays alone. */
    static List<ModelComparison.Model> adjusted(List<ModelComparison.Model> models) {
        TreeSet<String> names = new TreeSet<>();
        models.forEach(model -> names.addAll(model.toBest().keySet()));
        List<Map<String, Difference>> all = new ArrayList<>();
        models.forEach(model -> all.add(new LinkedHashMap<>(model.toBest())));
        for (String name : names) {
            adjust(name, all);
        }
        List<ModelComparison.Model> with = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            ModelComparison.Model of = models.get(m);
            with.add(new ModelComparison.Model(
                    of.name(), of.own(), of.scores(), of.differences(), all.get(m), of.contrast()));
        }
        return with;
    }

    private static void adjust(String name, List<Map<String, Difference>> all) {
        List<Map<String, Difference>> tested = all.stream()
                .filter(of -> of.containsKey(name) && of(of, name).p() != null)
                .sorted(Comparator.comparingDouble(
                        of -> Objects.requireNonNull(of(of, name).p())))
                .toList();
        double least = 0;
        for (int k = 0; k < tested.size() && tested.size() > 1; k++) {
            Difference of = of(tested.get(k), name);
            double p = Objects.requireNonNull(of.p());
            least = Math.max(least, Math.min(1, (tested.size() - k) * p));
            tested.get(k)
                    .put(
                            name,
                            new Difference(
                                    of.estimate(), of.p(), of.detectable(), of.rowsNeeded(), of.topShare(), least));
        }
    }

    private static Difference of(Map<String, Difference> differences, String name) {
        return Objects.requireNonNull(differences.get(name), name);
    }
}
