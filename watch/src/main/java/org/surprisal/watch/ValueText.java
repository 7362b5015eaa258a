package org.surprisal.watch;

/** Values as a reader of Java wants to see them. Objects, which only the state of a program knows, by their number. */
public final class ValueText {
    private ValueText() {}

    /** The value as text: {@code 12}, {@code 0.5}, {@code 'x'}, {@code "abc"}, {@code #7}. */
    public static String of(Value value) {
        return switch (value) {
            case Value.Null none -> "null";
            case Value.Truth truth -> Boolean.toString(truth.value());
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.Real real -> Double.toString(real.value());
            case Value.Letter letter -> "'" + letter.value() + "'";
            case Value.Text text ->
                "\"" + text.value() + (text.length() > text.value().length() ? "…\"" : "\"");
            case Value.Reference reference -> "#" + reference.object();
            case Value.Opaque opaque -> opaque.name();
            case Value.Unknown unknown -> "?";
        };
    }
}
