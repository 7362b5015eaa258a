package org.surprisal.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Link;

/** A family and a link as they are written on the command line. */
final class FamilyArgument {
    private static final List<String> FAMILIES = List.of(
            "gaussian",
            "binomial",
            "poisson",
            "gamma",
            "inverse_gaussian",
            "tweedie",
            "negative_binomial",
            "huber",
            "student_t",
            "multinomial",
            "ordered");
    private static final Pattern CALL = Pattern.compile("([a-z_]+)(?:\\((?:([a-z]+)=)?([^()=]+)\\))?");

    private FamilyArgument() {}

    /**
     * What to fit by a family.
     *
     * @param text such as {@code poisson}, {@code tweedie(power=1.5)} or {@code negative_binomial(shape=2)}; without
     *     its shape that of the negative binomial family is estimated
     * @param formula the model
     * @throws WrongCall if there is no such family
     */
    static Fit fit(String text, String formula) {
        Matcher call = CALL.matcher(plain(text));
        if (!call.matches()) {
            throw unknown(text);
        }
        String name = call.group(1);
        @Nullable String value = call.group(3);
        return switch (name) {
            case "gaussian", "normal" -> plain(name, value, Fit.leastSquares(formula));
            case "binomial", "bernoulli" -> plain(name, value, Fit.glm(formula, Family.BINOMIAL));
            case "poisson" -> plain(name, value, Fit.glm(formula, Family.POISSON));
            case "gamma" -> plain(name, value, Fit.glm(formula, Family.GAMMA));
            case "inverse_gaussian" -> plain(name, value, Fit.glm(formula, Family.INVERSE_GAUSSIAN));
            case "tweedie" ->
                value == null ? Fit.tweedie(formula) : Fit.glm(formula, tweedie(parameter(call, "power")));
            case "huber" -> plain(name, value, Fit.huber(formula));
            case "student_t" ->
                value == null ? Fit.studentT(formula) : Fit.studentT(formula, positive(parameter(call, "df")));
            case "negative_binomial" ->
                value == null
                        ? Fit.negativeBinomial(formula)
                        : Fit.glm(formula, negativeBinomial(parameter(call, "shape")));
            default -> throw unknown(text);
        };
    }

    /**
     * A link.
     *
     * @param text such as {@code log}
     * @throws WrongCall if there is no such link
     */
    static Link link(String text) {
        for (Link link : Link.values()) {
            if (link.name().toLowerCase(Locale.ROOT).equals(plain(text))) {
                return link;
            }
        }
        List<String> known = Arrays.stream(Link.values())
                .map(link -> link.name().toLowerCase(Locale.ROOT))
                .toList();
        throw wrong(
                "--link is " + String.join(", ", known) + "; there is no '" + text + "'" + DidYouMean.end(text, known));
    }

    private static String plain(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        int end = plain.indexOf('(') < 0 ? plain.length() : plain.indexOf('(');
        return plain.substring(0, end).replace('-', '_') + plain.substring(end);
    }

    private static Fit plain(String name, @Nullable String value, Fit fit) {
        if (value != null) {
            throw wrong("The family " + name + " has no parameters.");
        }
        return fit;
    }

    private static double parameter(Matcher call, String name) {
        if (call.group(2) != null && !call.group(2).equals(name)) {
            throw wrong("The family " + call.group(1) + " has the parameter " + name + ", not " + call.group(2) + ".");
        }
        try {
            return Double.parseDouble(call.group(3));
        } catch (NumberFormatException e) {
            throw wrong("The parameter " + name + " is a number, not '" + call.group(3) + "'.");
        }
    }

    private static double positive(double df) {
        if (!(df > 0 && df <= Double.MAX_VALUE)) {
            throw wrong("The degrees of freedom of Student's t are positive, not " + df + ".");
        }
        return df;
    }

    private static Family tweedie(double power) {
        if (!(power > 1 && power < 2)) {
            throw wrong("The power of the Tweedie family lies between 1 and 2, not at " + power + ".");
        }
        return Family.tweedie(power);
    }

    private static Family negativeBinomial(double shape) {
        if (!(shape > 0 && shape <= Double.MAX_VALUE)) {
            throw wrong("The shape of the negative binomial family is positive, not " + shape + ".");
        }
        return Family.negativeBinomial(shape);
    }

    private static WrongCall unknown(String text) {
        String word = plain(text);
        String name = word.indexOf('(') > 0 ? word.substring(0, word.indexOf('(')) : word;
        return wrong("--family is " + String.join(", ", FAMILIES) + "; there is no '" + text + "'"
                + DidYouMean.end(name, FAMILIES));
    }

    private static WrongCall wrong(String message) {
        return new WrongCall(message, "fit");
    }
}
