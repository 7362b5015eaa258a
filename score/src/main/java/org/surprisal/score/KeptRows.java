package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are scored, kept with the texts that group them. A row takes 8 bytes for each number of its outcome,
 * prediction, weight, count and reference and 4 for each text or class, at most one and a half times that while the
 * room grows; each different text is held once. Rows of weight 0 are left behind.
 *
 * <p>Their order is that of the reading and means nothing: what is computed from them sums exactly, group by group.
 */
final class KeptRows {
    private final Plan plan;
    private final long most;
    private final long rowBytes;
    private final long memory;
    private int n;
    private double[] outcome = {};
    private int[] label = {};
    private int[] predicted = {};
    private double[] weight = {};
    private long[] count = {};
    private double[] reference = {};
    private final double[][] prediction;
    private final double[][] distribution;
    private final int[][] codes;
    private final TextCodes[] texts;
    private boolean sealed;

    /**
     * No rows.
     *
     * @param plan what rows hold
     * @param groups the number of texts of a row
     * @param memory the bytes they may take
     */
    KeptRows(Plan plan, int groups, long memory) {
        this.plan = plan;
        this.memory = memory;
        boolean classes = plan.task() == Task.CLASSES;
        prediction = new double[plan.columns()][0];
        distribution = new double[classes && plan.soft() ? plan.classes().size() : 0][0];
        codes = new int[groups][0];
        texts = IntStream.range(0, groups).mapToObj(c -> new TextCodes()).toArray(TextCodes[]::new);
        int doubles = prediction.length
                + distribution.length
                + (hasOutcome() ? 1 : 0)
                + (plan.weighted() ? 1 : 0)
                + (plan.counted() ? 1 : 0)
                + (plan.hasReference() ? 1 : 0);
        rowBytes = 8L * doubles + 4L * groups + (hasLabel() ? 4 : 0) + (plan.task() == Task.LABELS ? 4 : 0);
        most = Math.min(Integer.MAX_VALUE - 16, memory * 2 / 3 / rowBytes);
    }

    private boolean hasOutcome() {
        return plan.task() == Task.BINARY || plan.hasNumbers();
    }

    private boolean hasLabel() {
        return plan.task() == Task.LABELS || (plan.task() == Task.CLASSES && !plan.soft());
    }

    /**
     * Takes rows.
     *
     * @param rows clean rows of the plan
     * @param batch where they come from
     * @param placeOf where in the batch each row stands
     * @param first the place of the first text in the batch
     */
    void add(Rows rows, Batch batch, IntUnaryOperator placeOf, int first) {
        room(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (counts(rows, i)) {
                take(rows, i);
                int place = placeOf.applyAsInt(i);
                for (int c = 0; c < codes.length; c++) {
                    codes[c][n] = texts[c].of(batch.texts()[first + c][place]);
                }
                n++;
            }
        }
    }

    private void take(Rows rows, int i) {
        if (hasOutcome()) {
            outcome[n] = rows.outcome()[i];
        }
        if (hasLabel()) {
            label[n] = rows.label()[i];
        }
        if (plan.task() == Task.LABELS) {
            predicted[n] = rows.predictedLabel()[i];
        }
        for (int k = 0; k < prediction.length; k++) {
            prediction[k][n] = rows.prediction()[k][i];
        }
        for (int k = 0; k < distribution.length; k++) {
            distribution[k][n] = rows.distribution()[k][i];
        }
        if (plan.weighted()) {
            weight[n] = rows.weight()[i];
        }
        if (plan.counted()) {
            count[n] = rows.count()[i];
        }
        if (plan.hasReference()) {
            reference[n] = rows.reference()[i];
        }
    }

    private void room(long more) {
        long wanted = n + more;
        if (wanted > most) {
            throw new Unscorable("--versus, --recalibrate, --cluster, --time, --by and --find-segments keep the rows in"
                    + " memory, here "
                    + rowBytes
                    + " bytes each and half as much again to grow; more than " + most + " rows do not fit into the "
                    + (memory >> 20) + " MB granted. Raise --memory, or choose fewer rows with --where.");
        }
        int length = codes.length > 0 ? codes[0].length : Math.max(outcome.length, label.length);
        if (wanted > length) {
            resize((int) Math.min(most, Math.max(wanted, length + length / 2L + 1024)));
        }
    }

    private void resize(int length) {
        outcome = hasOutcome() ? Arrays.copyOf(outcome, length) : outcome;
        label = hasLabel() ? Arrays.copyOf(label, length) : label;
        predicted = plan.task() == Task.LABELS ? Arrays.copyOf(predicted, length) : predicted;
        weight = plan.weighted() ? Arrays.copyOf(weight, length) : weight;
        count = plan.counted() ? Arrays.copyOf(count, length) : count;
        reference = plan.hasReference() ? Arrays.copyOf(reference, length) : reference;
        for (double[][] columns : new double[][][] {prediction, distribution}) {
            for (int k = 0; k < columns.length; k++) {
                columns[k] = Arrays.copyOf(columns[k], length);
            }
        }
        for (int c = 0; c < codes.length; c++) {
            codes[c] = Arrays.copyOf(codes[c], length);
        }
    }

    /** Takes the rows of another reader of the same plan. */
    void merge(KeptRows other) {
        room(other.n);
        Rows rows = other.rows();
        for (int c = 0; c < codes.length; c++) {
            int[] here = texts[c].taking(other.texts[c]);
            for (int i = 0; i < other.n; i++) {
                codes[c][n + i] = here[other.codes[c][i]];
            }
        }
        for (int i = 0; i < other.n; i++) {
            take(rows, i);
            n++;
        }
    }

    /** The groups of the rows by the texts of some columns. */
    Partition by(List<Integer> columns) {
        seal();
        Partition joined = null;
        for (int c : columns) {
            List<@Nullable String> names = new ArrayList<>();
            for (int code = 0; code < texts[c].size(); code++) {
                names.add(texts[c].text(code));
            }
            Partition of = Partition.of(codes[c], n, names);
            joined = joined == null ? of : joined.with(of);
        }
        if (joined == null) {
            throw new IllegalArgumentException("Rows are grouped by at least one column.");
        }
        return joined;
    }

    /** Renumbers the texts by their order, once no more rows come. */
    private void seal() {
        if (sealed) {
            return;
        }
        sealed = true;
        for (int c = 0; c < codes.length; c++) {
            int[] order = texts[c].order();
            int[] rank = new int[order.length];
            TextCodes sorted = new TextCodes();
            for (int k = 0; k < order.length; k++) {
                rank[order[k]] = sorted.of(texts[c].text(order[k]));
            }
            for (int i = 0; i < n; i++) {
                codes[c][i] = rank[codes[c][i]];
            }
            texts[c] = sorted;
        }
    }

    /** Some of the rows, without their texts. */
    KeptRows only(int[] rows, int from, int to) {
        return of(plan, rows(), rows, from, to);
    }

    /** Rows of a plan, given by their places, without texts. */
    static KeptRows of(Plan plan, Rows all, int[] rows, int from, int to) {
        KeptRows some = new KeptRows(plan, 0, Long.MAX_VALUE / 4);
        some.resize(to - from);
        for (int i = from; i < to; i++) {
            some.take(all, rows[i]);
            some.n++;
        }
        return some;
    }

    /** Events without texts, as the arrays hold them. */
    static KeptRows ofEvents(Plan plan, Rows rows) {
        KeptRows some = new KeptRows(plan, 0, Long.MAX_VALUE / 4);
        some.n = rows.size();
        some.outcome = rows.outcome();
        some.prediction[0] = rows.prediction()[0];
        some.weight = rows.weight();
        some.count = rows.count();
        return some;
    }

    /** Whether so many rows more fit into the memory. */
    boolean hasRoomFor(long more) {
        return n + more <= most;
    }

    /** Takes rows without texts. */
    void add(Rows rows) {
        room(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (counts(rows, i)) {
                take(rows, i);
                n++;
            }
        }
    }

    private boolean counts(Rows rows, int i) {
        return !(plan.weighted() && rows.weight()[i] == 0) && (!plan.counted() || rows.count()[i] != 0);
    }

    /** The plan of the rows. */
    Plan plan() {
        return plan;
    }

    /** The number of rows, each with its count. */
    int size() {
        return n;
    }

    /** What row i weighs. */
    double weight(int i) {
        return plan.weighted() ? weight[i] : 1;
    }

    /** How often row i occurs. */
    long count(int i) {
        return plan.counted() ? count[i] : 1;
    }

    /** The rows as statistics take them. */
    Rows rows() {
        return new Rows(n, outcome, label, distribution, prediction, predicted, weight, count, reference);
    }
}
