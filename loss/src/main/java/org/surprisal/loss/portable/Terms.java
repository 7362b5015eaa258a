package org.surprisal.loss.portable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where portable forms are made: each number, name and application once. Not safe for several threads at once. */
public final class Terms {
    private final Map<Object, Term> terms = new HashMap<>();

    private record Application(Primitive primitive, List<Integer> arguments) {}

    /** Makes an empty place. */
    public Terms() {}

    /**
     * A number.
     *
     * @param value its value
     * @return the term
     */
    public Term number(double value) {
        return intern(value, id -> new Term.Constant(id, value));
    }

    /**
     * Something given from outside.
     *
     * @param name what it is called
     * @param perClass whether it has one value per class
     * @param parameter whether it is a parameter, which is never NaN
     * @return the term
     */
    public Term name(String name, boolean perClass, boolean parameter) {
        return intern(name, id -> new Term.Name(id, name, perClass, parameter));
    }

    /**
     * A primitive applied to arguments.
     *
     * @param primitive what to do
     * @param arguments what to do it to
     * @return the term
     */
    public Term apply(Primitive primitive, Term... arguments) {
        List<Term> list = List.of(arguments);
        Term simpler = primitive.chooses() ? choice(list) : null;
        Application key = new Application(primitive, list.stream().map(Term::id).toList());
        return simpler != null
                ? simpler
                : intern(key, id -> new Term.Apply(id, primitive, list, primitive.perClass(list)));
    }

    /** Both alternatives alike, where the comparison cannot come out NaN. */
    private static @Nullable Term choice(List<Term> x) {
        boolean neverNaN = neverNaN(x.get(0)) && neverNaN(x.get(1));
        return neverNaN && x.get(2).id() == x.get(3).id() ? x.get(2) : null;
    }

    private static boolean neverNaN(Term x) {
        return x instanceof Term.Constant || (x instanceof Term.Name name && name.parameter());
    }

    private Term intern(Object key, IntFunction<Term> maker) {
        Term known = terms.get(key);
        if (known == null) {
            known = maker.apply(terms.size());
            terms.put(key, known);
        }
        return known;
    }

    /** {@code a + b}. */
    public Term add(Term a, Term b) {
        return apply(Primitive.ADD, a, b);
    }

    /** {@code a - b}. */
    public Term subtract(Term a, Term b) {
        return apply(Primitive.SUBTRACT, a, b);
    }

    /** {@code a * b}. */
    public Term multiply(Term a, Term b) {
        return apply(Primitive.MULTIPLY, a, b);
    }

    /** {@code a / b}. */
    public Term divide(Term a, Term b) {
        return apply(Primitive.DIVIDE, a, b);
    }

    /** {@code -a}, which of 0 may be either zero. */
    public Term negate(Term a) {
        return apply(Primitive.NEGATE, a);
    }

    /** The absolute value. */
    public Term abs(Term a) {
        return apply(Primitive.ABS, a);
    }

    /** The exponential. */
    public Term exp(Term a) {
        return apply(Primitive.EXP, a);
    }

    /** The natural logarithm. */
    public Term log(Term a) {
        return apply(Primitive.LOG, a);
    }

    /** {@code log(1 + a)}. */
    public Term log1p(Term a) {
        return apply(Primitive.LOG1P, a);
    }

    /** {@code c} where a is less than b, otherwise {@code d}; NaN where a or b is. */
    public Term ifLess(Term a, Term b, Term c, Term d) {
        return apply(Primitive.IF_LESS, a, b, c, d);
    }

    /** {@code c} where a is at most b, otherwise {@code d}; NaN where a or b is. */
    public Term ifAtMost(Term a, Term b, Term c, Term d) {
        return apply(Primitive.IF_AT_MOST, a, b, c, d);
    }

    /**
     * {@code c} where a equals b, otherwise {@code d}; NaN where a or b is. Where a is itself a choice between 1 and 0
     * and b is 0, its condition is asked at once.
     */
    public Term ifEqual(Term a, Term b, Term c, Term d) {
        if (b instanceof Term.Constant zero
                && zero.value() == 0
                && a instanceof Term.Apply inner
                && inner.primitive().chooses()
                && inner.arguments().get(2) instanceof Term.Constant yes
                && inner.arguments().get(3) instanceof Term.Constant no
                && (yes.value() == 0) != (no.value() == 0)) {
            Term x = inner.arguments().get(0);
            Term y = inner.arguments().get(1);
            return yes.value() == 0 ? apply(inner.primitive(), x, y, c, d) : apply(inner.primitive(), x, y, d, c);
        }
        return apply(Primitive.IF_EQUAL, a, b, c, d);
    }

    /** The value of a polynomial at x, by Horner's rule, the coefficient of the lowest power first. */
    public Term polynomial(Term x, double... coefficients) {
        Term value = number(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            value = add(number(coefficients[i]), multiply(x, value));
        }
        return value;
    }

    /** The sum over the classes. */
    public Term sum(Term a) {
        return apply(Primitive.SUM, a);
    }

    /** The greatest value over the classes. */
    public Term largest(Term a) {
        return apply(Primitive.LARGEST, a);
    }

    /** {@code c} at the first class with the greatest value of a, {@code d} at the others. */
    public Term atLargest(Term a, Term c, Term d) {
        return ifEqual(apply(Primitive.CLASS), apply(Primitive.FIRST_LARGEST, a), c, d);
    }
}
