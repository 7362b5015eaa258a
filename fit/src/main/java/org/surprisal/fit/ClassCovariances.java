package org.surprisal.fit;

import java.util.Arrays;
import java.util.Objects;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.math.DoubleDouble;

/** Covariances of the parameters of a model of classes: the inverse of the information, or with clusters around it. */
final class ClassCovariances {
    private final Dataset data;
    private final ClassRows rows;
    private final int[] labels;
    private final ClassLayout layout;
    private final double[] at;
    private final double[][] inverse;

    /**
     * Takes the fit.
     *
     * @param data the rows that were worked on
     * @param rows how predictors become probabilities
     * @param labels the class of each row
     * @param layout which parameter is which
     * @param at the estimates for these rows
     * @param inverse the inverse of the information there
     */
    ClassCovariances(Dataset data, ClassRows rows, int[] labels, ClassLayout layout, double[] at, double[][] inverse) {
        this.data = data;
        this.rows = rows;
        this.labels = labels;
        this.layout = layout;
        this.at = at;
        this.inverse = inverse;
    }

    /** The covariance for columns as they are. */
    double[][] of(Errors errors) {
        return layout.uncentred(
                switch (errors) {
                    case MODEL -> inverse;
                    case CLUSTER -> clustered();
                    case HC0, HC1, HC2, HC3 ->
                        throw new IllegalArgumentException(
                                "Models of classes have errors from the model or of clusters, not " + errors + ".");
                });
    }

    private double[][] clustered() {
        double groups = data.clusters();
        int n = data.rows();
        double factor = groups / (groups - 1) * ((n - 1.0) / (n - layout.width()));
        double[][] to = Covariances.product(Covariances.product(inverse, meat()), inverse);
        for (double[] row : to) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return to;
    }

    /** The products of the sums of scores of clusters; each sum and product in two doubles, in the order of rows. */
    private double[][] meat() {
        int p = layout.width();
        PairVector[] sums = new PairVector[data.clusters()];
        Arrays.setAll(sums, g -> PairVector.zeros(p));
        int[] cluster = Objects.requireNonNull(data.cluster());
        scores((row, score) -> {
            PairVector sum = sums[cluster[row]];
            for (int k = 0; k < p; k++) {
                sum.set(k, sum.get(k).plus(DoubleDouble.product(data.weight(row), score[k])));
            }
        });
        double[][] to = new double[p][p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                DoubleDouble all = DoubleDouble.of(0);
                for (PairVector sum : sums) {
                    all = all.plus(sum.get(a).times(sum.get(b)));
                }
                to[a][b] = all.value();
            }
        }
        return to;
    }

    /** Calls back with the derivatives of each row's loss in the parameters, without weights. */
    private void scores(Separation.Visitor visitor) {
        boolean[] whole = rows.whole();
        int heads = whole.length;
        int[] active = layout.active();
        HeadLoss loss = rows.loss(labels);
        double[][] z = new double[heads][1];
        double[] value = new double[1];
        double[][] slope = new double[heads][1];
        double[][] curvature = new double[Heads.pair(heads - 1, heads - 1, heads) + 1][1];
        double[] slopes = new double[heads];
        Separation.forEach(data, active, (row, x) -> {
            int place = 0;
            for (int h = 0; h < heads; h++) {
                double sum = h == 0 ? data.offset(row) : 0;
                for (int k = 0; k < (whole[h] ? active.length : 1); k++) {
                    sum = Math.fma(at[place++], whole[h] ? x[k] : 1, sum);
                }
                z[h][0] = sum;
            }
            loss.at(row, z, 1, value, slope, curvature);
            for (int h = 0; h < heads; h++) {
                slopes[h] = slope[h][0];
            }
            visitor.visit(row, layout.spread(slopes, x));
        });
    }
}
