package org.surprisal.score;

import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.score.ColumnFacts.Extent;

/**
 * Separates the rows that can be scored from those that cannot, and says why. A row has one reason: the first that
 * applies, in the order in which {@link #clean} looks for them. A batch in which nothing is wrong is passed on as it
 * is: the facts about its columns, gathered anyway, prove it without another look at the rows.
 *
 * <p>Not for several threads: it keeps scratch arrays.
 */
final class Cleaner {
    private final Reading reading;
    private final Layout layout;
    private final List<Domain> targets;
    private final List<Domain> predictions;

    private final int[] classOf;
    private final int[] labelOf;

    private final Gathering gathering;
    private Verdict[] verdicts = {};
    private int[] kept = {};
    private double[] sum = {};
    private boolean clean;
    private int size;

    Cleaner(Reading reading, List<Loss> losses) {
        this.reading = reading;
        this.layout = reading.layout();
        // Every score of a table rests on the same rows, so a row must suit all losses of numbers.
        boolean numbers = reading.task() == Task.REGRESSION;
        this.targets =
                numbers ? losses.stream().map(loss -> loss.target().domain()).toList() : List.of();
        this.predictions = numbers
                ? losses.stream().map(loss -> loss.prediction().domain()).toList()
                : List.of();
        this.gathering = new Gathering(reading);
        this.classOf = layout.outcome() instanceof Outcome.Values values ? values.codes() : new int[0];
        this.labelOf = layout.labels() != null ? layout.labels().codes() : new int[0];
    }

    /**
     * Judges rows and hands out those that are scored. The batch's arrays are changed.
     *
     * @param batch rows of the layout
     * @param extents how far the outcome and prediction cells reach
     * @param counts how often each row is repeated, or empty for once each
     * @param badCounts rows whose count is no count, or empty when there are none
     * @return the rows that can be scored, in their order
     */
    Rows clean(Batch batch, Extent[] extents, long[] counts, boolean[] badCounts) {
        int n = batch.size();
        if (verdicts.length < n) {
            verdicts = new Verdict[n];
            kept = new int[n];
            sum = new double[n];
        }
        size = n;
        clean = true;
        missing(batch, extents);
        notNumbers(batch, extents);
        domains(batch, extents);
        between(batch, extents);
        scale(batch);
        sums(batch);
        weights(batch, counts, badCounts);
        return gathering.of(batch, counts, clean ? n : keep(n), clean ? new int[0] : kept);
    }

    /** Whether every row of the last batch is scored and nothing is to be said about any. */
    boolean allKept() {
        return clean;
    }

    /** The verdict on a row of the last batch. */
    Verdict verdict(int row) {
        return clean ? Verdict.KEPT : verdicts[row];
    }

    /** The place in the last batch of a row that was handed out. */
    int placeOf(int handedOut) {
        return clean ? handedOut : kept[handedOut];
    }

    // ---- reasons, the first that applies wins

    private void reject(int row, Verdict reason) {
        if (verdict(row).scored()) {
            judge(row, reason);
        }
    }

    /** Only a batch in which something is wrong needs a verdict for each row. */
    private void judge(int row, Verdict verdict) {
        if (clean) {
            Arrays.fill(verdicts, 0, size, Verdict.KEPT);
            clean = false;
        }
        verdicts[row] = verdict;
    }

    private void missing(Batch batch, Extent[] extents) {
        for (int c = 0; c < extents.length; c++) {
            if (extents[c] == Extent.GAPS) {
                boolean happened = c < layout.outcomes() && reading.task() != Task.LIKELIHOOD;
                Verdict reason = happened ? Verdict.OUTCOME_MISSING : Verdict.PREDICTION_MISSING;
                flagged(batch, c, Batch.FLAG_MISSING, reason);
                for (int i = 0; i < batch.size() && batch.codes()[c].length > 0; i++) {
                    if (batch.codes()[c][i] == Batch.MISSING) {
                        reject(i, reason);
                    }
                }
            }
        }
        if (layout.reference() != null) {
            flagged(batch, layout.referenceAt(), Batch.FLAG_MISSING, Verdict.PREDICTION_MISSING);
        }
    }

    private void notNumbers(Batch batch, Extent[] extents) {
        for (int c = 0; c < extents.length; c++) {
            if (extents[c] == Extent.GAPS) {
                flagged(batch, c, Batch.FLAG_NOT_A_NUMBER, Verdict.NOT_A_NUMBER);
                unflagged(batch.numbers()[c], batch.size());
            }
        }
        noNumber(batch.codes()[0], classOf, batch.size());
        noNumber(batch.codes()[layout.firstPrediction()], labelOf, batch.size());
        if (layout.reference() != null) {
            flagged(batch, layout.referenceAt(), Batch.FLAG_NOT_A_NUMBER, Verdict.NOT_A_NUMBER);
        }
    }

    private void flagged(Batch batch, int column, byte flag, Verdict reason) {
        byte[] flags = batch.flags()[column];
        for (int i = 0; i < batch.size() && flags.length > 0; i++) {
            if (flags[i] == flag) {
                reject(i, reason);
            }
        }
    }

    /** Whatever a source says, NaN never passes. */
    private void unflagged(double[] values, int n) {
        for (int i = 0; i < n && values.length > 0; i++) {
            if (Double.isNaN(values[i])) {
                reject(i, Verdict.NOT_A_NUMBER);
            }
        }
    }

    private void domains(Batch batch, Extent[] extents) {
        boolean numbers = reading.task() == Task.REGRESSION
                || reading.task() == Task.QUANTILES
                || reading.task() == Task.DISTRIBUTION;
        switch (layout.outcome()) {
            case Outcome.Values values -> noClass(batch.codes()[0], classOf, batch.size());
            case Outcome.Numbers same -> {
                if (reading.task() != Task.LIKELIHOOD) {
                    inDomain(batch, 0, extents[0], numbers ? Domain.REAL : Domain.UNIT_INTERVAL);
                }
                targets.forEach(domain -> inDomain(batch, 0, Extent.NUMBERS, domain));
                if (reading.scale() == Scale.POISSON || reading.scale() == Scale.NEGATIVE_BINOMIAL) {
                    counts(batch);
                }
                if (reading.scale() == Scale.GAMMA || reading.scale() == Scale.LOGNORMAL) {
                    inDomain(batch, 0, Extent.NUMBERS, Domain.POSITIVE);
                }
            }
            case Outcome.Indicators indicators -> {
                for (int c = 0; c < indicators.columns().size(); c++) {
                    inDomain(batch, c, extents[c], Domain.UNIT_INTERVAL);
                }
            }
        }
        if (layout.labels() != null) {
            noClass(batch.codes()[layout.firstPrediction()], labelOf, batch.size());
            return;
        }
        for (int c = layout.firstPrediction(); c < extents.length; c++) {
            switch (reading.scale()) {
                case PROBABILITY -> inDomain(batch, c, extents[c], Domain.UNIT_INTERVAL);
                case PERCENT -> inDomain(batch, c, extents[c], Percent.DOMAIN);
                case MEAN -> {
                    int column = c;
                    inDomain(batch, column, extents[c], Domain.REAL);
                    predictions.forEach(domain -> inDomain(batch, column, Extent.NUMBERS, domain));
                }
                case LOGPROB -> notAboveZero(batch, c);
                case QUANTILE -> inDomain(batch, c, extents[c], Domain.REAL);
                case POISSON -> inDomain(batch, c, Extent.NUMBERS, Domain.NON_NEGATIVE);
                case NORMAL, LAPLACE, LOGISTIC -> {
                    boolean spread = c > layout.firstPrediction();
                    inDomain(batch, c, spread ? Extent.NUMBERS : extents[c], spread ? Domain.POSITIVE : Domain.REAL);
                }
                case GAMMA, LOGNORMAL -> inDomain(batch, c, Extent.NUMBERS, Domain.POSITIVE);
                case NEGATIVE_BINOMIAL ->
                    inDomain(
                            batch,
                            c,
                            Extent.NUMBERS,
                            c > layout.firstPrediction() ? Domain.POSITIVE : Domain.NON_NEGATIVE);
                case LOGIT -> {
                    // Any number is one, infinities among them; what several infinities mean together comes below.
                }
            }
        }
        if (layout.reference() != null) {
            Domain domain = reading.task() == Task.LIKELIHOOD
                    ? Domain.NON_NEGATIVE
                    : numbers ? Domain.REAL : reading.scale() == Scale.PERCENT ? Percent.DOMAIN : Domain.UNIT_INTERVAL;
            inDomain(batch, layout.referenceAt(), Extent.NUMBERS, domain);
        }
        if (reading.scale() == Scale.LOGIT && reading.task() == Task.CLASSES) {
            undefinedSoftmax(batch, extents);
        }
    }

    /** Counts are whole numbers from 0 on. */
    private void counts(Batch batch) {
        double[] y = batch.numbers()[0];
        for (int i = 0; i < batch.size(); i++) {
            if (!(y[i] >= 0 && y[i] == Math.rint(y[i]))) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    /** The logarithm of a probability is at most 0, and negative infinity for 0. */
    private void notAboveZero(Batch batch, int column) {
        double[] x = batch.numbers()[column];
        for (int i = 0; i < batch.size(); i++) {
            if (!(x[i] <= 0)) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    private void inDomain(Batch batch, int column, Extent extent, Domain domain) {
        boolean unit = extent.compareTo(Extent.UNIT) <= 0 && domain.contains(0) && domain.contains(1);
        boolean finite = extent.compareTo(Extent.FINITE) <= 0 && domain.equals(Domain.REAL);
        double[] values = batch.numbers()[column];
        for (int i = 0; i < batch.size() && !unit && !finite; i++) {
            if (!domain.contains(values[i])) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    private void noNumber(int[] codes, int[] classes, int n) {
        for (int i = 0; i < n && classes.length > 0; i++) {
            if (codes[i] >= 0 && classes[codes[i]] == Outcome.NAN) {
                reject(i, Verdict.NOT_A_NUMBER);
            }
        }
    }

    private void noClass(int[] codes, int[] classes, int n) {
        for (int i = 0; i < n; i++) {
            if (codes[i] == Batch.OTHER || (codes[i] >= 0 && classes[codes[i]] == Outcome.NO_CLASS)) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    /** Two scores of positive infinity, or none above negative infinity, give no probabilities. */
    private void undefinedSoftmax(Batch batch, Extent[] extents) {
        for (int i = 0; i < batch.size(); i++) {
            int highest = 0;
            int lowest = 0;
            for (int c = layout.firstPrediction(); c < extents.length; c++) {
                highest += batch.numbers()[c][i] == Double.POSITIVE_INFINITY ? 1 : 0;
                lowest += batch.numbers()[c][i] == Double.NEGATIVE_INFINITY ? 1 : 0;
            }
            if (highest > 1 || lowest == extents.length - layout.firstPrediction()) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    private void between(Batch batch, Extent[] extents) {
        boolean classes = reading.task() == Task.BINARY || reading.task() == Task.CLASSES;
        if (!classes || layout.outcome() instanceof Outcome.Values) {
            return;
        }
        int outcomes = layout.outcomes();
        for (int c = 0; c < outcomes && !reading.soft(); c++) {
            double[] y = batch.numbers()[c];
            for (int i = 0; i < batch.size() && extents[c] != Extent.ENDS; i++) {
                if (y[i] > 0 && y[i] < 1) {
                    reject(i, Verdict.OUTCOME_BETWEEN_CLASSES);
                }
            }
        }
        for (int i = 0; i < batch.size() && outcomes > 1 && !reading.soft(); i++) {
            int happened = 0;
            for (int c = 0; c < outcomes; c++) {
                happened += batch.numbers()[c][i] == 1 ? 1 : 0;
            }
            // No class happened, or several: no case of a forecast over these classes.
            if (happened != 1) {
                reject(i, Verdict.OUTSIDE_DOMAIN);
            }
        }
    }

    private void scale(Batch batch) {
        if (reading.scale() == Scale.PERCENT) {
            for (int c = layout.firstPrediction(); c < layout.firstPrediction() + layout.predictions(); c++) {
                Percent.toShares(batch.numbers()[c], batch.size());
            }
            if (layout.reference() != null) {
                Percent.toShares(batch.numbers()[layout.referenceAt()], batch.size());
            }
        }
    }

    private void sums(Batch batch) {
        if (reading.task() != Task.CLASSES) {
            return;
        }
        if (reading.scale() != Scale.LOGIT) {
            sums(batch, layout.firstPrediction(), layout.firstPrediction() + layout.predictions());
        }
        if (reading.soft()) {
            sums(batch, 0, layout.outcomes());
        }
    }

    private void sums(Batch batch, int from, int to) {
        Arrays.fill(sum, 0, batch.size(), 0);
        for (int c = from; c < to; c++) {
            double[] p = batch.numbers()[c];
            for (int i = 0; i < batch.size(); i++) {
                sum[i] += p[i];
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            double off = Math.abs(sum[i] - 1);
            if (off > RowSums.SILENT) {
                reject(i, off > RowSums.NEAR ? Verdict.ROW_SUM : Verdict.NEARLY_ONE);
            }
        }
    }

    private void weights(Batch batch, long[] counts, boolean[] badCounts) {
        for (int i = 0; i < badCounts.length; i++) {
            if (badCounts[i]) {
                reject(i, Verdict.WEIGHT_INVALID);
            }
        }
        if (layout.weight() != null) {
            double[] weight = batch.numbers()[layout.weightAt()];
            for (int i = 0; i < batch.size(); i++) {
                if (!(weight[i] >= 0 && weight[i] < Double.POSITIVE_INFINITY)) {
                    reject(i, Verdict.WEIGHT_INVALID);
                }
            }
        }
        for (int i = 0; i < counts.length && i < batch.size(); i++) {
            if (counts[i] == 0) {
                judge(i, Verdict.ABSENT);
            }
        }
    }

    private int keep(int size) {
        int n = 0;
        for (int i = 0; i < size; i++) {
            kept[n] = i;
            n += verdicts[i].scored() ? 1 : 0;
        }
        return n;
    }
}
