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

    /** Those that have defaults, with them, each after a comma. */
    static String defaults(Source source, Names names) {
        return source.settings().stream()
                .map(parameter -> ", " + names.parameter(parameter) + "=" + literal(parameter))
                .collect(Collectors.joining());
    }

    /** Those that each row has its own value of, each after a comma. */
    static String columns(Source source, Names names) {
        return listed(source.columns().stream().map(names::parameter).toList());
    }

    /** Names, each after a comma. */
    static String listed(List<String> names) {
        return names.stream().map(name -> ", " + name).collect(Collectors.joining());
    }

    /** The names of some parameters. */
    static List<String> names(List<Source.Parameter> parameters, Names names) {
        return parameters.stream().map(names::parameter).toList();
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

    /** Whether what a function computes has the shape of all inputs by itself. */
    static boolean hasFullShape(Source source, Functions.Function function) {
        long inputs = Script.nodes(function.body()).stream()
                .filter(node -> node instanceof Term.Name name && !name.parameter())
                .count();
        return inputs == 2 + source.columns().size() && (function.body().perClass() || !function.vector());
    }

    private static String literal(Source.Parameter parameter) {
        List<String> numbers =
                parameter.defaults().stream().map(Python::literal).toList();
        return parameter.perClass()
                ? "(" + String.join(", ", numbers) + (numbers.size() == 1 ? ",)" : ")")
                : numbers.get(0);
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
