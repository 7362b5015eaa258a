package org.surprisal.loss.oracle;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.math.decimal.Decimals;

/** The values of a node: one of a row, or one for each class; or the reason why there are none. */
final class Values {
    private final BigDecimal[] numbers;
    private final @Nullable ArithmeticException[] faults;
    private final boolean[] inexact;

    Values(int size) {
        numbers = new BigDecimal[size];
        inexact = new boolean[size];
        faults = new ArithmeticException[size];
    }

    static Values of(BigDecimal... numbers) {
        Values values = new Values(numbers.length);
        System.arraycopy(numbers, 0, values.numbers, 0, numbers.length);
        return values;
    }

    /** What has just been computed. */
    static Values of(Decimals d, BigDecimal... numbers) {
        Values values = of(numbers);
        Arrays.fill(values.inexact, !d.isExact());
        return values;
    }

    /** No value for any of so many classes. */
    static Values none(int size, ArithmeticException fault) {
        Values values = new Values(size);
        Arrays.fill(values.faults, fault);
        return values;
    }

    int size() {
        return numbers.length;
    }

    /** The value of a class; of a row-level node the same for each. */
    BigDecimal at(int k) {
        int i = numbers.length == 1 ? 0 : k;
        ArithmeticException fault = faults[i];
        if (fault != null) {
            throw fault;
        }
        return numbers[i];
    }

    /** All values, one for each class. */
    BigDecimal[] all(int classes) {
        BigDecimal[] all = new BigDecimal[classes];
        Arrays.setAll(all, this::at);
        return all;
    }

    /** Whether none of them was rounded. */
    boolean areExact() {
        return IntStream.range(0, inexact.length).noneMatch(k -> inexact[k]);
    }

    /** Sets the value of a class to what an operation makes, or to its fault. */
    void set(int k, Rule rule, Decimals d) {
        try {
            numbers[k] = rule.value();
            inexact[k] = !d.isExact();
        } catch (ArithmeticException fault) {
            faults[k] = fault;
        }
    }

    /** How a value is made. */
    interface Rule {
        BigDecimal value();
    }

    /** The arguments of an operation at one class. */
    record OfClass(Values[] arguments, int k) implements Arguments {
        @Override
        public BigDecimal at(int i) {
            return arguments[i].at(k);
        }

        /** Whether none of them was rounded. */
        boolean areExact() {
            return Arrays.stream(arguments).noneMatch(values -> values.inexact[values.size() == 1 ? 0 : k]);
        }

        @Override
        public boolean isZero(int i) {
            Values values = arguments[i];
            int at = values.size() == 1 ? 0 : k;
            return values.faults[at] == null && values.numbers[at].signum() == 0;
        }
    }
}
