package org.surprisal.loss.portable;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a host may be able to say. A host that cannot say one that has a definition by others gets it as a function of
 * its own; the others every host has to know. All are total: an infinity or NaN where there is no number, no error.
 */
public enum Primitive {
    /** {@code a + b}. */
    ADD(2),
    /** {@code a - b}. */
    SUBTRACT(2),
    /** {@code a * b}. */
    MULTIPLY(2),
    /** {@code a / b}, infinite over 0. */
    DIVIDE(2),
    /** {@code -a}; of 0 it may be either zero. */
    NEGATE(1),
    /** The absolute value. */
    ABS(1),
    /** The greater of two, NaN if one of them is. */
    MAX(2),
    /** The smaller of two, NaN if one of them is. */
    MIN(2),
    /** The square root, NaN below 0. */
    SQRT(1),
    /** e to the power a: infinity on overflow, 0 on underflow. */
    EXP(1),
    /** The natural logarithm: -infinity at 0, NaN below. */
    LOG(1),
    /** The power, as IEEE 754 has it. */
    POWER(2),
    /** c where a is less than b, otherwise d; NaN where a or b is. */
    IF_LESS(4),
    /** c where a is at most b, otherwise d; NaN where a or b is. */
    IF_AT_MOST(4),
    /** c where a equals b, otherwise d; NaN where a or b is. */
    IF_EQUAL(4),
    /** log(1 + a) without cancellation. */
    LOG1P(1, Elementary::log1p),
    /** exp(a) - 1 without cancellation. */
    EXPM1(1, Elementary::expm1),
    /** The hyperbolic tangent. */
    TANH(1, Elementary::tanh),
    /** log(1 + exp(a)) with no overflow. */
    SOFTPLUS(1, Elementary::softplus),
    /** 1 / (1 + exp(-a)) with no overflow. */
    SIGMOID(1, Elementary::sigmoid),
    /** exp(-a²), with the rounding of the square put back. */
    GAUSSIAN(1, ErrorFunctions::gaussian),
    /** The error function. */
    ERF(1, ErrorFunctions::erf),
    /** The complementary error function. */
    ERFC(1, ErrorFunctions::erfc),
    /** exp(a²) erfc(a) for a of at least ½. */
    ERFCX(1, ErrorFunctions::scaled),
    /** The logarithm of the gamma function, NaN below 0. */
    LGAMMA(1, GammaFunctions::logGamma),
    /** lgamma(a + b) - lgamma(a) for positive a and a + b, without its cancellation at large a. */
    LGAMMA_DELTA(2, GammaFunctions::logGammaDelta),
    /** lgamma(a + b) - lgamma(a) - b log(a) for positive a and a + b, with no term that grows with a; 0 at infinity. */
    LRISING(2, GammaFunctions::logRising),
    /** The derivative of lgamma, NaN below 0. */
    DIGAMMA(1, GammaFunctions::digamma),
    /** digamma(a + b) - digamma(a) likewise. */
    DIGAMMA_DELTA(2, GammaFunctions::digammaDelta),
    /** The second derivative of lgamma, NaN below 0. */
    TRIGAMMA(1, GammaFunctions::trigamma),
    /** The index of a class, from 0. */
    CLASS(Level.CLASS),
    /** The number of classes. */
    CLASSES(Level.ROW),
    /** The sum over the classes. */
    SUM(Level.ROW),
    /** The greatest value over the classes. */
    LARGEST(Level.ROW),
    /** The index of the first class with the greatest value. */
    FIRST_LARGEST(Level.ROW),
    /** The sum over this class and those before it. */
    CUMULATIVE_SUM(Level.CLASS),
    /** The sum over this class and those after it. */
    REVERSE_CUMULATIVE_SUM(Level.CLASS);

    private enum Level {
        ARGUMENTS,
        ROW,
        CLASS
    }

    private final int arity;
    private final Level level;
    /** A method without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable BiFunction<Terms, List<Term>, Term> definition;

    Primitive(int arity) {
        this.arity = arity;
        this.level = Level.ARGUMENTS;
        this.definition = null;
    }

    Primitive(int arity, BiFunction<Terms, List<Term>, Term> definition) {
        this.arity = arity;
        this.level = Level.ARGUMENTS;
        this.definition = definition;
    }

    Primitive(Level level) {
        this.arity = 1;
        this.level = level;
        this.definition = null;
    }

    /**
     * The number of arguments of one that works on numbers.
     *
     * @return at least 1
     */
    public int arity() {
        return arity;
    }

    /**
     * Whether it mixes the classes of a row, or tells of them.
     *
     * @return false for one that works on numbers
     */
    public boolean overClasses() {
        return level != Level.ARGUMENTS;
    }

    /**
     * Whether it chooses between two arguments by comparing two others.
     *
     * @return true for the three that do
     */
    public boolean chooses() {
        return this == IF_LESS || this == IF_AT_MOST || this == IF_EQUAL;
    }

    /**
     * This in terms of others.
     *
     * @param t where to make terms
     * @param x the arguments
     * @return null if every host has to know it
     */
    public @Nullable Term definition(Terms t, List<Term> x) {
        return definition == null ? null : definition.apply(t, x);
    }

    boolean perClass(List<Term> arguments) {
        return switch (level) {
            case ARGUMENTS -> arguments.stream().anyMatch(Term::perClass);
            case ROW -> false;
            case CLASS -> true;
        };
    }
}
