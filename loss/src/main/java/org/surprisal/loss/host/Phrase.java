package org.surprisal.loss.host;

import java.util.Arrays;

/**
 * How a host says a primitive.
 *
 * @param pattern the text, with {@code $1}, {@code $2} and so on where the arguments go
 * @param precedence how strongly the whole binds
 * @param needed how strongly each argument has to bind; {@link #ANY} where it stands alone, as in a call
 */
record Phrase(String pattern, int precedence, int... needed) {
    static final int ANY = 0;
    static final int SUM = 1;
    static final int PRODUCT = 2;
    static final int SIGN = 3;
    static final int ATOM = 4;

    /** A call of a function. */
    static Phrase call(String function, int arity) {
        StringBuilder pattern = new StringBuilder(function).append('(');
        for (int i = 1; i <= arity; i++) {
            pattern.append(i > 1 ? ", " : "").append('$').append(i);
        }
        return new Phrase(pattern.append(')').toString(), ATOM, new int[arity]);
    }

    /** An operator between two arguments, read from the left. */
    static Phrase infix(String symbol, int precedence) {
        return new Phrase("$1 " + symbol + " $2", precedence, precedence, precedence + 1);
    }

    /** The sign. */
    static Phrase minus() {
        return new Phrase("-$1", SIGN, ATOM);
    }

    /** Something closed in itself, whose arguments are compared or added in it. */
    static Phrase closed(String pattern, int arity) {
        int[] needed = new int[arity];
        Arrays.fill(needed, SUM);
        return new Phrase(pattern, ATOM, needed);
    }

    /** A choice by comparing the first two arguments: only these stand beside an operator. */
    static Phrase choice(String pattern) {
        return new Phrase(pattern, ATOM, SUM, SUM, ANY, ANY);
    }

    /** How often an argument is written. */
    int times(int argument) {
        String place = "$" + (argument + 1);
        int count = 0;
        for (int i = pattern.indexOf(place); i >= 0; i = pattern.indexOf(place, i + 1)) {
            count++;
        }
        return count;
    }
}
