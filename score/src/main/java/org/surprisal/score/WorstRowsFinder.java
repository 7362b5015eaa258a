package org.surprisal.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * Finds the rows with the largest losses. A first reading says from which loss on rows are wanted; a second one, in the
 * order of the table and with all columns, fetches them and stops when it has them all. Memory grows with the rows
 * wanted, and by a third of a byte for each row of the table.
 */
final class WorstRowsFinder {
    /** More rows than this are refused. */
    static final int MOST = 10_000;

    /** Longer cells are cut. */
    static final int LONGEST_CELL = 1_000;

    static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    static final Comparator<@Nullable RowReference> PLACE = Comparator.nullsFirst(Comparator.naturalOrder());
    static final Comparator<Map<String, @Nullable String>> COLUMNS = WorstRowsFinder::compare;
    static final Comparator<List<Double>> NUMBERS = WorstRowsFinder::compareNumbers;

    private static final Comparator<WorstRows.Row> WORST_FIRST = Comparator.comparingDouble(WorstRows.Row::loss)
            .reversed()
            .thenComparing(WorstRows.Row::happened, TEXT)
            .thenComparing(WorstRows.Row::outcome, NUMBERS)
            .thenComparing(WorstRows.Row::prediction, NUMBERS)
            .thenComparing(WorstRows.Row::columns, COLUMNS)
            .thenComparing(WorstRows.Row::place, PLACE);

    private static final Comparator<WorstRows.Label> LEAST_PROBABLE_FIRST = Comparator.comparingDouble(
                    WorstRows.Label::probability)
            .thenComparing(Comparator.comparingDouble(WorstRows.Label::expectedProbability)
                    .reversed())
            .thenComparing(WorstRows.Label::happened)
            .thenComparing(WorstRows.Label::expected)
            .thenComparing(WorstRows.Label::columns, COLUMNS)
            .thenComparing(WorstRows.Label::place, PLACE);

    private final Reading reading;
    private final Plan plan;
    private final List<Loss> losses;
    private final int wanted;
    private final List<String> others;

    /**
     * A search.
     *
     * @param reading how the table is understood
     * @param plan what is computed of it
     * @param losses further losses that rows must suit
     * @param wanted how many rows are wanted, from 1 to {@link #MOST}
     * @param all all columns of the table
     * @throws Unscorable if rows have no loss
     */
    WorstRowsFinder(Reading reading, Plan plan, List<Loss> losses, int wanted, List<String> all) {
        if (!RowCosts.has(reading.task())) {
            throw new Unscorable("--worst looks for the largest losses, but hard labels are either right or wrong;"
                    + " name probabilities with --prediction, or leave --worst out.");
        }
        this.reading = reading;
        this.plan = plan;
        this.losses = losses;
        this.wanted = wanted;
        Set<String> used = used(reading);
        others = all.stream().filter(name -> !used.contains(name)).toList();
    }

    /**
     * Reads the table, twice.
     *
     * @param scored how many rows are scored
     */
    WorstRows find(Source source, long scored) {
        CleanRows clean = new CleanRows(reading, losses);
        LossTail tail = new LossTail(plan, wanted, scored);
        source.read(reading.layout().cells(), false, batch -> {
            tail.add(clean.of(batch));
            return true;
        });
        Fetch fetch = new Fetch(tail);
        List<Source.Cell> cells = new ArrayList<>(reading.layout().cells());
        fetch.firstText = cells.size();
        others.forEach(column -> cells.add(new Source.Cell.Text(column)));
        source.read(cells, true, fetch);
        return new WorstRows(
                sorted(fetch.worst, WORST_FIRST),
                tail.share(),
                tail.labels(sorted(fetch.unlikely, LEAST_PROBABLE_FIRST)));
    }

    /** The columns of outcome and prediction. */
    static Set<String> used(Reading reading) {
        Set<String> used = new HashSet<>(reading.layout().prediction());
        switch (reading.layout().outcome()) {
            case Outcome.Numbers numbers -> used.add(numbers.column());
            case Outcome.Values values -> used.add(values.column());
            case Outcome.Indicators indicators -> used.addAll(indicators.columns());
        }
        return used;
    }

    private static <T> List<T> sorted(PriorityQueue<T> queue, Comparator<T> order) {
        List<T> all = new ArrayList<>(queue);
        all.sort(order);
        return all;
    }

    /** The second reading. */
    private final class Fetch implements Source.Sink {
        private final CleanRows clean = new CleanRows(reading, losses);
        private final RowCosts costs = new RowCosts(plan);
        private final Block block = new Block(plan);
        private final double leastLoss;
        private final double mostProbability;
        private final PriorityQueue<WorstRows.Row> worst = new PriorityQueue<>(Collections.reverseOrder(WORST_FIRST));
        private final PriorityQueue<WorstRows.Label> unlikely =
                new PriorityQueue<>(Collections.reverseOrder(LEAST_PROBABLE_FIRST));
        private int firstText;
        private long lossesLeft;
        private long labelsLeft;

        Fetch(LossTail tail) {
            leastLoss = tail.leastLoss();
            mostProbability = tail.mostProbability();
            lossesLeft = tail.wantedLosses();
            labelsLeft = tail.wantedLabels();
        }

        @Override
        public boolean accept(Batch batch) {
            Rows rows = clean.of(batch);
            for (int from = 0; from < rows.size(); ) {
                from = block.fill(rows, from);
                costs.of(block);
                for (int i = 0; i < block.size(); i++) {
                    int at = block.origin[i];
                    if (costs.loss[i] >= leastLoss) {
                        lossesLeft--;
                        keep(worst, WORST_FIRST, row(rows, at, costs.loss[i], batch));
                    }
                    if (isUnlikely(i)) {
                        labelsLeft--;
                        keep(unlikely, LEAST_PROBABLE_FIRST, label(i, at, batch));
                    }
                }
            }
            return lossesLeft > 0 || labelsLeft > 0;
        }

        private boolean isUnlikely(int i) {
            return costs.labelled()
                    && costs.largest[i] >= WorstRows.NEARLY_CERTAIN
                    && costs.expected[i] != costs.happened[i]
                    && costs.ofOutcome[i] <= mostProbability;
        }

        private <T> void keep(PriorityQueue<T> queue, Comparator<T> order, T one) {
            if (queue.size() < wanted) {
                queue.add(one);
            } else if (order.compare(one, queue.element()) < 0) {
                queue.remove();
                queue.add(one);
            }
        }

        private WorstRows.Row row(Rows rows, int at, double loss, Batch batch) {
            boolean labelled = plan.task() == Task.CLASSES && !plan.soft();
            List<Double> outcome = new ArrayList<>();
            if (plan.task() != Task.CLASSES && plan.task() != Task.LIKELIHOOD) {
                outcome.add(rows.outcome()[at]);
            }
            for (double[] column : rows.distribution()) {
                outcome.add(column[at]);
            }
            List<Double> prediction = new ArrayList<>();
            for (double[] column : rows.prediction()) {
                prediction.add(column[at]);
            }
            String happened = labelled ? plan.classes().get(rows.label()[at]) : null;
            return new WorstRows.Row(place(batch, at), loss, happened, outcome, prediction, columns(batch, at));
        }

        private WorstRows.Label label(int i, int at, Batch batch) {
            return new WorstRows.Label(
                    place(batch, at),
                    name(costs.happened[i]),
                    costs.ofOutcome[i],
                    name(costs.expected[i]),
                    costs.largest[i],
                    columns(batch, at));
        }

        private String name(int of) {
            return plan.classes().isEmpty()
                    ? Integer.toString(of)
                    : plan.classes().get(of);
        }

        private @Nullable RowReference place(Batch batch, int at) {
            return batch.rows().length == 0 ? null : new RowReference(batch.file(), batch.rows()[clean.placeOf(at)]);
        }

        private Map<String, @Nullable String> columns(Batch batch, int at) {
            Map<String, @Nullable String> columns = new LinkedHashMap<>();
            for (int c = 0; c < others.size(); c++) {
                columns.put(others.get(c), cut(batch.texts()[firstText + c][clean.placeOf(at)]));
            }
            return columns;
        }
    }

    /** At most so many characters, none cut in half. */
    static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_CELL) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_CELL - 1)) ? LONGEST_CELL - 1 : LONGEST_CELL;
        return text.substring(0, end) + "…";
    }

    private static int compare(Map<String, @Nullable String> one, Map<String, @Nullable String> two) {
        Iterator<@Nullable String> other = two.values().iterator();
        for (String each : one.values()) {
            int by = TEXT.compare(each, other.next());
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }

    private static int compareNumbers(List<Double> one, List<Double> two) {
        for (int i = 0; i < one.size(); i++) {
            int by = Double.compare(one.get(i), two.get(i));
            if (by != 0) {
                return by;
            }
        }
        return 0;
    }
}
