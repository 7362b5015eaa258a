package org.surprisal.watch.ask;

import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Value;

/** Values reckoned with and compared as Java does; null where the kinds do not fit. */
final class Arithmetic {
    private Arithmetic() {}

    /** {@code left operator right}, of the operators {@code + - * / %}. */
    static @Nullable Value of(String operator, Value left, Value right) {
        Long a = whole(left);
        Long b = whole(right);
        if (a != null && b != null) {
            return switch (operator) {
                case "+" -> new Value.Whole(a + b);
                case "-" -> new Value.Whole(a - b);
                case "*" -> new Value.Whole(a * b);
                case "/" -> b == 0 ? null : new Value.Whole(a / b);
                default -> b == 0 ? null : new Value.Whole(a % b);
            };
        }
        Double x = real(left);
        Double y = real(right);
        if (x == null || y == null) {
            return null;
        }
        return new Value.Real(
                switch (operator) {
                    case "+" -> x + y;
                    case "-" -> x - y;
                    case "*" -> x * y;
                    case "/" -> x / y;
                    default -> x % y;
                });
    }

    /** Whether {@code left operator right} holds. NaN equals itself and nothing else. */
    static @Nullable Boolean compare(String operator, Value left, Value right) {
        if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
            return null;
        }
        Long a = whole(left);
        Long b = whole(right);
        if (a != null && b != null) {
            return holds(operator, Long.compare(a, b));
        }
        Double x = real(left);
        Double y = real(right);
        if (x != null && y != null) {
            if (Double.isNaN(x) || Double.isNaN(y)) {
                boolean same = Double.isNaN(x) && Double.isNaN(y);
                return operator.equals("!=") ? !same : operator.equals("==") && same;
            }
            return holds(operator, x < y ? -1 : x > y ? 1 : 0);
        }
        if (left instanceof Value.Text s && right instanceof Value.Text t) {
            return holds(operator, s.value().compareTo(t.value()));
        }
        return switch (operator) {
            case "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            default -> null;
        };
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "==" -> order == 0;
            default -> order != 0;
        };
    }

    private static @Nullable Long whole(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Letter letter -> (long) letter.value();
            default -> null;
        };
    }

    private static @Nullable Double real(Value value) {
        Long whole = whole(value);
        return value instanceof Value.Real real
                ? (Double) real.value()
                : whole == null ? null : (Double) (double) whole;
    }
}
