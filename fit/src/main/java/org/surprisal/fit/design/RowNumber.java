package org.surprisal.fit.design;

import java.util.function.ToIntFunction;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Function;
import org.surprisal.math.DoubleDouble;
import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Log2;
import org.surprisal.math.Pow;

/**
 * A number of a row, made of its columns. Sums, products, quotients, whole powers and square roots keep some 106 bits,
 * because a power that is rounded to a double has lost what a badly conditioned polynomial needs; the other functions
 * are those of doubles.
 */
@FunctionalInterface
interface RowNumber {
    /** The greatest exponent that is multiplied out. */
    int MOST_EXPONENT = 64;

    /** ln(10) rounded. */
    double LN_10 = 0x1.26bb1bbb55516p1;

    /** The number of row i of the block that is loaded. */
    DoubleDouble at(Source source, int i);

    /**
     * The numbers of the block that is loaded.
     *
     * @param n how many rows
     * @param high receives the numbers, rounded
     * @param low receives what they lack
     */
    default void fill(Source source, int n, double[] high, double[] low) {
        for (int i = 0; i < n; i++) {
            DoubleDouble x = at(source, i);
            high[i] = x.high();
            low[i] = x.low();
        }
    }

    /**
     * From arithmetic to a number of a row.
     *
     * @param arithmetic the arithmetic
     * @param slot the slot of each column
     */
    static RowNumber of(Arithmetic arithmetic, ToIntFunction<String> slot) {
        return switch (arithmetic) {
            case Arithmetic.Constant c -> {
                DoubleDouble value = new DoubleDouble(c.value(), c.low());
                yield (source, i) -> value;
            }
            case Arithmetic.Name name -> column(slot.applyAsInt(name.column()));
            case Arithmetic.Negative negative -> {
                RowNumber of = of(negative.of(), slot);
                yield (source, i) -> of.at(source, i).negate();
            }
            case Arithmetic.Call call -> {
                RowNumber of = of(call.of(), slot);
                yield (source, i) -> apply(call.function(), of.at(source, i));
            }
            case Arithmetic.Operation operation -> {
                RowNumber left = of(operation.left(), slot);
                RowNumber right = of(operation.right(), slot);
                char symbol = operation.symbol();
                yield (source, i) -> apply(symbol, left.at(source, i), right.at(source, i));
            }
        };
    }

    /** The number of a column itself. */
    static RowNumber column(int slot) {
        return new OfColumn(slot);
    }

    /**
     * The number of a column itself.
     *
     * @param slot where it is loaded
     */
    record OfColumn(int slot) implements RowNumber {
        @Override
        public DoubleDouble at(Source source, int i) {
            return new DoubleDouble(source.high(slot)[i], source.low(slot)[i]);
        }

        @Override
        public void fill(Source source, int n, double[] high, double[] low) {
            System.arraycopy(source.high(slot), 0, high, 0, n);
            System.arraycopy(source.low(slot), 0, low, 0, n);
        }
    }

    /** A whole power by repeated squaring. */
    static DoubleDouble power(DoubleDouble x, int exponent) {
        DoubleDouble result = DoubleDouble.of(1);
        DoubleDouble square = x;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = result.times(square);
            }
            if (rest > 1) {
                square = square.times(square);
            }
        }
        return sane(result);
    }

    private static DoubleDouble apply(char symbol, DoubleDouble a, DoubleDouble b) {
        return switch (symbol) {
            case '+' -> sane(a.plus(b));
            case '-' -> sane(a.minus(b));
            case '*' -> sane(a.times(b));
            case '/' -> b.high() == 0 ? DoubleDouble.of(a.high() / b.high()) : sane(a.dividedBy(b));
            default -> raised(a, b.value());
        };
    }

    private static DoubleDouble raised(DoubleDouble base, double exponent) {
        if (exponent == Math.rint(exponent) && Math.abs(exponent) <= MOST_EXPONENT) {
            DoubleDouble power = power(base, (int) Math.abs(exponent));
            return exponent >= 0 ? power : apply('/', DoubleDouble.of(1), power);
        }
        return DoubleDouble.of(Pow.of(base.value(), exponent));
    }

    private static DoubleDouble apply(Function function, DoubleDouble x) {
        double value = x.value();
        return switch (function) {
            case SQRT -> value > 0 ? x.sqrt() : DoubleDouble.of(Math.sqrt(value));
            case ABS -> x.high() < 0 ? x.negate() : x;
            case LOG -> DoubleDouble.of(Log.of(value));
            case LOG2 -> DoubleDouble.of(Log2.of(value));
            case LOG10 -> DoubleDouble.of(Log.of(value) / LN_10);
            case LOG1P -> DoubleDouble.of(Log1p.of(value));
            case EXP -> DoubleDouble.of(Exp.of(value));
            case EXPM1 -> DoubleDouble.of(Expm1.of(value));
        };
    }

    /** The corrections of an infinite or undefined number mean nothing. */
    private static DoubleDouble sane(DoubleDouble x) {
        return Double.isFinite(x.high()) && Double.isFinite(x.low()) ? x : DoubleDouble.of(x.high());
    }
}
