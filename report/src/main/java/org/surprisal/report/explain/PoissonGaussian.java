package org.surprisal.report.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.report.Prose;

/** How the Poisson loss becomes the Gaussian one as counts grow, and by what the two differ. */
final class PoissonGaussian implements Topic {
    /** Square roots of rates: the counts at whole z are whole then. */
    private static final int[] ROOTS = {10, 100, 1_000, 10_000};

    private static final int[] PLACES = {-2, -1, 0, 1, 2, 3};

    private static final int DIGITS = 40;

    @Override
    public String name() {
        return "poisson-gaussian";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("poisson", "泊松"), List.of("gauss", "normal", "高斯", "正态"));
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("poisson", Catalogue.POISSON.formula());
        figures.put("gaussian", Catalogue.GAUSSIAN.formula());
        figures.put("places", places(phrases));
        figures.put("rates", rates(phrases));
        return figures;
    }

    private static List<String> places(Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        for (int z : PLACES) {
            double root = ROOTS[1];
            rows.add(List.of(
                    Integer.toString(z),
                    Prose.number(count(root, z)),
                    Prose.decimals(poisson(root, z), 9),
                    Prose.decimals(gaussian(root, z), 9),
                    Prose.decimals(difference(root, z), 9),
                    Prose.decimals(leading(root, z), 9)));
        }
        List<String> head = List.of(
                "z",
                "y",
                phrases.say("poisson"),
                phrases.say("gaussian"),
                phrases.say("difference"),
                "-(z³ - 3z) / (6√λ)");
        return phrases.table(head, "rrrrrr", rows);
    }

    private static List<String> rates(Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        for (double root : ROOTS) {
            int z = 2;
            double difference = difference(root, z);
            double rest = difference - leading(root, z);
            rows.add(List.of(
                    Prose.count((long) (root * root)),
                    String.format(Locale.ROOT, "%.6e", difference),
                    String.format(Locale.ROOT, "%.6e", leading(root, z)),
                    Prose.decimals(rest * root * root, 4)));
        }
        List<String> head =
                List.of("λ", phrases.say("difference"), "-(z³ - 3z) / (6√λ)", phrases.say("rest_times_rate"));
        return phrases.table(head, "rrrr", rows);
    }

    /** The count at z standard deviations from the rate. */
    static double count(double root, int z) {
        return root * root + z * root;
    }

    static double poisson(double root, int z) {
        return poissonExactly(root, z).doubleValue();
    }

    static double gaussian(double root, int z) {
        return gaussianExactly(root, z).doubleValue();
    }

    /**
     * The Poisson loss less the Gaussian one, subtracted in decimals: of doubles nothing would be left at high rates.
     */
    static double difference(double root, int z) {
        return poissonExactly(root, z).subtract(gaussianExactly(root, z)).doubleValue();
    }

    private static BigDecimal poissonExactly(double root, int z) {
        return exactly(Catalogue.POISSON, root, z);
    }

    private static BigDecimal gaussianExactly(double root, int z) {
        return exactly(Catalogue.GAUSSIAN.with("sigma", root), root, z);
    }

    private static BigDecimal exactly(Loss loss, double root, int z) {
        return loss.exact(new double[] {count(root, z)}, new double[] {root * root}, DIGITS)
                .value();
    }

    /** The first term of the difference (Edgeworth 1905; the skewness of the Poisson law is 1/√λ). */
    static double leading(double root, int z) {
        return -(z * z * z - 3 * z) / (6 * root);
    }
}
