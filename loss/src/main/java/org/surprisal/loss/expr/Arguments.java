package org.surprisal.loss.expr;

import java.math.BigDecimal;

/** The arguments of an operation on decimals. One that has no finite value harms only whoever asks for it. */
public interface Arguments {
    /**
     * An argument.
     *
     * @param i its index
     * @return its value
     * @throws ArithmeticException if it has no finite value
     */
    BigDecimal at(int i);

    /**
     * Whether an argument is 0.
     *
     * @param i its index
     * @return false also if it has no finite value
     */
    boolean isZero(int i);
}
