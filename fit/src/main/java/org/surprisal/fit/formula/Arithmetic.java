package org.surprisal.fit.formula;

import java.math.BigDecimal;
import java.util.stream.Stream;

/** A number made of the columns of a row, such as {@code log(x) / 2}. Equal if written alike, but for spaces. */
public sealed interface Arithmetic {
    /**
     * A number.
     *
     * @param value the double nearest to its digits
     * @param low what the double lacks of them
     */
    record Constant(double value, double low) implements Arithmetic {
        /** Digits that read back as the same number: few where they do, or else all there are. */
        @Override
        public String toString() {
            if (value == Math.rint(value) && Math.abs(value) < 1e15 && low == 0) {
                return Long.toString((long) value);
            }
            String few = Double.toString(value);
            return of(few).equals(this)
                    ? few
                    : new BigDecimal(value).add(new BigDecimal(low)).toString();
        }

        /**
         * Reads a number.
         *
         * @param digits its digits
         * @return the double nearest to it, and what that lacks
         * @throws NumberFormatException if there is no finite double near it
         */
        static Constant of(String digits) {
            double value = Double.parseDouble(digits);
            return new Constant(
                    value,
                    new BigDecimal(digits).subtract(new BigDecimal(value)).doubleValue());
        }
    }

    /**
     * The value of a column.
     *
     * @param column its name
     */
    record Name(String column) implements Arithmetic {
        @Override
        public String toString() {
            return Factor.quoted(column);
        }
    }

    /**
     * Two numbers and what is done with them.
     *
     * @param symbol one of + - * / ^
     * @param left the first
     * @param right the second
     */
    record Operation(char symbol, Arithmetic left, Arithmetic right) implements Arithmetic {
        @Override
        public String toString() {
            return inner(left) + (symbol == '^' ? "^" : " " + symbol + " ") + inner(right);
        }
    }

    /**
     * The negative of a number.
     *
     * @param of the number
     */
    record Negative(Arithmetic of) implements Arithmetic {
        @Override
        public String toString() {
            return "-" + inner(of);
        }
    }

    /**
     * A function of a number.
     *
     * @param function which
     * @param of the number
     */
    record Call(Function function, Arithmetic of) implements Arithmetic {
        @Override
        public String toString() {
            return function.word() + "(" + of + ")";
        }
    }

    /**
     * The columns that are used.
     *
     * @return their names, from left to right, perhaps more than once
     */
    default Stream<String> columns() {
        return switch (this) {
            case Constant constant -> Stream.empty();
            case Name name -> Stream.of(name.column());
            case Operation operation ->
                Stream.concat(operation.left().columns(), operation.right().columns());
            case Negative negative -> negative.of().columns();
            case Call call -> call.of().columns();
        };
    }

    private static String inner(Arithmetic part) {
        return part instanceof Operation || part instanceof Negative ? "(" + part + ")" : part.toString();
    }
}
