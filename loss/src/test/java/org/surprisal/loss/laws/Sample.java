package org.surprisal.loss.laws;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some rows.
 *
 * @param points the rows, of one width
 * @param y the targets, a column per class
 * @param p the predictions, a column per class
 */
record Sample(List<Point> points, double[][] y, double[][] p) {
    static Sample of(List<Point> points) {
        int classes = points.isEmpty() ? 1 : points.get(0).y().length;
        double[][] y = new double[classes][points.size()];
        double[][] p = new double[classes][points.size()];
        for (int i = 0; i < points.size(); i++) {
            for (int k = 0; k < classes; k++) {
                y[k][i] = points.get(i).y()[k];
                p[k][i] = points.get(i).p()[k];
            }
        }
        return new Sample(List.copyOf(points), y, p);
    }

    int rows() {
        return points.size();
    }

    int classes() {
        return y.length;
    }

    Point point(int i) {
        return points.get(i);
    }

    /** So many rows from a certain one on; after the last one follows the first. */
    Sample part(int from, int rows) {
        return of(IntStream.range(from, from + rows)
                .mapToObj(i -> points.get(i % points.size()))
                .toList());
    }

    /** The rows whose targets are 0 or 1. */
    Sample hard() {
        return of(points.stream()
                .filter(point -> Arrays.stream(point.y()).allMatch(y -> y == 0 || y == 1))
                .toList());
    }

    /** The rows whose target is one class and nothing of the others. */
    Sample labelled() {
        return of(points.stream().filter(Sample::isLabelled).toList());
    }

    private static boolean isLabelled(Point point) {
        long ones = Arrays.stream(point.y()).filter(y -> y == 1).count();
        return ones == 1 && Arrays.stream(point.y()).allMatch(y -> y == 0 || y == 1);
    }

    /** The true class of each row. */
    int[] labels() {
        return points.stream()
                .mapToInt(point -> IntStream.range(0, classes())
                        .filter(k -> point.y()[k] == 1)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }
}
