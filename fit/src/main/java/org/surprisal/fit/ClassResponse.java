package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.ModelFormula;

/**
 * A column of classes: its names, or whole numbers by value.
 *
 * @param column its name
 * @param classes the names of the classes, those that do not occur in rows that are fitted among them
 * @param codes the class of each row; NaN for a missing value
 */
record ClassResponse(String column, List<String> classes, double[] codes) {
    private static final int BLOCK = 1024;
    private static final int MOST = 1_000;

    static ClassResponse of(ModelFormula formula, Frame frame, ClassFit fit) {
        if (!(formula.response() instanceof Arithmetic.Name name)) {
            throw new Unfittable("The response " + formula.response() + " is computed, but classes are those of a"
                    + " column: name the column alone.");
        }
        ClassResponse own = switch (frame.column(name.column())) {
            case Column.Codes codes -> named(name.column(), codes, fit);
            case Column.Numbers numbers -> numbered(name.column(), numbers);
        };
        return fit.order().isEmpty() ? own : own.in(fit.order());
    }

    private static ClassResponse named(String column, Column.Codes codes, ClassFit fit) {
        if (fit.model().isOrdered() && fit.order().isEmpty()) {
            throw new Unfittable("The classes of " + column + " are names, and their order is not guessed from the"
                    + " alphabet: give it, from low to high.");
        }
        double[] to = new double[codes.rows()];
        int[] block = new int[BLOCK];
        for (int from = 0; from < to.length; from += BLOCK) {
            int n = Math.min(BLOCK, to.length - from);
            codes.load(from, n, block);
            for (int i = 0; i < n; i++) {
                to[from + i] = block[i] < 0 ? Double.NaN : block[i];
            }
        }
        return new ClassResponse(column, codes.levels(), to);
    }

    private static ClassResponse numbered(String column, Column.Numbers numbers) {
        double[] values = new double[numbers.rows()];
        double[] high = new double[BLOCK];
        double[] low = new double[BLOCK];
        TreeSet<Double> found = new TreeSet<>();
        for (int from = 0; from < values.length; from += BLOCK) {
            int n = Math.min(BLOCK, values.length - from);
            numbers.load(from, n, high, low);
            for (int i = 0; i < n; i++) {
                double x = high[i] + 0.0;
                values[from + i] = x;
                if (Double.isNaN(x)) {
                    continue;
                }
                if (x != Math.rint(x) || Double.isInfinite(x)) {
                    throw new Unfittable("The response " + column + " is " + x + " in row " + (from + i + 1)
                            + ", but classes are names or whole numbers.");
                }
                found.add(x);
                if (found.size() > MOST) {
                    throw new Unfittable("The response " + column + " has more than " + MOST
                            + " different numbers: is it a quantity, not a class?");
                }
            }
        }
        List<Double> sorted = List.copyOf(found);
        List<String> names = sorted.stream().map(ClassResponse::text).toList();
        double[] each = sorted.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.setAll(values, i -> Double.isNaN(values[i]) ? values[i] : Arrays.binarySearch(each, values[i]));
        return new ClassResponse(column, names, values);
    }

    private static String text(double x) {
        return Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }

    /** The same classes in another order. */
    private ClassResponse in(List<String> order) {
        double[] place = new double[classes.size()];
        for (int k = 0; k < place.length; k++) {
            int at = order.indexOf(classes.get(k));
            place[k] = at;
        }
        double[] to = new double[codes.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = Double.isNaN(codes[i]) ? codes[i] : place[(int) codes[i]];
            if (to[i] < 0) {
                throw new Unfittable("The response " + column + " has the class '" + classes.get((int) codes[i])
                        + "' in row " + (i + 1) + ", which is not among those in the order that was given.");
            }
        }
        return new ClassResponse(column, order, to);
    }

    /** The classes that occur in rows that are fitted, whose codes are given; these become labels from 0. */
    List<String> occurring(double[] response, int[] labels) {
        boolean[] there = new boolean[classes.size()];
        for (double code : response) {
            there[(int) code] = true;
        }
        List<String> names = new ArrayList<>();
        int[] label = new int[there.length];
        for (int code = 0; code < there.length; code++) {
            label[code] = names.size();
            if (there[code]) {
                names.add(classes.get(code));
            }
        }
        for (int i = 0; i < response.length; i++) {
            labels[i] = label[(int) response[i]];
        }
        return List.copyOf(names);
    }
}
