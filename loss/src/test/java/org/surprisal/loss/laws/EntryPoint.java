package org.surprisal.loss.laws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;

/**
 * A way to ask a loss for its value and derivatives. To have the laws watch another one, add its line to a list below.
 *
 * @param name what to call it
 * @param way how to ask
 */
record EntryPoint(String name, Way way) {
    /** How to ask. */
    interface Way {
        Answers of(Loss loss, Sample sample);
    }

    /** The entry points that a loss has for some rows, those of labels if each of the rows has one. */
    static List<EntryPoint> of(Loss loss, boolean labelled) {
        List<EntryPoint> all = new ArrayList<>();
        if (!loss.perClass()) {
            all.add(new EntryPoint("Loss.values, gradient, hessian", EntryPoint::arrays));
            all.add(new EntryPoint("Evaluator.values, gradients, hessians", EntryPoint::apart));
            for (Wanted wanted : Wanted.all()) {
                all.add(new EntryPoint("Evaluator.rows " + wanted, (l, s) -> rows(l, s, wanted)));
            }
            all.addAll(Batches.of(false));
            return all;
        }
        all.add(new EntryPoint("Evaluator.values", EntryPoint::classValues));
        for (Wanted wanted : Wanted.all()) {
            all.add(new EntryPoint("Evaluator.classes " + wanted, (l, s) -> classes(l, s, wanted)));
            if (labelled) {
                all.add(new EntryPoint("Evaluator.classes of labels " + wanted, (l, s) -> labels(l, s, wanted)));
            }
        }
        if (labelled) {
            all.add(new EntryPoint("Evaluator.values of labels", EntryPoint::labelValues));
        }
        all.addAll(Batches.of(labelled));
        return all;
    }

    /** The law's own: each row alone, each result alone. */
    static Answers alone(Loss loss, Sample sample) {
        int rows = sample.rows();
        boolean curved = Subjects.hasHessian(loss);
        double[] value = new double[rows];
        double[][] gradient = new double[sample.classes()][rows];
        double[][] hessian = new double[sample.classes()][rows];
        Evaluator evaluator = loss.evaluator();
        for (int i = 0; i < rows; i++) {
            Point point = sample.point(i);
            if (!loss.perClass()) {
                value[i] = loss.value(point.y()[0], point.p()[0]);
                gradient[0][i] = loss.gradient(point.y()[0], point.p()[0]);
                hessian[0][i] = loss.hessian(point.y()[0], point.p()[0]);
                continue;
            }
            Sample row = sample.part(i, 1);
            double[][] out = new double[sample.classes()][1];
            evaluator.values(row.y(), row.p(), 1, out[0]);
            value[i] = out[0][0];
            evaluator.classes(row.y(), row.p(), 1, null, out, null);
            put(out, gradient, i);
            if (curved) {
                evaluator.classes(row.y(), row.p(), 1, null, null, out);
                put(out, hessian, i);
            }
        }
        return new Answers(value, gradient, curved ? hessian : Answers.NO_SLOPE);
    }

    private static void put(double[][] from, double[][] to, int row) {
        for (int k = 0; k < to.length; k++) {
            to[k][row] = from[k][0];
        }
    }

    private static Answers arrays(Loss loss, Sample s) {
        return new Answers(
                loss.values(s.y()[0], s.p()[0]),
                new double[][] {loss.gradient(s.y()[0], s.p()[0])},
                new double[][] {loss.hessian(s.y()[0], s.p()[0])});
    }

    private static Answers apart(Loss loss, Sample s) {
        double[] value = new double[s.rows()];
        double[][] gradient = new double[1][s.rows()];
        double[][] hessian = new double[1][s.rows()];
        Evaluator evaluator = loss.evaluator();
        evaluator.values(s.y()[0], s.p()[0], s.rows(), value);
        evaluator.gradients(s.y()[0], s.p()[0], s.rows(), gradient[0]);
        evaluator.hessians(s.y()[0], s.p()[0], s.rows(), hessian[0]);
        return new Answers(value, gradient, hessian);
    }

    private static Answers rows(Loss loss, Sample s, Wanted wanted) {
        Answers room = wanted.room(loss, s);
        loss.evaluator()
                .rows(
                        s.y()[0],
                        s.p()[0],
                        s.rows(),
                        orNull(room.value()),
                        column(room.gradient()),
                        column(room.hessian()));
        return room;
    }

    private static double @Nullable [] column(double[][] columns) {
        return columns.length == 0 ? null : columns[0];
    }

    private static double @Nullable [] orNull(double[] values) {
        return values.length == 0 ? null : values;
    }

    private static double @Nullable [][] orNull(double[][] columns) {
        return columns.length == 0 ? null : columns;
    }

    private static Answers classValues(Loss loss, Sample s) {
        double[] value = new double[s.rows()];
        loss.evaluator().values(s.y(), s.p(), s.rows(), value);
        return new Answers(value, Answers.NO_SLOPE, Answers.NO_SLOPE);
    }

    private static Answers labelValues(Loss loss, Sample s) {
        double[] value = new double[s.rows()];
        loss.evaluator().values(s.labels(), s.p(), s.rows(), value);
        return new Answers(value, Answers.NO_SLOPE, Answers.NO_SLOPE);
    }

    private static Answers classes(Loss loss, Sample s, Wanted wanted) {
        Answers room = wanted.room(loss, s);
        loss.evaluator()
                .classes(s.y(), s.p(), s.rows(), orNull(room.value()), orNull(room.gradient()), orNull(room.hessian()));
        return room;
    }

    private static Answers labels(Loss loss, Sample s, Wanted wanted) {
        Answers room = wanted.room(loss, s);
        loss.evaluator()
                .classes(
                        s.labels(),
                        s.p(),
                        s.rows(),
                        orNull(room.value()),
                        orNull(room.gradient()),
                        orNull(room.hessian()));
        return room;
    }
}
