package org.surprisal.math.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic on the numbers of a row, one operation after the other: a straight-line program. What a loop over many
 * rows does to each of them, written down so that the loop can be made. {@link #of} is the definition: a loop has its
 * bits, where a NaN is a NaN whatever its bits are.
 *
 * @param values what is known one after the other, each made of earlier ones
 * @param results the places among the values of those that are wanted
 */
public record StraightLine(List<Value> values, List<Integer> results) {
    /** One value of a row. */
    public sealed interface Value permits Column, Constant, Step {}

    /**
     * A number of the row.
     *
     * @param index of the column that it stands in, from 0 on
     */
    public record Column(int index) implements Value {}

    /**
     * A number that is the same in every row.
     *
     * @param number what it is
     */
    public record Constant(double number) implements Value {}

    /**
     * What an operation makes of earlier values.
     *
     * @param operation what to do
     * @param of the places of its arguments
     */
    public record Step(Operation operation, List<Integer> of) implements Value {}

    /** The operations: each rounds once, by IEEE 754, or chooses. */
    public enum Operation {
        /** a + b. */
        ADD(2),
        /** a - b. */
        SUBTRACT(2),
        /** a · b. */
        MULTIPLY(2),
        /** a / b. */
        DIVIDE(2),
        /** The greater one; NaN if one is NaN; of two zeros +0. */
        MAX(2),
        /** The lesser one; NaN if one is NaN; of two zeros -0. */
        MIN(2),
        /** |a|. */
        ABS(1),
        /** The square root. */
        SQRT(1),
        /** c if a = b, otherwise d, as it is if one of them is NaN. */
        IF_EQUAL(4),
        /** c if a &lt; b, otherwise d, as it is if one of them is NaN. */
        IF_LESS(4);

        private final int arity;

        Operation(int arity) {
            this.arity = arity;
        }

        /** How many arguments it has. */
        public int arity() {
            return arity;
        }

        private double of(double... x) {
            return switch (this) {
                case ADD -> x[0] + x[1];
                case SUBTRACT -> x[0] - x[1];
                case MULTIPLY -> x[0] * x[1];
                case DIVIDE -> x[0] / x[1];
                case MAX -> Math.max(x[0], x[1]);
                case MIN -> Math.min(x[0], x[1]);
                case ABS -> Math.abs(x[0]);
                case SQRT -> Math.sqrt(x[0]);
                case IF_EQUAL -> x[0] == x[1] ? x[2] : x[3];
                case IF_LESS -> x[0] < x[1] ? x[2] : x[3];
            };
        }
    }

    /** Keeps copies. */
    public StraightLine {
        values = List.copyOf(values);
        results = List.copyOf(results);
    }

    /**
     * The results for one row.
     *
     * @param row its number in each column
     * @return the results, in order
     */
    public double[] of(double... row) {
        double[] known = new double[values.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = switch (values.get(i)) {
                case Column column -> row[column.index()];
                case Constant constant -> constant.number();
                case Step step ->
                    step.operation()
                            .of(step.of().stream()
                                    .mapToDouble(place -> known[place])
                                    .toArray());
            };
        }
        return results.stream().mapToDouble(place -> known[place]).toArray();
    }

    /** The number of columns that a row needs. */
    public int columns() {
        return values.stream()
                .mapToInt(value -> value instanceof Column column ? column.index() + 1 : 0)
                .max()
                .orElse(0);
    }

    /** Writes a straight line; the same operation on the same values is written once. */
    public static final class Writer {
        private final Map<Value, Integer> places = new LinkedHashMap<>();

        /** Begins with nothing. */
        public Writer() {}

        /** Returns the place of a number of the row. */
        public int column(int index) {
            return place(new Column(index));
        }

        /** Returns the place of a number that is the same in every row. */
        public int constant(double number) {
            return place(new Constant(number));
        }

        /**
         * Returns the place of what an operation makes of some values.
         *
         * @param operation what to do
         * @param of the places of its arguments
         */
        public int step(Operation operation, int... of) {
            if (of.length != operation.arity()) {
                throw new IllegalArgumentException(
                        operation + " takes " + operation.arity() + " values, not " + of.length + ".");
            }
            return place(new Step(operation, Arrays.stream(of).boxed().toList()));
        }

        /**
         * Returns what was written.
         *
         * @param results the places of what is wanted
         */
        public StraightLine line(List<Integer> results) {
            return new StraightLine(new ArrayList<>(places.keySet()), results);
        }

        private int place(Value value) {
            return places.computeIfAbsent(value, unknown -> places.size());
        }
    }
}
