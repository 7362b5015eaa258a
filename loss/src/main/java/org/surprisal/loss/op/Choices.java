package org.surprisal.loss.op;

import static org.surprisal.math.spi.StraightLine.Operation.ADD;
import static org.surprisal.math.spi.StraightLine.Operation.IF_EQUAL;

import org.surprisal.math.spi.StraightLine;

/** What several operations do when they are written as arithmetic of one row; {@link Mask} does it in their loops. */
final class Choices {
    private Choices() {}

    /** The place of 0 where the value at {@code a} is 0, otherwise of {@code value}, whatever that is. */
    static int select(StraightLine.Writer line, int a, int value) {
        int zero = line.constant(0);
        return line.step(IF_EQUAL, a, zero, zero, value);
    }

    /** The place of a value that is never -0. */
    static int unsigned(StraightLine.Writer line, int value) {
        return line.step(ADD, value, line.constant(0));
    }
}
