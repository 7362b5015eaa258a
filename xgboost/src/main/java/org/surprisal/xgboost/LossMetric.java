package org.surprisal.xgboost;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/**
 * Any loss as an evaluation metric of XGBoost: the mean over the rows, weighted by their weights, summed exactly and
 * rounded once, to a float. Less is better.
 *
 * <p>XGBoost hands over what the booster predicts. For one with an objective of XGBoost's own, such as
 * {@code binary:logistic}, these are predictions: {@link #of}. For one with a {@link LossObjective} they are margins:
 * {@link LossObjective#metric}.
 *
 * <p>Immutable and safe for any thread. Serializable where the loss is one of the catalogue or a formula of
 * {@link Loss#of(String)}.
 */
public final class LossMetric implements IEvaluation {
    private final transient Loss loss;
    private final transient Link link;
    private final transient Loss applied;
    private final transient String name;

    private LossMetric(Loss loss, Link link, Loss applied, String name) {
        this.loss = loss;
        this.link = link;
        this.applied = applied;
        this.name = name;
    }

    /**
     * The metric of predictions as the loss is about them.
     *
     * @param loss the loss
     * @return the metric; its name is that of the loss, or {@code custom_loss} if that is a formula
     * @throws IllegalArgumentException if the loss takes more from each row than XGBoost hands over
     */
    public static LossMetric of(Loss loss) {
        return onMargins(loss, Link.IDENTITY, OnMargin.of(loss, Link.IDENTITY));
    }

    static LossMetric onMargins(Loss loss, Link link, Loss onMargin) {
        return new LossMetric(loss, link, onMargin, isName(loss.name()) ? loss.name() : "custom_loss");
    }

    /**
     * The same under another name, by which early stopping and logs know it.
     *
     * @param other letters, digits and {@code _ . -}
     * @return a new metric
     * @throws IllegalArgumentException if there is anything else in the name, which XGBoost's logs would take apart
     */
    public LossMetric named(String other) {
        if (!isName(other)) {
            throw new IllegalArgumentException(
                    "the name of a metric may have letters, digits and _ . - only, but is " + other);
        }
        return new LossMetric(loss, link, applied, other);
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9_.-]+");
    }

    @Override
    public String getMetric() {
        return name;
    }

    /**
     * The mean loss.
     *
     * @param predictions an array per row with a prediction, or one per class
     * @param data the labels, of a class loss the index of the true class, and the weights
     * @return the mean; NaN if there are no rows
     * @throws IllegalArgumentException if the labels are not for this loss, or the predictions not as wide as it is
     */
    @Override
    public float eval(float[][] predictions, DMatrix data) {
        return (float) applied.mean(
                Rows.of(loss, predictions, data).batch(applied),
                Runtime.getRuntime().availableProcessors());
    }

    private Object writeReplace() throws NotSerializableException {
        return new Saved(SavedLoss.text(loss), link, name);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a metric is read as what it was saved as");
    }

    /** What is sent to the executors of a cluster. */
    private record Saved(String loss, Link link, String name) implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            Loss read = Catalogue.parse(loss);
            return onMargins(read, link, OnMargin.of(read, link)).named(name);
        }
    }
}
