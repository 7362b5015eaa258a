package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * What the Python libraries share. Arrays are values there: the classes are the last axis, and what has one value per
 * row keeps an axis of length one for them.
 *
 * @param words the words of the library
 * @param branch how a number is written where an array is needed, with {@code #} for the number; null if it is no
 *     matter
 */
record Python(Words words, @Nullable String branch) implements Tongue {
    /** A comment at the head and the imports. */
    static String head(Source source, Functions functions, String... imports) {
        String title =
                source.title().replaceAll("\\s+", " ").replace("\\", "\\\\").replace("\"", "'");
        StringBuilder out = new StringBuilder("\"\"\"").append(title).append("\n\nWritten by Surprisal.");
        if (functions.missing() != null) {
            out.append(' ').append(functions.missing().replaceAll("\\s+", " ")).append('.');
        }
        out.append("\n\"\"\"\n\n");
        for (String line : imports) {
            out.append(line).append('\n');
        }
        return out.toString();
    }

    /** The parameters with their defaults, each after a comma. */
    static String parameters(Source source, Names names) {
        return source.parameters().stream()
                .map(parameter -> ", " + names.parameter(parameter) + "=" + literal(parameter.value()))
                .collect(Collectors.joining());
    }

    /** The names of the parameters. */
    static List<String> given(Source source, Names names) {
        return source.parameters().stream().map(names::parameter).toList();
    }

    /** The functions that stand in for what the library lacks. */
    String substitutes(List<Term> roots) {
        StringBuilder out = new StringBuilder();
        for (Portable.Definition definition : Portable.substitutes(roots, this)) {
            Python own = branch == null ? this : new Python(words, branch.replace("y_pred", "a"));
            out.append("\n\ndef ")
                    .append(substitute(definition.primitive()))
                    .append('(')
                    .append(String.join(", ", definition.parameters()))
                    .append("):\n")
                    .append(own.body(definition.body(), "    ", "#"));
        }
        return out.toString();
    }

    /** Statements that compute a term and return it, by a pattern with {@code #} for the expression. */
    String body(Term root, String indent, String returned) {
        Script script = Script.of(root, this, apply -> false, "t");
        Map<Term, String> names = new HashMap<>();
        Speller speller = new Speller(this, names);
        List<String> lines = new ArrayList<>();
        for (Term step : script.steps()) {
            String name = script.names().getOrDefault(step, "");
            lines.add(name + " = " + speller.define(step));
            names.put(step, name);
        }
        lines.add("return " + returned.replace("#", speller.write(root)));
        return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
    }

    /** Whether what a function computes has the shape of both inputs by itself. */
    static boolean hasFullShape(Functions.Function function) {
        long inputs = Script.nodes(function.body()).stream()
                .filter(node -> node instanceof Term.Name name && !name.parameter())
                .count();
        return inputs == 2 && (function.body().perClass() || !function.vector());
    }

    private static String literal(double value) {
        if (Double.isInfinite(value)) {
            return "float(\"" + (value < 0 ? "-inf" : "inf") + "\")";
        }
        return Double.isNaN(value) ? "float(\"nan\")" : Digits.of(value).replace('E', 'e');
    }

    @Override
    public String number(double value, boolean alone) {
        return alone && branch != null ? branch.replace("#", literal(value)) : literal(value);
    }

    @Override
    public @Nullable Phrase phrase(Primitive primitive) {
        return words.phrase(primitive);
    }

    @Override
    public Phrase guarded(Primitive primitive, boolean first, boolean second) {
        Phrase phrase = words.guarded(primitive, first, second);
        return new Phrase(
                phrase.pattern().replace("%", number(Double.NaN, true)), phrase.precedence(), phrase.needed());
    }

    @Override
    public boolean ordersNaN() {
        return false;
    }

    @Override
    public String element(String name) {
        return name;
    }

    @Override
    public String substitute(Primitive primitive) {
        return "_" + primitive.name().toLowerCase(Locale.ROOT);
    }
}
