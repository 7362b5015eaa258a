package org.surprisal.loss.host;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;

/** The words that a host has for primitives. */
final class Words {
    private final Map<Primitive, Phrase> phrases = new EnumMap<>(Primitive.class);
    private final Map<Primitive, String> guarded = new EnumMap<>(Primitive.class);
    private String question = "";

    /** Starts with what all languages share. */
    Words() {
        say(Primitive.ADD, Phrase.infix("+", Phrase.SUM));
        say(Primitive.SUBTRACT, Phrase.infix("-", Phrase.SUM));
        say(Primitive.MULTIPLY, Phrase.infix("*", Phrase.PRODUCT));
        say(Primitive.DIVIDE, Phrase.infix("/", Phrase.PRODUCT));
        say(Primitive.NEGATE, Phrase.minus());
    }

    /** A word of the host. */
    Words say(Primitive primitive, Phrase phrase) {
        phrases.put(primitive, phrase);
        return this;
    }

    /** A function of the host. */
    Words call(Primitive primitive, String function) {
        return say(primitive, Phrase.call(function, primitive.arity()));
    }

    /**
     * The three choices.
     *
     * @param plain a choice with {@code @} where the comparison operator goes
     * @param safe the same with NaN asked for: with {@code !} for the opposite operator, or with {@code &} for a
     *     question that {@code isNaN} asks
     * @param isNaN whether {@code #} is NaN, or an empty text
     * @param equals the operator of equality
     * @param differs its opposite
     */
    Words choose(String plain, String safe, String isNaN, String equals, String differs) {
        question = isNaN;
        choose(Primitive.IF_LESS, plain, safe, "<", ">=");
        choose(Primitive.IF_AT_MOST, plain, safe, "<=", ">");
        choose(Primitive.IF_EQUAL, plain, safe, equals, differs);
        return this;
    }

    private void choose(Primitive primitive, String plain, String safe, String operator, String opposite) {
        say(primitive, Phrase.choice(plain.replace("@", operator)));
        guarded.put(primitive, safe.replace("@", operator).replace("!", opposite));
    }

    @Nullable
    Phrase phrase(Primitive primitive) {
        return phrases.get(primitive);
    }

    Phrase guarded(Primitive primitive, boolean first, boolean second) {
        String one = question.replace("#", "$1");
        String two = question.replace("#", "$2");
        String asked = first && second ? one + " OR " + two : first ? one : two;
        return Phrase.choice(Objects.requireNonNull(guarded.get(primitive)).replace("&", asked));
    }
}
