package org.surprisal.loss.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * DuckDB 1.3 or later: scalar macros. A macro is one expression, so what is needed twice is a field of a struct that
 * goes through lambdas one after the other; nested ones would be bound twice at each level. A NULL among the arguments
 * gives NULL. Classes are lists.
 */
final class DuckDb implements Tongue {
    private static final Words WORDS = new Words()
            .call(Primitive.ABS, "abs")
            .call(Primitive.MAX, "greatest")
            // least() passes NaN over, greatest() does not.
            .say(Primitive.MIN, new Phrase("-greatest(-$1, -$2)", Phrase.SIGN, Phrase.ATOM, Phrase.ATOM))
            .call(Primitive.SQRT, "surprisal_sqrt")
            .call(Primitive.EXP, "exp")
            .call(Primitive.LOG, "surprisal_ln")
            .call(Primitive.POWER, "pow")
            .call(Primitive.TANH, "tanh")
            .call(Primitive.LGAMMA, "surprisal_lgamma")
            .say(Primitive.CLASS, new Phrase("(_k - 1)", Phrase.ATOM))
            .choose(
                    "CASE WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "CASE WHEN & THEN 'nan'::DOUBLE WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "isnan(#)",
                    "=",
                    "<>");

    /** What DuckDB raises an error for, before version 2, or gives NULL. */
    private static final Map<Primitive, String> SUPPORT = Map.of(
            Primitive.LOG,
            "surprisal_ln(x) AS CASE WHEN x > 0e0 THEN ln(x) WHEN x = 0e0 THEN '-inf'::DOUBLE ELSE 'nan'::DOUBLE END",
            Primitive.SQRT,
            "surprisal_sqrt(x) AS CASE WHEN x >= 0e0 THEN sqrt(x) ELSE 'nan'::DOUBLE END",
            Primitive.LGAMMA,
            "surprisal_lgamma(x) AS CASE WHEN x > 0e0 THEN lgamma(x) WHEN x = 0e0 THEN 'inf'::DOUBLE"
                    + " ELSE 'nan'::DOUBLE END");

    private final String classes;

    private DuckDb(String classes) {
        this.classes = classes;
    }

    static String write(Source source) {
        Names names = Names.sql(source);
        DuckDb tongue = new DuckDb("len(_s." + names.prediction() + ")");
        Functions functions = Functions.of(source, names);
        StringBuilder out = new StringBuilder(Sql.header(source, functions, "DuckDB 1.3 or later"));
        Functions.supported(functions.roots(), tongue, SUPPORT)
                .forEach(text ->
                        out.append("CREATE OR REPLACE MACRO ").append(text).append(";\n\n"));
        for (Portable.Definition definition : Portable.substitutes(functions.roots(), tongue)) {
            out.append("CREATE OR REPLACE MACRO ")
                    .append(tongue.substitute(definition.primitive()))
                    .append('(')
                    .append(String.join(", ", definition.parameters()))
                    .append(") AS\n")
                    .append(tongue.body(definition.body(), false, untyped(definition.parameters()), true, "  "))
                    .append(";\n\n");
        }
        for (Functions.Function function : functions.all()) {
            out.append(tongue.macro(source, names, function)).append('\n');
        }
        return out.toString();
    }

    private static Map<String, String> untyped(List<String> names) {
        Map<String, String> inputs = new LinkedHashMap<>();
        names.forEach(name -> inputs.put(name, ""));
        return inputs;
    }

    private String macro(Source source, Names names, Functions.Function function) {
        String y = names.target();
        String p = names.prediction();
        String type = source.perClass() ? "::DOUBLE[]" : "::DOUBLE";
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put(y, type);
        inputs.put(p, type);
        StringBuilder parameters = new StringBuilder();
        StringBuilder lengths = new StringBuilder("len(" + y + ") <> len(" + p + ")");
        StringBuilder present = new StringBuilder();
        for (Source.Parameter parameter : source.parameters()) {
            String name = names.parameter(parameter);
            inputs.put(name, parameter.perClass() ? "::DOUBLE[]" : "::DOUBLE");
            parameters.append(", ").append(name);
            if (parameter.ofRows()) {
                present.append(" AND ").append(name).append(" IS NOT NULL");
            } else {
                parameters.append(" := ").append(given(parameter));
            }
            if (parameter.perClass()) {
                lengths.append(" OR len(")
                        .append(name)
                        .append(") <> len(")
                        .append(p)
                        .append(')');
            }
        }
        String head = "CREATE OR REPLACE MACRO " + function.name() + "(" + y + ", " + p + parameters + ") AS\n";
        String body = body(function.body(), function.vector(), inputs, source.perClass(), "    ");
        String known = source.perClass()
                ? "  CASE WHEN " + lengths + "\n    THEN error('" + function.name()
                        + ": target and prediction must have one length')\n  WHEN list_count(" + y + ") = len(" + y
                        + ") AND list_count(" + p + ") = len(" + p + ")" + present + " THEN\n"
                : "  CASE WHEN " + y + " IS NOT NULL AND " + p + " IS NOT NULL" + present + " THEN\n";
        return head + known + body + "\n  END;\n";
    }

    private String given(Source.Parameter parameter) {
        Stream<String> numbers = parameter.defaults().stream().map(value -> number(value, true));
        return parameter.perClass()
                ? numbers.collect(Collectors.joining(", ", "[", "]"))
                : numbers.findFirst().orElseThrow();
    }

    /**
     * The expression of a macro. If it has steps, or always if told so, a struct of what is given goes through one
     * lambda after the other, each of which adds the steps that need no more than is there already.
     *
     * @param inputs the parameters of the macro and the cast of each, empty for none
     */
    private String body(Term root, boolean vector, Map<String, String> inputs, boolean always, String indent) {
        Script script = Script.of(root, this, apply -> Loops.reduces(apply.primitive()), "t");
        boolean staged = always || !script.steps().isEmpty();
        Map<Term, String> names = new HashMap<>();
        for (Term node : Script.nodes(root)) {
            if (node instanceof Term.Name name) {
                names.put(node, staged ? "_s." + name.name() : name.name() + inputs.getOrDefault(name.name(), ""));
            }
        }
        Speller speller = new Speller(this, names);
        if (!staged) {
            return indent + speller.write(root);
        }
        List<List<Term>> stages = script.stages();
        StringBuilder out = new StringBuilder(indent);
        out.append("list_transform(".repeat(stages.size() + 1)).append("[{");
        out.append(inputs.entrySet().stream()
                .map(input -> "'" + input.getKey() + "': " + input.getKey() + input.getValue())
                .collect(Collectors.joining(", ")));
        out.append("}],\n");
        for (List<Term> stage : stages) {
            String added = stage.stream()
                    .map(step -> script.names().get(step) + " := " + define(step, speller))
                    .collect(Collectors.joining(",\n" + indent + "    "));
            stage.forEach(step -> names.put(step, "_s." + script.names().get(step)));
            out.append(indent)
                    .append("  lambda _s: struct_insert(_s,\n")
                    .append(indent)
                    .append("    ")
                    .append(added)
                    .append(")),\n");
        }
        String name = names.get(root);
        String result =
                !vector ? speller.write(root) : name != null && root.perClass() ? name : overClasses(root, speller);
        return out.append(indent)
                .append("  lambda _s: ")
                .append(result)
                .append(")[1]")
                .toString();
    }

    private String overClasses(Term term, Speller speller) {
        return "list_transform(range(1, " + classes + " + 1), lambda _k: " + speller.define(term) + ")";
    }

    private String define(Term step, Speller speller) {
        if (!(step instanceof Term.Apply apply) || !Loops.reduces(apply.primitive())) {
            return step.perClass() ? overClasses(step, speller) : speller.define(step);
        }
        Term argument = apply.arguments().get(0);
        String list = speller.names().getOrDefault(argument, "");
        return switch (apply.primitive()) {
            case SUM -> "list_sum(" + (list.isEmpty() ? overClasses(argument, speller) : list) + ")";
            case LARGEST -> "list_max(" + list + ")";
            case FIRST_LARGEST -> "(list_position(" + list + ", list_max(" + list + ")) - 1)";
            case CUMULATIVE_SUM ->
                "list_transform(range(1, " + classes + " + 1), lambda _k: list_sum(" + list + "[1:_k]))";
            default -> "list_transform(range(1, " + classes + " + 1), lambda _k: list_sum(" + list + "[_k:]))";
        };
    }

    /** With an exponent, or it would be a decimal. */
    @Override
    public String number(double value, boolean alone) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "'nan'::DOUBLE" : value < 0 ? "'-inf'::DOUBLE" : "'inf'::DOUBLE";
        }
        String digits = Digits.plain(value);
        return digits.indexOf('e') >= 0 ? digits : digits + "e0";
    }

    @Override
    public @Nullable Phrase phrase(Primitive primitive) {
        return primitive == Primitive.CLASSES ? new Phrase(classes + "::DOUBLE", Phrase.ATOM) : WORDS.phrase(primitive);
    }

    @Override
    public Phrase guarded(Primitive primitive, boolean first, boolean second) {
        return WORDS.guarded(primitive, first, second);
    }

    @Override
    public boolean namesAreDear() {
        return true;
    }

    @Override
    public boolean ordersNaN() {
        return true;
    }

    @Override
    public String element(String name) {
        return name + "[_k]";
    }

    @Override
    public String substitute(Primitive primitive) {
        return "surprisal_" + primitive.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean expands(Primitive primitive) {
        return SUPPORT.containsKey(primitive);
    }
}
