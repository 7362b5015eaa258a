package org.surprisal.xgboost;

import java.util.Arrays;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;

/**
 * What XGBoost hands over: its predictions, an array per row, and the labels and weights of a matrix.
 *
 * @param predictions a value per row, or one per class, all of one width
 * @param label a value per row
 * @param weight a value per row, or none for 1
 */
record Rows(float[][] predictions, float[] label, float[] weight) {
    static Rows of(Loss loss, float[][] predictions, DMatrix data) {
        Rows rows = new Rows(predictions, label(data), weight(data));
        rows.require(loss);
        return rows;
    }

    /** Rows with the prediction 0. */
    static Rows of(Loss loss, DMatrix data) {
        float[] label = label(data);
        float[][] predictions = new float[label.length][];
        Arrays.fill(predictions, new float[1]);
        Rows rows = new Rows(predictions, label, weight(data));
        rows.require(loss);
        return rows;
    }

    private static float[] label(DMatrix data) {
        try {
            return data.getLabel();
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost does not hand over the labels: " + e.getMessage(), e);
        }
    }

    private static float[] weight(DMatrix data) {
        try {
            return data.getWeight();
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost does not hand over the weights: " + e.getMessage(), e);
        }
    }

    private void require(Loss loss) {
        if (label.length != rows()) {
            throw new IllegalArgumentException("there are " + label.length + " labels for " + rows()
                    + " rows: give the matrix one label per row with setLabel");
        }
        if (weight.length != 0 && weight.length != rows()) {
            throw new IllegalArgumentException(
                    "there are " + weight.length + " weights for " + rows() + " rows: give one per row or none");
        }
        if (loss.perClass() && classes() < 2) {
            throw new IllegalArgumentException(loss + " is a loss of several classes, but there is one margin per row:"
                    + " set the parameter num_class to the number of classes");
        }
        if (!loss.perClass() && classes() > 1) {
            throw new IllegalArgumentException(loss + " is a loss of one prediction per row, but there are " + classes()
                    + " margins per row: leave num_class out");
        }
        for (int i = 0; !loss.perClass() && i < label.length; i++) {
            if (!loss.target().domain().contains(label[i])) {
                throw new IllegalArgumentException("row " + i + " has the label " + label[i] + ", but " + loss
                        + " is for labels in " + loss.target().domain());
            }
        }
    }

    int rows() {
        return predictions.length;
    }

    int classes() {
        return predictions.length == 0 ? 1 : predictions[0].length;
    }

    /** The weight of a row. */
    float weight(int row) {
        return weight.length == 0 ? 1 : weight[row];
    }

    Batch batch(Loss loss) {
        return batch(loss, new Predictions(predictions, classes()));
    }

    /** The same rows with other predictions. */
    Batch batch(Loss loss, Input prediction) {
        Batch batch =
                loss.perClass() ? Batch.labelled(Input.of(label), prediction) : Batch.of(Input.of(label), prediction);
        return weight.length == 0 ? batch : batch.weighted(Input.of(weight));
    }

    /** An array per row, read where it lies. */
    private record Predictions(float[][] values, int classes) implements Input {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean byRow() {
            return true;
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            int next = at;
            for (int i = from; i < from + n; i++) {
                for (float value : values[i]) {
                    to[next++] = value;
                }
            }
        }
    }
}
