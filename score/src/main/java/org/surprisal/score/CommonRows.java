package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Loss;
import org.surprisal.score.ColumnFacts.Extent;

/**
 * Reads the rows that can be scored with each of several models, and keeps them once for each, in the same order. The
 * others are counted by model. A model's columns are judged as the prediction's are.
 */
final class CommonRows {
    private final Reading reading;
    private final List<Model> models = new ArrayList<>();
    private final List<Source.Cell> cells;
    private final List<Integer> placed = new ArrayList<>();
    private boolean alone;
    private long rows;

    /** One model's view of the rows. */
    private static final class Model {
        final Layout layout;
        final int first;
        final TableFacts facts;
        final RepeatCounts repeats;
        final Cleaner cleaner;
        final KeptRows kept;
        long leftOut;

        Model(Reading reading, int first, List<Loss> losses, KeptRows kept) {
            this.layout = reading.layout();
            this.first = first;
            this.kept = kept;
            facts = new TableFacts(layout);
            repeats = new RepeatCounts(layout);
            cleaner = new Cleaner(reading, losses);
        }
    }

    /**
     * No rows.
     *
     * @param reading how the prediction is read, with the columns that group rows
     * @param plan what rows hold
     * @param others the columns of each other model
     * @param losses further losses that rows must suit
     * @param memory the bytes that the rows of all models may take
     */
    CommonRows(Reading reading, Plan plan, List<List<String>> others, List<Loss> losses, long memory) {
        this.reading = reading;
        Layout own = reading.layout();
        long each = memory / (others.size() + 1);
        cells = new ArrayList<>(own.cells());
        models.add(new Model(
                with(own.prediction()),
                own.firstPrediction(),
                losses,
                new KeptRows(plan, own.groups().size(), each)));
        for (List<String> columns : others) {
            models.add(new Model(with(columns), cells.size(), losses, new KeptRows(plan, 0, each)));
            columns.forEach(column -> cells.add(new Source.Cell.Numeric(column)));
        }
    }

    /** The reading of a model on its own, without groups. */
    private Reading with(List<String> prediction) {
        Layout own = reading.layout();
        Layout layout =
                new Layout(own.outcome(), prediction, null, own.weight(), own.count(), own.reference(), List.of());
        return new Reading(
                layout,
                reading.task(),
                reading.scale(),
                reading.classes(),
                reading.flipped(),
                reading.soft(),
                reading.levels());
    }

    /** Reads all rows of a table, once. */
    void read(Source source) {
        source.read(cells, false, batch -> {
            take(batch);
            return true;
        });
    }

    /** What to read of each row. */
    List<Source.Cell> cells() {
        return List.copyOf(cells);
    }

    /**
     * Takes the rows of one batch, where no others have been taken.
     *
     * @return where in the batch each of the rows that are kept stands
     */
    List<Integer> only(Batch batch) {
        alone = true;
        take(batch);
        return List.copyOf(placed);
    }

    private void take(Batch batch) {
        boolean[] common = new boolean[batch.size()];
        boolean[] some = new boolean[batch.size()];
        Arrays.fill(common, true);
        List<Rows> clean = new ArrayList<>();
        for (Model model : models) {
            Batch own = of(batch, model);
            model.repeats.read(own);
            long[] counts = model.repeats.counts();
            Extent[] extents = model.facts.add(own, counts);
            clean.add(model.cleaner.clean(own, extents, counts.clone(), model.repeats.bad()));
            for (int i = 0; i < batch.size(); i++) {
                boolean scored = model.cleaner.verdict(i).scored();
                common[i] &= scored;
                some[i] |= scored;
            }
        }
        long[] counts = models.getFirst().repeats.counts();
        for (int i = 0; i < batch.size(); i++) {
            long times = counts.length == 0 ? 1 : counts[i];
            rows = common[i] ? Math.addExact(rows, times) : rows;
            for (Model model : models) {
                if (some[i] && !model.cleaner.verdict(i).scored()) {
                    model.leftOut = Math.addExact(model.leftOut, times);
                }
            }
        }
        for (int m = 0; m < models.size(); m++) {
            keep(clean.get(m), models.get(m), common, batch);
        }
    }

    private void keep(Rows rows, Model model, boolean[] common, Batch batch) {
        int[] places = new int[rows.size()];
        int[] from = new int[rows.size()];
        int n = 0;
        for (int i = 0; i < rows.size(); i++) {
            int place = model.cleaner.placeOf(i);
            if (common[place]) {
                places[n] = place;
                from[n++] = i;
            }
        }
        Rows some = only(rows, Arrays.copyOf(from, n));
        boolean first = model == models.getFirst();
        model.kept.add(
                some,
                batch,
                i -> {
                    if (first && alone) {
                        placed.add(places[i]);
                    }
                    return places[i];
                },
                reading.layout().groupsAt());
    }

    /** The cells of one model, in the order of its layout, as arrays of its own. */
    private Batch of(Batch batch, Model model) {
        Layout layout = model.layout;
        int width = layout.referenceAt() + (layout.reference() == null ? 0 : 1);
        double[][] numbers = new double[width][];
        int[][] codes = new int[width][];
        byte[][] flags = new byte[width][];
        for (int c = 0; c < width; c++) {
            int at = c - layout.firstPrediction();
            int from = at >= 0 && at < layout.predictions() ? model.first + at : c;
            numbers[c] = batch.numbers()[from].clone();
            codes[c] = batch.codes()[from].clone();
            flags[c] = batch.flags()[from].clone();
        }
        return new Batch(batch.size(), numbers, codes, flags, 0, new long[0]);
    }

    private static Rows only(Rows rows, int[] from) {
        return new Rows(
                from.length,
                only(rows.outcome(), from),
                rows.label().length == 0
                        ? rows.label()
                        : Arrays.stream(from).map(i -> rows.label()[i]).toArray(),
                only(rows.distribution(), from),
                only(rows.prediction(), from),
                rows.predictedLabel(),
                only(rows.weight(), from),
                rows.count().length == 0
                        ? rows.count()
                        : Arrays.stream(from).mapToLong(i -> rows.count()[i]).toArray(),
                only(rows.reference(), from));
    }

    private static double[] only(double[] values, int[] from) {
        return values.length == 0
                ? values
                : Arrays.stream(from).mapToDouble(i -> values[i]).toArray();
    }

    private static double[][] only(double[][] columns, int[] from) {
        return Arrays.stream(columns).map(column -> only(column, from)).toArray(double[][]::new);
    }

    /** The common rows with the prediction first and then with each other model. */
    List<KeptRows> kept() {
        return models.stream().map(model -> model.kept).toList();
    }

    /** The number of common rows, repeated ones counted as often as they occur. */
    long rows() {
        return rows;
    }

    /** The rows that cannot be scored with model m, the prediction being the first, but with some other. */
    long leftOut(int m) {
        return models.get(m).leftOut;
    }
}
