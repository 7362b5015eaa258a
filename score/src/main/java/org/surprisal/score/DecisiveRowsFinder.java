package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.math.ExactSum;

/**
 * Finds the rows that decide between the prediction and each other model. What they carry is known from the rows that
 * are kept; another reading, in the order of the table and with all columns, fetches them.
 */
final class DecisiveRowsFinder {
    /** How many rows in each direction are listed where nobody said. */
    static final int USUAL = 3;

    /** Of more rows than these none are fetched unless they are asked for, since that takes another ordered reading. */
    static final long MOST_UNASKED = 1_000_000;

    private final Reading reading;
    private final Plan plan;
    private final List<List<String>> models;
    private final List<Loss> losses;
    private final String score;
    private final double sign;
    private final int wanted;
    private final List<String> beside;

    /**
     * A search.
     *
     * @param reading how the prediction is read
     * @param plan what was computed of it
     * @param models the columns of the other models
     * @param losses further losses that rows must suit
     * @param score a mean over rows
     * @param higher whether more of it is better
     * @param wanted how many rows are listed in each direction; 0 for none
     * @param all all columns of the table
     */
    DecisiveRowsFinder(
            Reading reading,
            Plan plan,
            List<List<String>> models,
            List<Loss> losses,
            String score,
            boolean higher,
            int wanted,
            List<String> all) {
        this.reading = reading;
        this.plan = plan;
        this.models = models;
        this.losses = losses;
        this.score = score;
        this.wanted = wanted;
        sign = higher ? -1 : 1;
        Set<String> used = new HashSet<>(WorstRowsFinder.used(reading));
        models.forEach(used::addAll);
        beside = all.stream().filter(name -> !used.contains(name)).toList();
    }

    /**
     * The rows for each of the other models.
     *
     * @param source is read once more, where rows are wanted
     * @param scored the prediction and the other models on the common rows
     */
    List<DecisiveRows> find(Source source, List<PairedDifferences.Scored> scored) {
        List<Side> sides = new ArrayList<>();
        List<double[]> contributions = new ArrayList<>();
        for (int m = 1; m < scored.size(); m++) {
            double[] of = contributions(scored.getFirst(), scored.get(m));
            contributions.add(of);
            sides.add(new Side(m, of, -1));
            sides.add(new Side(m, of, 1));
        }
        if (sides.stream().anyMatch(side -> side.left > 0)) {
            fetch(source, sides);
        }
        List<DecisiveRows> found = new ArrayList<>();
        for (int m = 0; m < contributions.size(); m++) {
            found.add(of(
                    scored.getFirst().kept,
                    contributions.get(m),
                    sides.get(2 * m).rows(),
                    sides.get(2 * m + 1).rows()));
        }
        return found;
    }

    /** By how much the weighted loss of each row exceeds the other model's: negative speaks for the prediction. */
    private double[] contributions(PairedDifferences.Scored own, PairedDifferences.Scored other) {
        return contributions(own.kept, own.losses.values(score), other.losses.values(score));
    }

    private double[] contributions(KeptRows kept, double[] own, double[] other) {
        double[] all = new double[kept.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = sign * kept.weight(i) * (own[i] - other[i]);
        }
        return all;
    }

    private DecisiveRows of(KeptRows kept, double[] contributions, List<Found> better, List<Found> worse) {
        ExactSum sum = new ExactSum();
        double[][] sorted = new double[contributions.length][];
        long rows = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum.addProduct(contributions[i], (double) kept.count(i));
            rows = Math.addExact(rows, kept.count(i));
            sorted[i] = new double[] {contributions[i], kept.weight(i), kept.count(i)};
        }
        double total = sum.value();
        // Rows alike in all that is summed may stand in any order.
        Arrays.sort(
                sorted,
                Comparator.<double[]>comparingDouble(row -> -Math.abs(row[0]))
                        .thenComparingDouble(row -> row[0])
                        .thenComparingDouble(row -> row[1]));
        long leave = (rows + 99) / 100;
        long left = leave;
        ExactSum rest = new ExactSum();
        ExactSum weight = new ExactSum();
        for (double[] row : sorted) {
            long out = Math.min(left, (long) row[2]);
            left -= out;
            rest.addProduct(row[0], row[2] - out);
            weight.addProduct(row[1], row[2] - out);
        }
        Double without = rows > leave ? Double.valueOf(sign * rest.value() / weight.value() + 0.0) : null;
        boolean turns = without != null && total != 0 && Math.signum(sign * without) != Math.signum(total);
        return new DecisiveRows(
                score,
                better.stream().map(Found::row).toList(),
                worse.stream().map(Found::row).toList(),
                share(better, total),
                share(worse, total),
                leave,
                without,
                turns);
    }

    private static @Nullable Double share(List<Found> rows, double total) {
        if (total == 0) {
            return null;
        }
        ExactSum sum = new ExactSum();
        rows.forEach(row -> sum.addProduct(row.contribution(), (double) row.count()));
        return sum.value() / total;
    }

    /** A row with what it contributes. */
    private record Found(DecisiveRows.Row row, double contribution, long count) {}

    /** The rows wanted that speak for one side. */
    private final class Side {
        final int model;
        private final double direction;
        private final double least;
        private final Comparator<Found> order;
        private final PriorityQueue<Found> best;
        private long left;

        Side(int model, double[] contributions, double direction) {
            this.model = model;
            this.direction = direction;
            double[] strengths = Arrays.stream(contributions)
                    .map(x -> direction * x)
                    .filter(x -> x > 0)
                    .sorted()
                    .toArray();
            int n = strengths.length;
            least = n == 0 || wanted == 0 ? Double.POSITIVE_INFINITY : strengths[Math.max(0, n - wanted)];
            for (int i = n - 1; i >= 0 && strengths[i] >= least; i--) {
                left++;
            }
            order = Comparator.comparingDouble((ToDoubleFunction<Found>) found -> -direction * found.contribution())
                    .thenComparing(found -> found.row().happened(), WorstRowsFinder.TEXT)
                    .thenComparing(found -> found.row().outcome(), WorstRowsFinder.NUMBERS)
                    .thenComparing(found -> found.row().prediction(), WorstRowsFinder.NUMBERS)
                    .thenComparing(found -> found.row().versus(), WorstRowsFinder.NUMBERS)
                    .thenComparing(found -> found.row().columns(), WorstRowsFinder.COLUMNS)
                    .thenComparing(found -> found.row().place(), WorstRowsFinder.PLACE);
            best = new PriorityQueue<>(Collections.reverseOrder(order));
        }

        boolean wants(double contribution) {
            return direction * contribution >= least;
        }

        void keep(Found found) {
            left--;
            best.add(found);
            if (best.size() > wanted) {
                best.remove();
            }
        }

        List<Found> rows() {
            List<Found> all = new ArrayList<>(best);
            all.sort(order);
            return all;
        }
    }

    private void fetch(Source source, List<Side> sides) {
        List<Source.Cell> cells = new ArrayList<>(common().cells());
        int firstText = cells.size();
        beside.forEach(column -> cells.add(new Source.Cell.Text(column)));
        source.read(cells, true, batch -> {
            CommonRows common = common();
            List<Integer> places = common.only(batch);
            List<KeptRows> kept = common.kept();
            double[] own = new RowLosses(kept.getFirst()).values(score);
            double[] other = {};
            double[] contributions = {};
            int model = 0;
            for (Side side : sides) {
                if (side.model != model) {
                    model = side.model;
                    other = new RowLosses(kept.get(model)).values(score);
                    contributions = contributions(kept.getFirst(), own, other);
                }
                for (int i = 0; i < contributions.length; i++) {
                    if (side.wants(contributions[i])) {
                        DecisiveRows.Row row = row(
                                kept.getFirst().rows(),
                                kept.get(model).rows(),
                                i,
                                own[i] - other[i],
                                batch,
                                places.get(i),
                                firstText);
                        side.keep(
                                new Found(row, contributions[i], kept.getFirst().count(i)));
                    }
                }
            }
            return sides.stream().anyMatch(side -> side.left > 0);
        });
    }

    private CommonRows common() {
        return new CommonRows(reading, plan, models, losses, Long.MAX_VALUE / 4);
    }

    private DecisiveRows.Row row(
            Rows own, Rows other, int i, double difference, Batch batch, int place, int firstText) {
        boolean labelled = plan.task() == Task.CLASSES && !plan.soft();
        List<Double> outcome = new ArrayList<>();
        if (plan.task() != Task.CLASSES) {
            outcome.add(own.outcome()[i]);
        }
        for (double[] column : own.distribution()) {
            outcome.add(column[i]);
        }
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        for (int c = 0; c < beside.size(); c++) {
            columns.put(beside.get(c), WorstRowsFinder.cut(batch.texts()[firstText + c][place]));
        }
        return new DecisiveRows.Row(
                batch.rows().length == 0 ? null : new RowReference(batch.file(), batch.rows()[place]),
                difference,
                labelled ? plan.classes().get(own.label()[i]) : null,
                outcome,
                numbers(own, i),
                numbers(other, i),
                columns);
    }

    private static List<Double> numbers(Rows rows, int i) {
        List<Double> numbers = new ArrayList<>();
        for (double[] column : rows.prediction()) {
            numbers.add(column[i]);
        }
        return numbers;
    }
}
