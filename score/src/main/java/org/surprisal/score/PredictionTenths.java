package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.math.ExactSum;

/** The errors of numbers by tenths of the rows in the order of their predictions; those of one prediction together. */
final class PredictionTenths {
    private static final int TENTHS = 10;

    private final SortedNumbers rows;

    PredictionTenths(SortedNumbers rows) {
        this.rows = rows;
    }

    /** The tenths, the lowest predictions first. */
    List<ErrorFindings.Tenth> all() {
        int n = rows.size();
        // The cuts lie where the first k tenths of the weight end; without weights, of the rows.
        double mass = mass(0, n);
        List<ErrorFindings.Tenth> all = new ArrayList<>();
        ExactSum reached = new ExactSum();
        int start = 0;
        int cut = 1;
        for (int i = 0; i < n; ) {
            int end = rows.endOfTie(i);
            addMass(reached, i, end);
            i = end;
            double here = i == n ? mass : reached.value();
            if (here >= mass * (cut / (double) TENTHS)) {
                all.add(tenth(start, i));
                start = i;
                while (cut <= TENTHS && here >= mass * (cut / (double) TENTHS)) {
                    cut++;
                }
            }
        }
        return all;
    }

    private double mass(int from, int to) {
        ExactSum sum = new ExactSum();
        addMass(sum, from, to);
        return sum.value();
    }

    private void addMass(ExactSum sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum.addProduct(rows.weight(i), (double) rows.count(i));
        }
    }

    private ErrorFindings.Tenth tenth(int from, int to) {
        double mass = mass(from, to);
        ExactSum sum = new ExactSum();
        long members = 0;
        for (int i = from; i < to; i++) {
            sum.addProduct(rows.weight(i) * error(i), (double) rows.count(i));
            members += rows.count(i);
        }
        double bias = sum.value() / mass;
        return new ErrorFindings.Tenth(
                rows.prediction(from),
                rows.prediction(to - 1),
                members,
                bias,
                Math.sqrt(squares(from, to, bias) / mass),
                Math.sqrt(squares(from, to, 0) / mass));
    }

    private double error(int i) {
        return rows.prediction(i) - rows.outcome(i);
    }

    private double squares(int from, int to, double middle) {
        ExactSum sum = new ExactSum();
        for (int i = from; i < to; i++) {
            double off = error(i) - middle;
            sum.addProduct(rows.weight(i) * (off * off), (double) rows.count(i));
        }
        return sum.value();
    }
}
