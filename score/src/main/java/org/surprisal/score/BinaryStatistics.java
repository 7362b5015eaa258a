package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;

/** The statistics of probabilities, or log-odds, of one positive outcome. */
final class BinaryStatistics implements Statistics {
    private static final String LOG_LOSS = "log_loss";
    private static final String BRIER = "brier";

    private final Plan plan;
    private final LogLossBounds bounds;
    private final BinaryLosses losses;
    private final BinaryLosses referenceLosses;
    private final OneOutcome hard;
    private final OutcomeBlocks blocks;
    private final Block block;
    private final SoftOutcomes soft;

    private final OutcomeTally logLoss;
    private final OutcomeTally brier;
    private final LossSums outcomes;
    private final Accuracy accuracy;
    private final ZeroProbability zero;
    private final PredictionSpread spread = new PredictionSpread(1);
    private final InvertedClass inverted;
    private final @Nullable GivenReference given;
    private final List<FurtherLoss> further;
    private final @Nullable RankedRows ranked;

    private final double[] p = new double[Block.SIZE];
    private final double[][] probabilities = {p};
    private final double[] logLosses = new double[Block.SIZE];
    private final double[] briers = new double[Block.SIZE];
    private final double[] scratch = new double[Block.SIZE];

    BinaryStatistics(Plan plan) {
        this.plan = plan;
        boolean logit = plan.scale() == Scale.LOGIT;
        boolean weighted = plan.weighted();
        bounds = LogLossBounds.of(plan.zero());
        losses = new BinaryLosses(logit, bounds);
        referenceLosses = new BinaryLosses(false, bounds);
        hard = new OneOutcome(logit, bounds);
        block = new Block(plan);
        blocks = new OutcomeBlocks(plan, this::addHard);
        soft = new SoftOutcomes(2, weighted);
        logLoss = new OutcomeTally(2, plan.soft(), weighted);
        brier = new OutcomeTally(2, plan.soft(), weighted);
        outcomes = new LossSums(weighted, 0);
        accuracy = new Accuracy(2, plan.soft(), weighted);
        zero = new ZeroProbability(plan.zero());
        inverted = new InvertedClass(weighted);
        GivenReference reference = GivenReference.of(plan);
        given = reference == null
                ? null
                : reference.compare(LOG_LOSS, Meaning.NATS).compare(BRIER, Meaning.BRIER);
        further = FurtherLoss.all(plan);
        ranked = plan.rankingMemory() > 0 ? new RankedRows(plan) : null;
    }

    @Override
    public void add(Rows rows) {
        if (!plan.soft()) {
            blocks.deal(rows);
            return;
        }
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            addSoft();
        }
    }

    private void addHard(Block dealt, boolean positive) {
        int n = dealt.size();
        int k = positive ? 1 : 0;
        double[] x = dealt.prediction[0];
        hard.logLoss(positive, x, n, logLosses);
        zero.add(logLosses, hard.decisions(), dealt);
        logLoss.add(k, logLosses, dealt);
        hard.miss(positive, x, n, scratch);
        inverted.add(scratch, dealt);
        hard.brier(scratch, n, briers);
        brier.add(k, briers, dealt);
        accuracy.addBinary(x, threshold(), positive, dealt);
        if (ranked != null) {
            ranked.add(dealt, positive);
        }
        addCommon(dealt);
    }

    private void addSoft() {
        int n = block.size();
        double[] y = block.outcome;
        double[] x = block.prediction[0];
        soft.takeBinary(block);
        losses.logLoss(y, x, n, logLosses);
        zero.add(logLosses, losses.decisions(), block);
        logLoss.add(logLosses, block, soft);
        losses.probabilities(x, n, p);
        losses.brier(y, x, p, n, briers);
        brier.add(briers, block, soft);
        outcomes.add(y, block.weight, block.counts, n);
        accuracy.addSoftBinary(x, threshold(), soft, block);
        if (ranked != null) {
            ranked.add(block);
        }
        addCommon(block);
    }

    /** Whatever does not care whether outcomes are hard, given the losses of the rows. */
    private void addCommon(Block rows) {
        int n = rows.size();
        spread.add(rows.prediction, n);
        if (given != null) {
            double[] r = given.predictions(rows);
            referenceLosses.logLoss(rows.outcome, r, n, scratch);
            given.add(LOG_LOSS, logLosses, scratch, rows);
            referenceLosses.brier(rows.outcome, r, r, n, scratch);
            given.add(BRIER, briers, scratch, rows);
        }
        if (!further.isEmpty()) {
            losses.probabilities(rows.prediction[0], n, p);
            for (FurtherLoss each : further) {
                each.add(rows, probabilities, soft);
            }
        }
    }

    /** Where a prediction says that both outcomes are equally likely. */
    private double threshold() {
        return plan.scale() == Scale.LOGIT ? 0 : 0.5;
    }

    @Override
    public void merge(Statistics other) {
        BinaryStatistics that = (BinaryStatistics) other;
        blocks.flush();
        that.blocks.flush();
        logLoss.merge(that.logLoss);
        brier.merge(that.brier);
        outcomes.merge(that.outcomes);
        accuracy.merge(that.accuracy);
        zero.merge(that.zero);
        spread.merge(that.spread);
        inverted.merge(that.inverted);
        if (given != null && that.given != null) {
            given.merge(that.given);
        }
        for (int i = 0; i < further.size(); i++) {
            further.get(i).merge(that.further.get(i));
        }
        if (ranked != null && that.ranked != null) {
            ranked.merge(that.ranked);
        }
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        boolean[] marks = new boolean[rows.size()];
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            losses.logLoss(block.outcome, block.prediction[0], block.size(), logLosses);
            for (int i = 0; i < block.size(); i++) {
                marks[block.origin[i]] = ZeroProbability.concerns(logLosses[i], losses.decisions(), i);
            }
        }
        return marks;
    }

    @Override
    public Findings finish() {
        blocks.flush();
        Inference inference = new Inference(plan.level());
        LossTally allLogLoss = logLoss.total();
        LossTally allBrier = brier.total();
        Frequencies frequencies = Frequencies.of(brier.weight(0), brier.weight(1));
        Estimate baseRate = baseRate(inference);

        Map<String, Estimate> scores = new LinkedHashMap<>();
        LogLossScores.put(scores, inference, allLogLoss);
        scores.put(BRIER, inference.loss(allBrier, Meaning.BRIER));
        Ranking ranking = ranked == null ? null : ranked.ranking();
        RankingScores ranks =
                ranking == null ? null : new RankingScores(ranking, inference, allBrier.rows(), plan.redrawn());
        if (ranks != null) {
            long negatives = plan.soft() ? allBrier.rows() : brier.ofClass(0).rows();
            long positives = plan.soft() ? allBrier.rows() : brier.ofClass(1).rows();
            scores.put("auc", ranks.auc(positives, negatives));
        }
        scores.put("accuracy", accuracy.estimate(inference));
        scores.put("base_rate", baseRate);
        List<Note> onCalibration = new ArrayList<>();
        if (ranks != null && allBrier.rows() > 0) {
            ranks.put(scores, onCalibration);
        }
        for (FurtherLoss each : further) {
            each.put(scores, inference);
        }

        FrequencyReference usual = new FrequencyReference(inference, frequencies, brier);
        Function<Frequencies, OutcomeLoss> usualLog = shares -> shares.logLoss(bounds);
        Function<Frequencies, OutcomeLoss> usualBrier = shares -> shares.brier(0.5);
        // Only the share of hard outcomes is a proportion, whose interval the reference can take over.
        Estimate proportion = plan.soft() ? null : baseRate;
        Map<String, Estimate> reference = new LinkedHashMap<>();
        Map<String, Estimate> skill = new LinkedHashMap<>();
        if (given != null) {
            given.put(reference, skill, inference, scores);
        } else {
            reference.put(LOG_LOSS, usual.estimate(proportion, usualLog, Meaning.NATS));
            reference.put(BRIER, usual.estimate(proportion, usualBrier, Meaning.BRIER));
            skill.put(LOG_LOSS, usual.skill(inference.loss(allLogLoss, Meaning.NATS), logLoss, usualLog));
            skill.put(BRIER, usual.skill(inference.loss(allBrier, Meaning.BRIER), brier, usualBrier));
        }
        Map<String, Decomposition> decomposition = Map.of();
        if (ranks != null && allBrier.rows() > 0) {
            Recalibration recalibration = ranks.recalibration();
            decomposition = recalibration.decompositions(
                    inference.loss(allLogLoss, Meaning.NATS),
                    inference.loss(allBrier, Meaning.BRIER),
                    usual.estimate(proportion, usualLog, Recalibration.uncertainty(true)),
                    usual.estimate(proportion, usualBrier, Recalibration.uncertainty(false)));
            for (FurtherLoss each : further) {
                Decomposition parts = each.elicitsProbability() ? recalibration.decomposition(each, baseRate) : null;
                if (parts != null) {
                    decomposition.putIfAbsent(each.name(), parts);
                }
            }
        }
        return new Findings(
                scores,
                reference,
                given == null ? "base_rate" : given.name(),
                skill,
                decomposition,
                accuracy.confusion(inference, plan.classes()),
                plan.weighted() ? Double.valueOf(accuracy.all().effectiveRows()) : null,
                notes(allLogLoss, allBrier, frequencies, onCalibration),
                ranks == null || allBrier.rows() == 0 ? List.of() : ranks.sections(plan.policy()));
    }

    private Estimate baseRate(Inference inference) {
        if (plan.soft()) {
            return inference.mean(outcomes.mean(), Meaning.BASE_RATE);
        }
        Shares positive = new Shares(
                brier.ofClass(0).mass(),
                new TreeMap<>(Map.of(1, brier.ofClass(1).mass())));
        return inference.share(positive, Meaning.BASE_RATE);
    }

    private List<Note> notes(
            LossTally allLogLoss, LossTally allBrier, Frequencies frequencies, List<Note> onCalibration) {
        List<Note> notes = new ArrayList<>(onCalibration);
        zero.note(notes, allLogLoss.infinite());
        if (!plan.soft()) {
            double reference = brier.mean(frequencies.brier(0.5));
            inverted.note(notes, allBrier.finite(), reference, plan.classes().getFirst());
        }
        spread.note(notes, allBrier.rows());
        Scarcity.note(notes, plan, allBrier.rows(), plan.soft() ? null : brier.rowsByClass());
        accuracy.note(notes);
        Map<String, Mean> means = new LinkedHashMap<>();
        LogLossScores.putMean(means, allLogLoss);
        means.put(BRIER, allBrier.finite().mean());
        for (FurtherLoss each : further) {
            each.note(notes);
            each.putMean(means);
        }
        SkewedLosses.note(notes, means);
        if (ranked != null) {
            ranked.note(notes, allBrier.rows());
        }
        notes.sort(Gravity.ORDER);
        return notes;
    }
}
