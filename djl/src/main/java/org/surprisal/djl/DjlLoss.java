package org.surprisal.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;

/**
 * Any loss as a loss of the Deep Java Library, to train and to evaluate with.
 *
 * <p>The predictions are what the loss is about: give {@code log_loss_logit} and {@code cross_entropy_logit} the scores
 * of a network that ends without a sigmoid or a softmax, {@code log_loss} and {@code cross_entropy} probabilities. They
 * are of float32 or float64. For a row loss each of their values is a row. For a class loss the last axis is the
 * classes, the others are rows, and the labels are either as many values or one index of the true class per row. A
 * second array among the labels is a weight per row.
 *
 * <p>DJL's engines derive what is made of their own operations, and cannot be told the derivative of anything else. So
 * value and gradient are computed here, from a copy of predictions and labels in Java's memory, and what is returned is
 * {@code value + (s - stopGradient(s))} with {@code s = sum(prediction * gradient)} and the gradient as a constant: its
 * value is that of the loss to the last bit, since the difference is 0, and its derivative with respect to the
 * predictions is the gradient. A second derivative through it is 0, which is wrong: for that there is
 * {@link org.surprisal.loss.Evaluator}. With predictions on a GPU the copy costs time.
 *
 * <p>For one thread at a time, as any loss of DJL that counts.
 */
public final class DjlLoss extends ai.djl.training.loss.Loss {
    private final Loss loss;
    private final Reduction reduction;
    private final boolean derive;

    private DjlLoss(String name, Loss loss, Reduction reduction, boolean derive) {
        super(name);
        this.loss = loss;
        this.reduction = reduction;
        this.derive = derive;
    }

    /**
     * The mean of a loss over the rows of a batch, under its own name.
     *
     * @param loss the loss
     * @return the loss for DJL
     * @throws IllegalArgumentException if the loss takes more from each row than a target, a prediction and a weight
     */
    public static DjlLoss of(Loss loss) {
        if (!loss.columns().isEmpty()) {
            throw new IllegalArgumentException(loss + " takes " + String.join(", ", loss.columns())
                    + " from each row, but DJL hands over labels and predictions only: set it to a number");
        }
        return new DjlLoss(loss.name(), loss, Reduction.MEAN, true);
    }

    /**
     * The same under another name, by which a trainer's metrics know it.
     *
     * @param name the name
     * @return a new loss
     */
    public DjlLoss named(String name) {
        return new DjlLoss(name, loss, reduction, derive);
    }

    /**
     * The same loss, reduced in another way.
     *
     * @param other how
     * @return a new loss
     */
    public DjlLoss reduced(Reduction other) {
        return new DjlLoss(getName(), loss, other, derive);
    }

    /**
     * The same loss to evaluate with, not to train: it has no derivative, takes half the time, and may be infinite.
     *
     * @return a new loss
     */
    public DjlLoss evaluating() {
        return new DjlLoss(getName(), loss, reduction, false);
    }

    /**
     * The loss of a batch.
     *
     * @param labels what happened, and perhaps a weight per row
     * @param predictions what was forecast: one array
     * @return one number, of the type of the predictions; NaN for no rows
     * @throws IllegalArgumentException if the shapes do not fit, a label is no class, a weight is negative or not
     *     finite, or a derivative is not finite, unless this is to evaluate only
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray prediction = predictions.singletonOrThrow();
        Shape shape = prediction.getShape();
        DataType type = prediction.getDataType();
        if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
            throw new IllegalArgumentException(
                    "predictions are of float32 or float64, but these are of " + type + ": use toType");
        }
        int size = Math.toIntExact(shape.size());
        int classes = classes(shape);
        Batch batch = batch(labels, values(prediction), size, classes);
        double[] gradient = new double[derive ? size : 0];
        Total total = new Total();
        Results wanted = Results.NONE.total(total);
        loss.compute(
                batch,
                derive ? wanted.gradients(Output.rowMajor(gradient, classes)) : wanted,
                Runtime.getRuntime().availableProcessors());
        double divisor = reduction.divisor(total, batch.rows());
        NDArray value = array(prediction.getManager(), new double[] {total.sum() / divisor}, new Shape(), type);
        if (!derive) {
            return value;
        }
        scale(gradient, divisor, classes);
        NDArray constant = array(prediction.getManager(), gradient, shape, type);
        NDArray line = prediction.mul(constant).sum();
        return value.add(line.sub(line.stopGradient()));
    }

    private int classes(Shape shape) {
        if (!loss.perClass()) {
            return 1;
        }
        int axes = shape.dimension();
        if (axes == 0 || shape.get(axes - 1) < 2) {
            throw new IllegalArgumentException(loss + " is a loss of several classes, but the shape of the predictions"
                    + " is " + shape + ": its last axis must be the classes");
        }
        return Math.toIntExact(shape.get(axes - 1));
    }

    private Batch batch(NDList labels, Input prediction, int size, int classes) {
        if (labels.isEmpty() || labels.size() > 2) {
            throw new IllegalArgumentException(
                    "there are " + labels.size() + " arrays of labels: give one, and perhaps one of weights");
        }
        NDArray label = labels.get(0);
        int rows = size / classes;
        Input given = Input.rowMajor(prediction, classes);
        Batch batch;
        if (label.size() == size) {
            batch = Batch.of(Input.rowMajor(values(label), classes), given);
        } else if (loss.perClass() && label.size() == rows) {
            batch = Batch.labelled(values(label), given);
        } else {
            throw new IllegalArgumentException("labels of the shape " + label.getShape() + " do not fit " + rows
                    + " rows" + (classes > 1 ? " of " + classes + " classes" : ""));
        }
        return labels.size() == 1 ? batch : batch.weighted(values(labels.get(1)));
    }

    private static Input values(NDArray array) {
        return array.getDataType() == DataType.FLOAT32
                ? Input.of(array.toFloatArray())
                : Input.of(array.toType(DataType.FLOAT64, false).toDoubleArray());
    }

    /**
     * An array that owns its memory. One that is made of a Java array borrows a buffer, which is given back when nobody
     * holds that array any more, though the engine may still need it for the derivative.
     */
    private static NDArray array(NDManager manager, double[] values, Shape shape, DataType type) {
        try (NDArray borrowed = borrowed(manager, values, shape, type)) {
            return borrowed.duplicate();
        }
    }

    private static NDArray borrowed(NDManager manager, double[] values, Shape shape, DataType type) {
        if (type == DataType.FLOAT64) {
            return manager.create(values, shape);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats, shape);
    }

    private void scale(double[] gradient, double divisor, int classes) {
        for (int i = 0; i < gradient.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                throw new IllegalArgumentException("row " + i / classes + " has the gradient " + gradient[i] + " of "
                        + loss
                        + ", and one step with it would make the network NaN: use the form of the loss from a score,"
                        + " or evaluating() if this is no training");
            }
            gradient[i] /= divisor;
        }
    }
}
