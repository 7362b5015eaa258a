package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/** The statistics of numbers that are forecast by distributions, or by quantiles of them. */
final class DistributionStatistics implements Statistics {
    private final Plan plan;
    private final Block block;
    private final DistributionLosses losses;
    private final Map<String, LossTally> tallies = new LinkedHashMap<>();
    private final Map<String, Mass[]> counted = new LinkedHashMap<>();
    private final PredictionSpread spread;
    private final ExactSum[] bins;
    private final Mass all;
    private long crossing;

    private final double[] values = new double[Block.SIZE];
    private final double[] parts;

    DistributionStatistics(Plan plan) {
        if (!plan.losses().isEmpty()) {
            throw new Unscorable("--loss is of one prediction per row, so it does not go with --as "
                    + plan.scale().name().toLowerCase(Locale.ROOT) + "; leave it out, or score the means"
                    + " with --as mean.");
        }
        this.plan = plan;
        block = new Block(plan);
        losses = DistributionLosses.of(plan);
        for (String name : losses.meanings().keySet()) {
            if (losses.counts(name)) {
                counted.put(name, new Mass[] {new Mass(plan.weighted()), new Mass(plan.weighted())});
            } else {
                tallies.put(name, new LossTally(plan.weighted(), 0));
            }
        }
        spread = new PredictionSpread(plan.columns());
        bins = new ExactSum[losses.edges().length - 1];
        Arrays.setAll(bins, b -> new ExactSum());
        parts = new double[bins.length];
        all = new Mass(plan.weighted());
    }

    @Override
    public void add(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            addBlock();
        }
    }

    private void addBlock() {
        int n = block.size();
        tallies.forEach((name, tally) -> {
            losses.of(name, block, values);
            tally.add(values, block.weight, block.counts, n);
        });
        counted.forEach((name, masses) -> {
            losses.of(name, block, values);
            for (int i = 0; i < n; i++) {
                masses[(int) values[i]].add(weight(i), block.count(i));
            }
        });
        spread.add(block.prediction, n);
        for (int i = 0; i < n; i++) {
            losses.transform(block, i, parts);
            for (int b = 0; b < parts.length; b++) {
                if (parts[b] != 0) {
                    bins[b].addProduct(weight(i) * parts[b], (double) block.count(i));
                }
            }
            all.add(weight(i), block.count(i));
            if (plan.task() == Task.QUANTILES && QuantileLosses.crosses(block, i)) {
                crossing = Math.addExact(crossing, block.count(i));
            }
        }
    }

    private double weight(int row) {
        return plan.weighted() ? block.weight[row] : 1;
    }

    @Override
    public void merge(Statistics other) {
        DistributionStatistics that = (DistributionStatistics) other;
        tallies.forEach((name, tally) -> tally.merge(Objects.requireNonNull(that.tallies.get(name))));
        counted.forEach((name, masses) -> {
            Mass[] more = Objects.requireNonNull(that.counted.get(name));
            masses[0].merge(more[0]);
            masses[1].merge(more[1]);
        });
        spread.merge(that.spread);
        for (int b = 0; b < bins.length; b++) {
            bins[b].merge(that.bins[b]);
        }
        all.merge(that.all);
        crossing = Math.addExact(crossing, that.crossing);
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        return new boolean[rows.size()];
    }

    @Override
    public Findings finish() {
        Inference inference = new Inference(plan.level());
        Map<String, Estimate> scores = new LinkedHashMap<>();
        losses.meanings().forEach((name, meaning) -> {
            LossTally tally = tallies.get(name);
            if (tally == null) {
                Mass[] masses = Objects.requireNonNull(counted.get(name));
                Shares shares = new Shares(masses[0].total(), new TreeMap<>(Map.of(1, masses[1].total())));
                scores.put(name, inference.share(shares, meaning));
                return;
            }
            scores.put(name, inference.loss(tally, meaning));
            InfiniteLosses.put(scores, inference, tally, name + "_of_finite_rows", name + "_infinite_share", meaning);
        });
        return new Findings(
                scores,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                null,
                plan.weighted() ? Double.valueOf(all.total().effectiveRows()) : null,
                notes(),
                List.of(histogram()));
    }

    private PitHistogram histogram() {
        Dyadic total = all.total().sum();
        double[] shares = new double[bins.length];
        for (int b = 0; b < shares.length; b++) {
            shares[b] = total.signum() == 0 ? Double.NaN : bins[b].exact().dividedBy(total);
        }
        return new PitHistogram(plan.levels(), losses.edges(), shares);
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        if (crossing > 0) {
            notes.add(new Note(Note.Code.QUANTILES_CROSS, Note.Severity.WARNING, crossing, List.of(), Map.of()));
        }
        if (plan.task() == Task.QUANTILES) {
            List<Double> alone = QuantileLosses.unpaired(plan.levels());
            if (!alone.isEmpty()) {
                List<String> names = alone.stream().map(NumericText::name).toList();
                notes.add(
                        new Note(Note.Code.UNPAIRED_LEVELS, Note.Severity.INFO, 0, List.of(), Map.of("levels", names)));
            }
        }
        spread.note(notes, all.rows());
        Scarcity.note(notes, plan, all.rows(), null);
        Map<String, Mean> means = new LinkedHashMap<>();
        for (String name : List.of(QuantileLosses.WIS, QuantileLosses.PINBALL, DensityLosses.LOG_SCORE, "crps")) {
            LossTally tally = tallies.get(name);
            if (tally != null) {
                means.put(name, tally.finite().mean());
            }
        }
        SkewedLosses.note(notes, means);
        notes.sort(Gravity.ORDER);
        return notes;
    }
}
