package org.surprisal.loss.host;

import java.util.List;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/** Where a comparison with NaN has to be asked about, because the choice by it would not come out NaN by itself. */
final class NaNs {
    private NaNs() {}

    /** Whether the choice needs the guard. */
    static boolean needsGuard(Term.Apply choice, boolean ordered) {
        List<Term> x = choice.arguments();
        Term a = x.get(0);
        Term b = x.get(1);
        Term yes = x.get(2);
        Term no = x.get(3);
        if (!ordered || choice.primitive() == Primitive.IF_EQUAL) {
            boolean both = ordered && possible(a) && possible(b);
            return (possible(a) && !follows(no, a)) || (possible(b) && !follows(no, b)) || (both && !follows(yes, a));
        }
        return (possible(a) && !follows(no, a)) || (possible(b) && !follows(yes, b));
    }

    static boolean possible(Term x) {
        return switch (x) {
            case Term.Constant number -> Double.isNaN(number.value());
            case Term.Name name -> !name.parameter();
            case Term.Apply apply ->
                switch (apply.primitive()) {
                    case CLASS, CLASSES, FIRST_LARGEST -> false;
                    default -> true;
                };
        };
    }

    /** Whether the term is surely NaN where {@code x} is: also where that is only the size or the sign of something. */
    private static boolean follows(Term term, Term x) {
        if (x instanceof Term.Apply apply
                && (apply.primitive() == Primitive.ABS || apply.primitive() == Primitive.NEGATE)) {
            return follows(term, apply.arguments().get(0));
        }
        if (term.id() == x.id()) {
            return true;
        }
        return switch (term) {
            case Term.Constant number -> Double.isNaN(number.value());
            case Term.Name name -> false;
            case Term.Apply apply -> {
                List<Term> y = apply.arguments();
                if (apply.primitive() == Primitive.POWER) {
                    yield false;
                }
                yield apply.primitive().chooses()
                        ? follows(y.get(0), x) || follows(y.get(1), x) || (follows(y.get(2), x) && follows(y.get(3), x))
                        : y.stream().anyMatch(argument -> follows(argument, x));
            }
        };
    }
}
