package org.surprisal.fit.formula;

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
        @Override
        public String toString() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
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
