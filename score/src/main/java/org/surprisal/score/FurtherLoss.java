package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;
import org.surprisal.loss.traits.Answer;
import org.surprisal.loss.traits.Property;
import org.surprisal.loss.traits.Traits;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.score.Inference.Meaning;

/**
 * A loss that was asked for beside the usual ones: its mean over the rows inside its domains, the others counted. A
 * loss whose prediction is called z is given log-odds or class scores, any other probabilities or numbers; what is
 * missing is computed from what is there.
 */
final class FurtherLoss {
    private final Loss loss;
    private final Plan plan;
    private final boolean scores;
    private final Evaluator evaluator;
    private final LossTally tally;
    private final double[] values = new double[Block.SIZE];
    private final double[][] columns;
    private final double[] y = new double[Block.SIZE];
    private final double[] weight = new double[Block.SIZE];
    private final long[] counts = new long[Block.SIZE];
    private long outside;

    private FurtherLoss(Loss loss, Plan plan) {
        this.loss = loss;
        this.plan = plan;
        scores = loss.prediction().name().equals("z");
        evaluator = loss.evaluator();
        tally = new LossTally(plan.weighted(), 0);
        int classes = Math.max(
                1,
                plan.task() == Task.BINARY && loss.perClass()
                        ? 2
                        : plan.classes().size());
        columns = new double[plan.task() == Task.REGRESSION ? 1 : classes][Block.SIZE];
    }

    /** The losses that a plan asks for beside the usual ones. */
    static List<FurtherLoss> all(Plan plan) {
        List<FurtherLoss> all = new ArrayList<>();
        for (Loss loss : plan.losses()) {
            if (loss.perClass() && plan.task() == Task.REGRESSION) {
                throw new Unscorable("The loss " + loss.name() + " compares classes, but the outcome is a number:"
                        + " choose a loss of one prediction, such as squared or absolute.");
            }
            if (!loss.perClass() && plan.task() == Task.CLASSES) {
                throw new Unscorable("The loss " + loss.name() + " takes one prediction per row, but there is one per"
                        + " class: choose a loss over classes, such as cross_entropy or brier_classes.");
            }
            all.add(new FurtherLoss(loss, plan));
        }
        return all;
    }

    /**
     * Adds a block.
     *
     * @param p the probabilities, or predicted numbers, of each column
     * @param soft the outcomes as distributions; read only where the plan says that outcomes are soft
     */
    void add(Block block, double[][] p, SoftOutcomes soft) {
        int n = block.size();
        if (!loss.perClass()) {
            addRows(block, p[0]);
        } else if (plan.soft()) {
            predictions(block, p);
            evaluator.values(soft.probability(), columns, n, values);
            tally.add(values, block.weight, block.counts, n);
        } else {
            predictions(block, p);
            evaluator.values(block.label, columns, n, values);
            tally.add(values, block.weight, block.counts, n);
        }
    }

    /** The loss of each row of a block by itself; NaN for rows outside its domains. */
    void values(Block block, double[][] p, SoftOutcomes soft, double[] out) {
        if (loss.perClass()) {
            predictions(block, p);
            if (plan.soft()) {
                evaluator.values(soft.probability(), columns, block.size(), out);
            } else {
                evaluator.values(block.label, columns, block.size(), out);
            }
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            y[0] = block.outcome[i];
            columns[0][0] = scores ? score(block, p[0], i) : p[0][i];
            boolean inside = loss.target().domain().contains(y[0])
                    && loss.prediction().domain().contains(columns[0][0]);
            if (inside) {
                evaluator.values(y, columns[0], 1, values);
            }
            out[i] = inside ? values[0] : Double.NaN;
        }
    }

    private void addRows(Block block, double[] p) {
        double[] x = columns[0];
        Domain target = loss.target().domain();
        Domain prediction = loss.prediction().domain();
        int n = 0;
        for (int i = 0; i < block.size(); i++) {
            double given = scores ? score(block, p, i) : p[i];
            if (target.contains(block.outcome[i]) && prediction.contains(given)) {
                y[n] = block.outcome[i];
                x[n] = given;
                weight[n] = block.weight[i];
                counts[n++] = block.count(i);
            } else {
                outside = Math.addExact(outside, block.count(i));
            }
        }
        evaluator.values(y, x, n, values);
        tally.add(values, weight, block.counts == null ? null : counts, n);
    }

    private double score(Block block, double[] p, int i) {
        return plan.scale() == Scale.PROBABILITY || plan.scale() == Scale.PERCENT
                ? Log.of(p[i]) - Log1p.of(-p[i])
                : block.prediction[0][i];
    }

    /** Fills the columns of a loss over classes; a binary prediction becomes two of them. */
    private void predictions(Block block, double[][] p) {
        boolean given = plan.scale() == Scale.LOGIT;
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < block.size(); i++) {
                columns[k][i] =
                        scores ? given ? scoreOf(block, k, i) : Log.of(probabilityOf(p, k, i)) : probabilityOf(p, k, i);
            }
        }
    }

    private double scoreOf(Block block, int k, int i) {
        if (plan.task() == Task.BINARY) {
            return k == 0 ? 0 : block.prediction[0][i];
        }
        return block.prediction[k][i];
    }

    private double probabilityOf(double[][] p, int k, int i) {
        if (plan.task() == Task.BINARY) {
            return k == 0 ? 1 - p[0][i] : p[0][i];
        }
        return p[k][i];
    }

    /**
     * Whether the mean loss of an event can be decomposed: every row has a loss, and the best forecast is the
     * probability, which is proved from the formula.
     */
    boolean elicitsProbability() {
        if (plan.task() != Task.BINARY || plan.soft() || loss.perClass() || outside > 0) {
            return false;
        }
        String mean = "mean = " + (scores ? "sigmoid(z)" : loss.prediction().name());
        return Traits.of(loss, Property.PROPER)
                .filter(trait -> trait.answer() instanceof Answer.Proved)
                .filter(trait -> trait.about().equals(mean))
                .isPresent();
    }

    /** The loss of an event and of another outcome where the forecast is p. */
    double[] ofForecast(double p) {
        double x = scores ? Log.of(p) - Log1p.of(-p) : p;
        double[] both = new double[2];
        evaluator.values(new double[] {1, 0}, new double[] {x, x}, 2, both);
        return both;
    }

    /** The sum of the losses after recalibration; what never happens costs nothing. */
    double recalibrated(Isotonic blocks) {
        PairSum sum = new PairSum();
        for (int block = 0; block < blocks.size(); block++) {
            sum.add(ofFrequency(blocks.events(block), blocks.others(block)));
        }
        return sum.value();
    }

    /** The sum of the losses of forecasting the frequency of so many events and others. */
    double ofFrequency(double events, double others) {
        double[] one = ofForecast(events / (events + others));
        return (events == 0 ? 0 : events * one[0]) + (others == 0 ? 0 : others * one[1]);
    }

    /** The mean loss. */
    Estimate estimate(Inference inference) {
        return inference.loss(tally, Meaning.of(loss));
    }

    boolean isOf(Loss other) {
        return loss.equals(other);
    }

    void merge(FurtherLoss other) {
        tally.merge(other.tally);
        outside = Math.addExact(outside, other.outside);
    }

    /** With its parameters, so that two of one family stand side by side. */
    String name() {
        return loss.toString();
    }

    /** What its mean is. */
    Meaning meaning() {
        return Meaning.of(loss);
    }

    /** Adds the score under the loss's name, unless one of that name is there. */
    void put(Map<String, Estimate> scores, Inference inference) {
        Meaning meaning = Meaning.of(loss);
        if (scores.putIfAbsent(name(), inference.loss(tally, meaning)) == null) {
            InfiniteLosses.put(
                    scores, inference, tally, name() + "_of_finite_rows", name() + "_infinite_share", meaning);
        }
    }

    /** Adds the mean to those whose skewness is looked at. */
    void putMean(Map<String, Mean> means) {
        means.putIfAbsent(name(), tally.finite().mean());
    }

    /** Adds the note on rows outside the loss's domains. */
    void note(List<Note> notes) {
        if (outside > 0) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("loss", name());
            evidence.put("target", loss.target().domain().toString());
            evidence.put("prediction", loss.prediction().domain().toString());
            evidence.put("rows", outside);
            notes.add(new Note(Note.Code.OUTSIDE_DOMAIN, Note.Severity.WARNING, outside, List.of(), evidence));
        }
    }
}
