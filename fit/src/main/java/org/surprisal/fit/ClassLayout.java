package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.math.DoubleDouble;

/** Which parameter of a model of classes is which, and what it is where columns are not centred. */
final class ClassLayout {
    private final ClassRows rows;
    private final List<String> classes;
    private final Design design;
    private final double[] centres;
    private final int[] active;
    private final boolean[] whole;
    private final List<String> names = new ArrayList<>();

    ClassLayout(ClassRows rows, List<String> classes, ModelMatrix matrix, int[] active) {
        this.rows = rows;
        this.classes = classes;
        this.design = matrix.design();
        this.centres = matrix.centres();
        this.active = active;
        this.whole = rows.whole();
        for (int h = 0; h < whole.length; h++) {
            if (!whole[h]) {
                names.add(classes.get(h - 1) + "|" + classes.get(h));
                continue;
            }
            for (int j : active) {
                String term = design.names().get(j);
                names.add(rows instanceof SoftmaxRows softmax ? classes.get(softmax.classOf(h)) + ": " + term : term);
            }
        }
    }

    Design design() {
        return design;
    }

    List<String> classes() {
        return classes;
    }

    ClassRows rows() {
        return rows;
    }

    int[] active() {
        return active;
    }

    /** The names of the parameters: {@code class: term}, {@code term} and {@code class|class}. */
    List<String> names() {
        return names;
    }

    int first(int head) {
        int at = 0;
        for (int h = 0; h < head; h++) {
            at += whole[h] ? active.length : 1;
        }
        return at;
    }

    int width() {
        return names.size();
    }

    /** How a line that moves with heads moves with parameters, for a row of these numbers. */
    double[] spread(double[] ofHeads, double[] x) {
        double[] to = new double[width()];
        int place = 0;
        for (int h = 0; h < whole.length; h++) {
            for (int k = 0; k < (whole[h] ? active.length : 1); k++) {
                to[place++] = ofHeads[h] * (whole[h] ? x[k] : 1);
            }
        }
        return to;
    }

    /** Parameters, or a direction, for columns as they are: intercepts and cuts take what the centres were. */
    double[] uncentred(double[] of) {
        double[] to = of.clone();
        for (int h = 0; h < whole.length; h++) {
            int from = rows instanceof OrderedRows ? 0 : first(h);
            int constant = first(h);
            double sign = rows instanceof OrderedRows ? 1 : -1;
            if ((rows instanceof OrderedRows && h == 0) || design.intercept() < 0) {
                continue;
            }
            DoubleDouble sum = DoubleDouble.of(of[constant]);
            for (int k = 0; k < active.length; k++) {
                sum = sum.plus(DoubleDouble.product(sign * centres[active[k]], of[from + k]));
            }
            to[constant] = sum.value();
        }
        return to;
    }

    /** A covariance for columns as they are. */
    double[][] uncentred(double[][] covariance) {
        double[][] half = new double[width()][];
        for (int a = 0; a < half.length; a++) {
            half[a] = uncentred(covariance[a]);
        }
        double[][] to = new double[width()][width()];
        double[] column = new double[width()];
        for (int b = 0; b < column.length; b++) {
            for (int a = 0; a < column.length; a++) {
                column[a] = half[a][b];
            }
            double[] whole = uncentred(column);
            for (int a = 0; a < column.length; a++) {
                to[a][b] = whole[a];
            }
        }
        for (int a = 0; a < column.length; a++) {
            for (int b = 0; b < a; b++) {
                to[a][b] = to[b][a];
            }
        }
        return to;
    }

    /** The coefficients of a head by name of the design, 0 for columns that depend on others. */
    double[] ofHead(double[] parameters, int head) {
        double[] to = new double[design.names().size()];
        for (int k = 0; k < active.length && whole[head]; k++) {
            to[active[k]] = parameters[first(head) + k];
        }
        return to;
    }
}
