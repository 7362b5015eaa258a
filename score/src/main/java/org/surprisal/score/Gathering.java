package org.surprisal.score;

/**
 * Gathers the rows that are kept into the arrays that statistics take. Where all rows are kept, the batch's own arrays
 * are handed on; otherwise the kept cells move to their front. Not for several threads: it keeps a scratch array.
 */
final class Gathering {
    private final Reading reading;
    private final Layout layout;
    private final int[] classOf;
    private final int[] labelOf;
    private double[] scratch = {};

    Gathering(Reading reading) {
        this.reading = reading;
        this.layout = reading.layout();
        this.classOf = layout.outcome() instanceof Outcome.Values values ? values.codes() : new int[0];
        this.labelOf = layout.labels() != null ? layout.labels().codes() : new int[0];
    }

    /**
     * Gathers rows; the batch's arrays are changed.
     *
     * @param batch rows
     * @param counts how often each row is repeated, or empty
     * @param n the number of rows kept
     * @param kept their places in the batch, in order, or empty when all are kept
     * @return the rows kept
     */
    Rows of(Batch batch, long[] counts, int n, int[] kept) {
        int first = layout.firstPrediction();
        double[] outcome = {};
        int[] label = {};
        double[][] distribution = {};
        switch (layout.outcome()) {
            case Outcome.Numbers numbers -> outcome = flip(pick(batch.numbers()[0], n, kept), n);
            case Outcome.Values values -> label = classes(pick(batch.codes()[0], n, kept), classOf, n);
            case Outcome.Indicators indicators -> distribution = pick(batch, 0, layout.outcomes(), n, kept);
        }
        if (distribution.length > 0 && !reading.soft()) {
            label = happened(distribution, n);
            distribution = new double[0][];
        }
        if (reading.task() == Task.BINARY && label.length > 0) {
            outcome = sides(label, n);
            label = new int[0];
        }
        boolean labels = layout.labels() != null;
        return new Rows(
                n,
                outcome,
                label,
                distribution,
                pick(batch, first, labels ? first : first + layout.predictions(), n, kept),
                labels ? classes(pick(batch.codes()[first], n, kept), labelOf, n) : new int[0],
                layout.weight() == null ? new double[0] : pick(batch.numbers()[layout.weightAt()], n, kept),
                counts.length == 0 ? counts : pick(counts, n, kept),
                layout.reference() == null ? new double[0] : pick(batch.numbers()[layout.referenceAt()], n, kept));
    }

    private static double[][] pick(Batch batch, int from, int to, int n, int[] kept) {
        double[][] columns = new double[to - from][];
        for (int c = from; c < to; c++) {
            columns[c - from] = pick(batch.numbers()[c], n, kept);
        }
        return columns;
    }

    private static double[] pick(double[] values, int n, int[] kept) {
        for (int i = 0; i < n && kept.length > 0; i++) {
            values[i] = values[kept[i]];
        }
        return values;
    }

    private static int[] pick(int[] values, int n, int[] kept) {
        for (int i = 0; i < n && kept.length > 0; i++) {
            values[i] = values[kept[i]];
        }
        return values;
    }

    private static long[] pick(long[] values, int n, int[] kept) {
        for (int i = 0; i < n && kept.length > 0; i++) {
            values[i] = values[kept[i]];
        }
        return values;
    }

    /** 1 - y is exact at both ends; between them it is the same rounding for every row. */
    private double[] flip(double[] y, int n) {
        for (int i = 0; i < n && reading.flipped(); i++) {
            y[i] = 1 - y[i];
        }
        return y;
    }

    private static int[] classes(int[] codes, int[] classes, int n) {
        for (int i = 0; i < n; i++) {
            codes[i] = classes[codes[i]];
        }
        return codes;
    }

    private double[] sides(int[] label, int n) {
        if (scratch.length < n) {
            scratch = new double[n];
        }
        for (int i = 0; i < n; i++) {
            scratch[i] = label[i];
        }
        return scratch;
    }

    private static int[] happened(double[][] indicators, int n) {
        int[] label = new int[n];
        for (int c = 0; c < indicators.length; c++) {
            for (int i = 0; i < n; i++) {
                label[i] = indicators[c][i] == 1 ? c : label[i];
            }
        }
        return label;
    }
}
