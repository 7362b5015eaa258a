package org.surprisal.watch;

/** What a variable, an element or a field held. Objects that can change are told by their number, never copied. */
public sealed interface Value {
    /** {@code null}. */
    record Null() implements Value {}

    /** A truth value. */
    record Truth(boolean value) implements Value {}

    /** A whole number of any width: {@code byte}, {@code short}, {@code int} or {@code long}, boxed or not. */
    record Whole(long value) implements Value {}

    /** A {@code float} (widened) or {@code double}, boxed or not. */
    record Real(double value) implements Value {}

    /** A {@code char}, boxed or not. */
    record Letter(char value) implements Value {}

    /**
     * A string.
     *
     * @param value its first characters, as many as the recording keeps
     * @param length how many characters it has
     */
    record Text(String value, int length) implements Value {}

    /** An object whose contents the recording follows: the number that {@link Kind#OBJECT} introduced. */
    record Reference(long object) implements Value {}

    /** A value that is only named, for instance {@code Sort$Order.ASCENDING} or {@code java.io.PrintStream@7}. */
    record Opaque(String name) implements Value {}

    /** What the recording does not know: it was written before the recording began, or is beyond its limits. */
    record Unknown() implements Value {}
}
