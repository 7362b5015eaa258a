package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.Dyadic;
import org.surprisal.score.Inference.Meaning;

/** The statistics of probabilities, or scores, of several classes. */
final class ClassStatistics implements Statistics {
    /** Beyond this number of classes joint moments of soft outcomes would cost more than they say. */
    static final int MOST_SOFT_CLASSES = 16;

    private final Plan plan;
    private final int classes;
    private final LogLossBounds bounds;
    private final ClassLosses losses;
    private final Block block;
    private final SoftOutcomes soft;

    private final OutcomeTally logLoss;
    private final OutcomeTally brier;
    private final Accuracy accuracy;
    private final ZeroProbability zero;
    private final PredictionSpread spread;
    private final @Nullable ClassOrder order;
    private final @Nullable TopClasses top;
    private final @Nullable RankedProbability ranked;
    private final List<FurtherLoss> further;
    private final @Nullable OneVersusRest each;

    private final double[] logLosses = new double[Block.SIZE];
    private final double[] briers = new double[Block.SIZE];

    ClassStatistics(Plan plan) {
        this.plan = plan;
        classes = plan.classes().size();
        if (plan.soft() && classes > MOST_SOFT_CLASSES) {
            throw new Unscorable("Soft outcomes over " + classes + " classes are too many: at most " + MOST_SOFT_CLASSES
                    + " can be scored; leave --soft-outcomes out.");
        }
        boolean weighted = plan.weighted();
        bounds = LogLossBounds.of(plan.zero());
        losses = new ClassLosses(classes, plan.scale() == Scale.LOGIT, bounds);
        block = new Block(plan);
        soft = new SoftOutcomes(classes, weighted);
        logLoss = new OutcomeTally(classes, plan.soft(), weighted);
        brier = new OutcomeTally(classes, plan.soft(), weighted);
        accuracy = new Accuracy(classes, plan.soft(), weighted);
        zero = new ZeroProbability(plan.zero());
        spread = new PredictionSpread(classes);
        order = plan.soft() || classes > ConfusionSums.MOST_CLASSES ? null : new ClassOrder(classes, weighted);
        top = plan.soft() ? null : new TopClasses(classes, weighted);
        ranked = RankedProbability.isAskedFor(plan) && !plan.soft() ? new RankedProbability(classes, weighted) : null;
        further = FurtherLoss.all(plan).stream()
                .filter(loss -> ranked == null || !loss.isOf(Catalogue.RANKED_PROBABILITY))
                .toList();
        each = OneVersusRest.suits(plan) ? new OneVersusRest(plan) : null;
    }

    @Override
    public void add(Rows rows) {
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            addBlock();
        }
        if (each != null) {
            each.add(rows);
        }
    }

    private void addBlock() {
        int n = block.size();
        double[][] x = block.prediction;
        double[][] p = losses.probabilities(x, n);
        spread.add(x, n);
        if (plan.soft()) {
            soft.takeClasses(block);
            losses.logLoss(soft.probability(), x, n, logLosses);
            losses.brier(soft.probability(), p, n, briers);
            logLoss.add(logLosses, block, soft);
            brier.add(briers, block, soft);
            accuracy.addSoftClasses(x, soft, block);
        } else {
            losses.logLoss(block.label, x, n, logLosses);
            losses.brier(block.label, p, n, briers);
            logLoss.add(logLosses, block);
            brier.add(briers, block);
            accuracy.addClasses(x, block);
            if (top != null) {
                top.add(x, block);
            }
            if (ranked != null) {
                ranked.add(p, block);
            }
            if (order != null) {
                order.add(p, block);
            }
        }
        zero.add(logLosses, losses.decisions(), block);
        for (FurtherLoss loss : further) {
            loss.add(block, p, soft);
        }
    }

    @Override
    public void merge(Statistics other) {
        ClassStatistics that = (ClassStatistics) other;
        logLoss.merge(that.logLoss);
        brier.merge(that.brier);
        accuracy.merge(that.accuracy);
        zero.merge(that.zero);
        spread.merge(that.spread);
        if (top != null && that.top != null) {
            top.merge(that.top);
        }
        if (ranked != null && that.ranked != null) {
            ranked.merge(that.ranked);
        }
        if (order != null && that.order != null) {
            order.merge(that.order);
        }
        if (each != null && that.each != null) {
            each.merge(that.each);
        }
        for (int i = 0; i < further.size(); i++) {
            further.get(i).merge(that.further.get(i));
        }
    }

    @Override
    public boolean[] zeroProbability(Rows rows) {
        boolean[] marks = new boolean[rows.size()];
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            if (plan.soft()) {
                losses.logLoss(block.distribution, block.prediction, block.size(), logLosses);
            } else {
                losses.logLoss(block.label, block.prediction, block.size(), logLosses);
            }
            for (int i = 0; i < block.size(); i++) {
                marks[block.origin[i]] = ZeroProbability.concerns(logLosses[i], losses.decisions(), i);
            }
        }
        return marks;
    }

    @Override
    public Findings finish() {
        Inference inference = new Inference(plan.level());
        LossTally allLogLoss = logLoss.total();
        LossTally allBrier = brier.total();
        Dyadic[] weights = new Dyadic[classes];
        for (int k = 0; k < classes; k++) {
            weights[k] = brier.weight(k);
        }
        Frequencies frequencies = Frequencies.of(weights);

        Map<String, Estimate> scores = new LinkedHashMap<>();
        LogLossScores.put(scores, inference, allLogLoss);
        Estimate square = inference.loss(allBrier, Meaning.BRIER_CLASSES);
        scores.put("brier", square);
        if (ranked != null) {
            ranked.put(scores, inference);
        }
        scores.put("accuracy", accuracy.estimate(inference));
        if (top != null) {
            top.put(scores, inference);
        }
        List<Note> onRanking = new ArrayList<>();
        ClassFindings events = each == null ? null : each.finish(inference, allBrier.rows(), scores, onRanking);
        Agreement agreement = accuracy.agreement();
        if (agreement != null) {
            agreement.put(scores, inference);
        }
        for (FurtherLoss loss : further) {
            loss.put(scores, inference);
        }

        FrequencyReference usual = new FrequencyReference(inference, frequencies, brier);
        Function<Frequencies, OutcomeLoss> usualLog = shares -> shares.logLoss(bounds);
        Function<Frequencies, OutcomeLoss> usualBrier = shares -> shares.brier(1);
        Map<String, Estimate> reference = new LinkedHashMap<>();
        reference.put("log_loss", usual.estimate(null, usualLog, Meaning.NATS));
        reference.put("brier", usual.estimate(null, usualBrier, Meaning.BRIER_CLASSES));
        Map<String, Estimate> skill = new LinkedHashMap<>();
        skill.put("log_loss", usual.skill(inference.loss(allLogLoss, Meaning.NATS), logLoss, usualLog));
        skill.put("brier", usual.skill(square, brier, usualBrier));
        if (ranked != null) {
            ranked.putReference(usual, reference, skill, inference);
        }

        return new Findings(
                scores,
                reference,
                "class_frequencies",
                skill,
                Map.of(),
                accuracy.confusion(inference, plan.classes()),
                plan.weighted() ? Double.valueOf(accuracy.all().effectiveRows()) : null,
                notes(allLogLoss, allBrier, brier.mean(frequencies.brier(1)), onRanking),
                events == null ? List.of() : List.of(events));
    }

    private List<Note> notes(LossTally allLogLoss, LossTally allBrier, double reference, List<Note> onRanking) {
        List<Note> notes = new ArrayList<>(onRanking);
        zero.note(notes, allLogLoss.infinite());
        Mean square = allBrier.finite().mean();
        if (order != null) {
            order.note(notes, plan.classes(), square.value(), allBrier.finite().mass(), reference);
        }
        spread.note(notes, allBrier.rows());
        Scarcity.note(notes, plan, allBrier.rows(), plan.soft() ? null : brier.rowsByClass());
        accuracy.note(notes);
        Map<String, Mean> means = new LinkedHashMap<>();
        LogLossScores.putMean(means, allLogLoss);
        means.put("brier", square);
        if (ranked != null) {
            ranked.putMean(means);
        }
        for (FurtherLoss loss : further) {
            loss.note(notes);
            loss.putMean(means);
        }
        SkewedLosses.note(notes, means);
        notes.sort(Gravity.ORDER);
        return notes;
    }
}
