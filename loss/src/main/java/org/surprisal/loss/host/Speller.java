package org.surprisal.loss.host;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * Writes terms as expressions of a host.
 *
 * @param tongue its words
 * @param names what has a name already
 */
record Speller(Tongue tongue, Map<Term, String> names) {
    /** Writes a term that stands alone. */
    String write(Term term) {
        return write(term, Phrase.ANY);
    }

    /** Writes what a term is, even if it has a name. */
    String define(Term term) {
        return term instanceof Term.Apply apply ? apply(apply, Phrase.ANY) : write(term);
    }

    String write(Term term, int needed) {
        @Nullable String name = names.get(term);
        if (name != null) {
            return named(term, name);
        }
        return switch (term) {
            case Term.Constant number -> number(number.value(), needed);
            case Term.Name outside -> named(outside, outside.name());
            case Term.Apply apply -> apply(apply, needed);
        };
    }

    private String named(Term term, String name) {
        return term.perClass() ? tongue.element(name) : name;
    }

    private String number(double value, int needed) {
        boolean alone = needed == Phrase.ANY;
        return value < 0 && !alone
                ? enclosed("-" + tongue.number(-value, false), Phrase.SIGN, needed)
                : tongue.number(value, alone);
    }

    private String apply(Term.Apply apply, int needed) {
        Phrase phrase = phrase(tongue, apply);
        StringBuilder text = new StringBuilder();
        String pattern = phrase.pattern();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '$' && i + 1 < pattern.length() && Character.isDigit(pattern.charAt(i + 1))) {
                int argument = pattern.charAt(++i) - '1';
                text.append(write(apply.arguments().get(argument), phrase.needed()[argument]));
            } else {
                text.append(c);
            }
        }
        return enclosed(text.toString(), phrase.precedence(), needed);
    }

    /** How an application is said: by a word of the host, or by the function that stands in for it. */
    static Phrase phrase(Tongue tongue, Term.Apply apply) {
        Primitive primitive = apply.primitive();
        if (primitive.chooses() && NaNs.needsGuard(apply, tongue.ordersNaN())) {
            return tongue.guarded(
                    primitive,
                    NaNs.possible(apply.arguments().get(0)),
                    NaNs.possible(apply.arguments().get(1)));
        }
        Phrase phrase = tongue.phrase(primitive);
        return phrase != null ? phrase : Phrase.call(tongue.substitute(primitive), primitive.arity());
    }

    private static String enclosed(String text, int precedence, int needed) {
        return precedence < needed ? "(" + text + ")" : text;
    }
}
