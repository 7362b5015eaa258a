package org.surprisal.xgboost;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.expr.Num;

/**
 * Any loss as an objective of XGBoost: gradient and second derivative with respect to the margin, through the link.
 *
 * <p>Of the row i the gradient is {@code w_i dL/dz} and the Hessian {@code max(factor · w_i d²L/dz², floor · w_i)},
 * computed as doubles and rounded once to floats; of several classes, each has its own, the diagonal of the Hessian, in
 * the order that XGBoost asks for: one row after the other. The sign is that of a loss: XGBoost steps down.
 *
 * <p>A booster that is trained with an objective of this kind predicts margins ({@link #parameters},
 * {@link #predictions}). Labels outside of the domain of the loss, and derivatives that are not finite, are refused
 * with an {@link IllegalArgumentException} that names the row; XGBoost would make a model of NaN of them.
 *
 * <p>Immutable and safe for any thread. Serializable where the loss is one of the catalogue or a formula of
 * {@link Loss#of(String)}.
 */
public final class LossObjective implements IObjective {
    /** The Hessian floor of XGBoost's own objectives, for losses that curve. */
    public static final double NEWTON_FLOOR = 1e-16;

    /** The Hessian floor for losses that are straight nearly everywhere: a leaf takes the mean gradient as its step. */
    public static final double GRADIENT_FLOOR = 1;

    private final transient Loss loss;
    private final transient Link link;
    private final transient Loss onMargin;
    private final transient double factor;
    private final transient double floor;

    private LossObjective(Loss loss, Link link, Loss onMargin, double factor, double floor) {
        this.loss = loss;
        this.link = link;
        this.onMargin = onMargin;
        this.factor = factor;
        this.floor = floor;
    }

    /**
     * The objective of a loss that states its link, as those of the catalogue do: probabilities come from a logit,
     * means of counts from a logarithm, class probabilities from a softmax, anything else is the margin itself.
     *
     * @param loss the loss
     * @return the objective
     * @throws IllegalArgumentException if the link is none of {@link Link}, or the loss takes more from each row than
     *     XGBoost hands over
     */
    public static LossObjective of(Loss loss) {
        return of(loss, Link.of(loss));
    }

    /**
     * The objective of a loss with the link of your choice. A formula alone does not say what its prediction is.
     *
     * @param loss the loss
     * @param link what makes the prediction of a margin
     * @return the objective, with {@link #NEWTON_FLOOR}, or {@link #GRADIENT_FLOOR} if the loss has the same second
     *     derivative everywhere and it is 0
     * @throws IllegalArgumentException if the link is the softmax and the loss has one prediction per row, or the loss
     *     takes more from each row than XGBoost hands over
     */
    public static LossObjective of(Loss loss, Link link) {
        Loss onMargin = OnMargin.of(loss, link);
        boolean straight = Num.is(onMargin.computedHessian(), 0);
        return new LossObjective(loss, link, onMargin, 1, straight ? GRADIENT_FLOOR : NEWTON_FLOOR);
    }

    /**
     * The same with another least Hessian of a row of weight 1. Where the loss is not convex in the margin the second
     * derivative is negative, and there the floor is what XGBoost sees.
     *
     * @param least what a smaller Hessian, or a negative one, becomes
     * @return a new objective
     * @throws IllegalArgumentException unless it is positive and finite
     */
    public LossObjective hessianFloor(double least) {
        return new LossObjective(loss, link, onMargin, factor, positive(least, "the least Hessian"));
    }

    /**
     * The same with the Hessian times a factor, which makes steps smaller. XGBoost's own {@code multi:softprob} uses
     * twice the diagonal, {@code count:poisson} e to the power of its {@code max_delta_step}.
     *
     * @param times the factor
     * @return a new objective
     * @throws IllegalArgumentException unless it is positive and finite
     */
    public LossObjective hessianTimes(double times) {
        return new LossObjective(loss, link, onMargin, positive(times, "the factor"), floor);
    }

    private static double positive(double value, String what) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive and finite, but is " + value);
        }
        return value;
    }

    /**
     * The loss as a function of the margin.
     *
     * @return the loss with the link written into its formula; the loss itself where the margin is the prediction
     */
    public Loss onMargin() {
        return onMargin;
    }

    /**
     * What makes the prediction of a margin.
     *
     * @return the link
     */
    public Link link() {
        return link;
    }

    /**
     * What XGBoost must be told besides the objective, so that a margin is a margin: no transformation of its own, a
     * start at margin 0, no metric that takes margins for something else. A class loss needs {@code num_class} too.
     *
     * @return a new map, to be added to
     */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "reg:squarederror");
        parameters.put("base_score", 0f);
        parameters.put("disable_default_eval_metric", 1);
        return parameters;
    }

    /**
     * Where to start, a better {@code base_score} than 0: the margin that costs least if it is the same for all rows.
     * Of a squared error it is the mean, of the log loss the logit of the share of ones, as XGBoost's own objectives
     * take it; of a loss that is not convex in the margin it is a point where the slope of the total changes its sign.
     *
     * @param data labels and weights
     * @return the margin; 0 for a class loss, as one number is the same for all classes
     * @throws IllegalArgumentException if the labels are not for this loss, or no constant is best
     */
    public float baseScore(DMatrix data) {
        return loss.perClass() ? 0 : (float) BestConstant.of(onMargin, Rows.of(loss, data));
    }

    /**
     * Gradients and Hessians; XGBoost calls this once per round.
     *
     * @param margins an array per row with a margin, or one per class
     * @param data the labels, of a class loss the index of the true class, and the weights
     * @return the gradients and the Hessians, class k of row i at index {@code i * classes + k}
     * @throws IllegalArgumentException if the labels are not for this loss, the margins are not as wide as it is, or a
     *     derivative is not finite
     */
    @Override
    public List<float[]> getGradient(float[][] margins, DMatrix data) {
        return derivatives(Rows.of(loss, margins, data));
    }

    private List<float[]> derivatives(Rows rows) {
        int classes = rows.classes();
        float[] gradient = new float[rows.rows() * classes];
        float[] hessian = new float[gradient.length];
        Results wanted =
                Results.NONE.gradients(Output.rowMajor(gradient, classes)).hessians(Output.rowMajor(hessian, classes));
        onMargin.compute(rows.batch(onMargin), wanted, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < gradient.length; i++) {
            float least = (float) (floor * rows.weight(i / classes));
            float curved = (float) (factor * hessian[i]);
            if (!(Math.abs(gradient[i]) <= Float.MAX_VALUE && Math.abs(curved) <= Float.MAX_VALUE)) {
                throw notFinite(rows, i / classes, i % classes, gradient[i], curved);
            }
            hessian[i] = Math.max(curved, least);
        }
        return List.of(gradient, hessian);
    }

    private IllegalArgumentException notFinite(Rows rows, int row, int k, float gradient, float hessian) {
        String what = Float.isFinite(gradient) ? "Hessian " + hessian : "gradient " + gradient;
        return new IllegalArgumentException("row " + row + " has the " + what + ", with the label "
                + rows.label()[row] + " and the margin " + rows.predictions()[row][k] + " of " + loss
                + ": a loss for boosting needs finite derivatives there; a smaller eta or max_delta_step keeps margins"
                + " small");
    }

    /**
     * The metric that goes with this objective, for boosters that predict margins.
     *
     * @return the mean loss
     */
    public LossMetric metric() {
        return LossMetric.onMargins(loss, link, onMargin);
    }

    /**
     * The predictions that the loss is about.
     *
     * @param margins what the booster predicts
     * @return an array per row, of as many values
     */
    public float[][] predictions(float[][] margins) {
        float[][] predictions = new float[margins.length][];
        for (int i = 0; i < margins.length; i++) {
            double[] margin = new double[margins[i].length];
            for (int k = 0; k < margin.length; k++) {
                margin[k] = margins[i][k];
            }
            double[] p = link.prediction(margin);
            predictions[i] = new float[p.length];
            for (int k = 0; k < p.length; k++) {
                predictions[i][k] = (float) p[k];
            }
        }
        return predictions;
    }

    private Object writeReplace() throws NotSerializableException {
        return new Saved(SavedLoss.text(loss), link, factor, floor);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an objective is read as what it was saved as");
    }

    /** What is sent to the executors of a cluster. */
    private record Saved(String loss, Link link, double factor, double floor) implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            return LossObjective.of(Catalogue.parse(loss), link)
                    .hessianTimes(factor)
                    .hessianFloor(floor);
        }
    }
}
