package org.surprisal.loss;

import java.util.List;

/**
 * A row loss at one point, with its derivatives with respect to everything that is predicted.
 *
 * @param value the loss
 * @param gradient the derivative with respect to each of the {@link Loss#predictions}
 * @param hessian the second derivative with respect to each two of them, a symmetric matrix
 */
public record Local(double value, double[] gradient, double[][] hessian) {
    static Local of(Loss loss, double y, double[] x) {
        List<String> names = loss.predictions();
        List<String> columns = loss.columns();
        if (loss.perClass()) {
            throw new UnsupportedOperationException(
                    loss.name() + " is a loss of several classes: compute a batch with a column for each class");
        }
        if (x.length != columns.size() + 1) {
            throw new IllegalArgumentException(
                    loss + " takes " + (columns.size() + 1) + " values beside the target, but got " + x.length);
        }
        Batch batch = Batch.of(Input.of(y), Input.of(x[0]));
        for (int i = 0; i < columns.size(); i++) {
            batch = batch.with(columns.get(i), Input.of(x[i + 1]));
        }
        double[] value = new double[1];
        double[][] slopes = new double[names.size()][1];
        double[][][] curves = new double[names.size()][names.size()][];
        Results wanted = Results.NONE.values(Output.to(value));
        for (int i = 0; i < names.size(); i++) {
            wanted = wanted.gradients(names.get(i), Output.to(slopes[i]));
            for (int j = 0; j <= i; j++) {
                curves[i][j] = new double[1];
                curves[j][i] = curves[i][j];
                wanted = wanted.hessians(names.get(j), names.get(i), Output.to(curves[i][j]));
            }
        }
        loss.evaluator().compute(batch, wanted);
        double[] gradient = new double[names.size()];
        double[][] hessian = new double[names.size()][names.size()];
        for (int i = 0; i < names.size(); i++) {
            gradient[i] = slopes[i][0];
            for (int j = 0; j < names.size(); j++) {
                hessian[i][j] = curves[i][j][0];
            }
        }
        return new Local(value[0], gradient, hessian);
    }
}
