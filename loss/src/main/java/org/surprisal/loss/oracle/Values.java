package org.surprisal.loss.oracle;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Arguments;

/** The values of a node: one of a row, or one for each class; or the reason why there are none. */
final class Values {
    private final BigDecimal[] numbers;
    private final @Nullable ArithmeticException[] faults;

    Values(int size) {
        numbers = new BigDecimal[size];
        faults = new ArithmeticException[size];
    }

    static Values of(BigDecimal... numbers) {
        Values values = new Values(numbers.length);
        System.arraycopy(numbers, 0, values.numbers, 0, numbers.length);
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

    /** Sets the value of a class to what an operation makes, or to its fault. */
    void set(int k, Rule rule) {
        try {
            numbers[k] = rule.value();
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

        @Override
        public boolean isZero(int i) {
            Values values = arguments[i];
            int at = values.size() == 1 ? 0 : k;
            return values.faults[at] == null && values.numbers[at].signum() == 0;
        }
    }
}
