package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/** A Java class without dependencies: {@code fn}, {@code gradient} and {@code hessian} of one row. */
final class JavaClass implements Tongue {
    private static final Words WORDS = new Words()
            .call(Primitive.ABS, "Math.abs")
            .call(Primitive.MAX, "Math.max")
            .call(Primitive.MIN, "Math.min")
            .call(Primitive.SQRT, "Math.sqrt")
            .call(Primitive.EXP, "Math.exp")
            .call(Primitive.LOG, "Math.log")
            .call(Primitive.LOG1P, "Math.log1p")
            .call(Primitive.EXPM1, "Math.expm1")
            .call(Primitive.POWER, "Math.pow")
            .call(Primitive.TANH, "Math.tanh")
            .say(Primitive.CLASS, new Phrase("k", Phrase.ATOM))
            .say(Primitive.CLASSES, new Phrase("y_pred.length", Phrase.ATOM))
            .choose("($1 @ $2 ? $3 : $4)", "($1 @ $2 ? $3 : $1 ! $2 ? $4 : Double.NaN)", "", "==", "!=");

    private JavaClass() {}

    static String write(Source source) {
        Names names = Names.code(source);
        JavaClass tongue = new JavaClass();
        Functions functions = Functions.of(source, names);
        StringBuilder out = new StringBuilder();
        String title =
                source.title().replaceAll("\\s+", " ").replace("*/", "* /").replace("\\u", "\\ u");
        out.append("/**\n * ").append(title).append("\n *\n * <p>Written by Surprisal.");
        if (functions.missing() != null) {
            out.append(" ").append(functions.missing().replaceAll("\\s+", " ")).append('.');
        }
        out.append("\n */\npublic final class ")
                .append(className(source.function()))
                .append(" {\n    private ")
                .append(className(source.function()))
                .append("() {}\n");
        for (Functions.Function function : functions.all()) {
            out.append('\n').append(tongue.method(source, names, function));
        }
        for (Portable.Definition definition : Portable.substitutes(functions.roots(), tongue)) {
            String parameters = definition.parameters().stream()
                    .map(name -> "double " + name)
                    .collect(Collectors.joining(", "));
            out.append("\n    private static double ")
                    .append(tongue.substitute(definition.primitive()))
                    .append('(')
                    .append(parameters)
                    .append(") {\n")
                    .append(tongue.body(definition.body(), false))
                    .append("    }\n");
        }
        return out.append("}\n").toString();
    }

    private static String className(String function) {
        StringBuilder name = new StringBuilder();
        for (String part : function.split("_", -1)) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return name.toString();
    }

    private String method(Source source, Names names, Functions.Function function) {
        String type = source.perClass() ? "double[]" : "double";
        String result = function.vector() ? "double[]" : "double";
        String head = "    public static " + result + " " + function.code() + "(" + type + " y_true, " + type
                + " y_pred" + declared(source.columns(), names);
        StringBuilder out = new StringBuilder();
        String what = what(source, function);
        List<Source.Parameter> settings = source.settings();
        if (!settings.isEmpty()) {
            String saying = settings.stream()
                    .map(parameter -> names.parameter(parameter) + " = " + said(parameter))
                    .collect(Collectors.joining(", "));
            List<String> arguments = new ArrayList<>(List.of("y_true", "y_pred"));
            source.columns().forEach(column -> arguments.add(names.parameter(column)));
            settings.forEach(parameter -> arguments.add(given(parameter)));
            out.append("    /** ").append(what).append(", with ").append(saying).append(". */\n");
            out.append(head)
                    .append(") {\n        return ")
                    .append(function.code())
                    .append('(')
                    .append(String.join(", ", arguments))
                    .append(");\n    }\n\n");
        }
        out.append("    /** ")
                .append(what)
                .append(". */\n")
                .append(head)
                .append(declared(settings, names))
                .append(") {\n");
        if (source.perClass()) {
            out.append("        if (y_true.length != y_pred.length) {\n")
                    .append("            throw new IllegalArgumentException(\n")
                    .append("                    \"the target has \" + y_true.length")
                    .append(" + \" classes, the prediction \" + y_pred.length);\n        }\n");
        }
        for (Source.Parameter parameter : source.parameters()) {
            if (parameter.perClass()) {
                String name = names.parameter(parameter);
                out.append("        if (")
                        .append(name)
                        .append(".length != y_pred.length) {\n            throw new IllegalArgumentException(\n")
                        .append("                    \"")
                        .append(name)
                        .append(" has \" + ")
                        .append(name)
                        .append(".length + \" classes, the prediction \" + y_pred.length);\n        }\n");
            }
        }
        return out.append(body(function.body(), function.vector()))
                .append("    }\n")
                .toString();
    }

    private static String what(Source source, Functions.Function function) {
        if (function.variables().isEmpty()) {
            return "What a row costs";
        }
        String variables = function.variables().stream()
                .distinct()
                .map(name -> name.equals(source.prediction()) ? "the prediction" : name)
                .collect(Collectors.joining(" and "));
        boolean diagonal =
                function.vector() && function.variables().equals(List.of(source.prediction(), source.prediction()));
        return (function.variables().size() == 1 ? "The derivative" : "The second derivative") + " with respect to "
                + variables + (diagonal ? ", class by class" : "");
    }

    private static String declared(List<Source.Parameter> parameters, Names names) {
        return parameters.stream()
                .map(parameter -> (parameter.perClass() ? ", double[] " : ", double ") + names.parameter(parameter))
                .collect(Collectors.joining());
    }

    private String given(Source.Parameter parameter) {
        Stream<String> numbers = parameter.defaults().stream().map(value -> number(value, true));
        return parameter.perClass()
                ? numbers.collect(Collectors.joining(", ", "new double[] {", "}"))
                : numbers.findFirst().orElseThrow();
    }

    private static String said(Source.Parameter parameter) {
        Stream<String> numbers = parameter.defaults().stream().map(Printer::number);
        return parameter.perClass()
                ? numbers.collect(Collectors.joining(", ", "[", "]"))
                : numbers.findFirst().orElseThrow();
    }

    private String body(Term root, boolean vector) {
        Script script = Script.of(root, this, apply -> Loops.reduces(apply.primitive()), "t");
        Map<Term, String> names = new HashMap<>();
        Speller speller = new Speller(this, names);
        List<String> lines = new ArrayList<>();
        for (Term step : script.steps()) {
            String variable = script.names().getOrDefault(step, "");
            lines.addAll(statements(step, variable, speller));
            names.put(step, variable);
        }
        String result = vector && !root.perClass() ? "" : names.getOrDefault(root, "");
        if (vector && result.isEmpty()) {
            lines.addAll(array("result", loop("result[k] = " + speller.define(root) + ";")));
            result = "result";
        }
        lines.add("return " + (result.isEmpty() ? speller.write(root) : result) + ";");
        return lines.stream().map(line -> "        " + line + "\n").collect(Collectors.joining());
    }

    private static List<String> statements(Term step, String name, Speller speller) {
        if (!(step instanceof Term.Apply apply) || !Loops.reduces(apply.primitive())) {
            return step.perClass()
                    ? array(name, loop(name + "[k] = " + speller.define(step) + ";"))
                    : List.of("double " + name + " = " + speller.define(step) + ";");
        }
        String each = speller.write(apply.arguments().get(0));
        String array = each.endsWith("[k]") ? each.substring(0, each.length() - 3) : each;
        List<String> lines = new ArrayList<>();
        switch (apply.primitive()) {
            case SUM -> {
                lines.add("double " + name + " = 0.0;");
                lines.addAll(loop(name + " += " + each + ";"));
            }
            case LARGEST -> {
                lines.add("double " + name + " = Double.NEGATIVE_INFINITY;");
                lines.addAll(loop(name + " = Math.max(" + name + ", " + each + ");"));
            }
            case FIRST_LARGEST -> {
                lines.add("int " + name + " = 0;");
                lines.addAll(loop(name + " = " + each + " > " + array + "[" + name + "] ? k : " + name + ";"));
            }
            case CUMULATIVE_SUM ->
                lines.addAll(array(name, loop(name + "[k] = (k > 0 ? " + name + "[k - 1] : 0.0) + " + each + ";")));
            default ->
                lines.addAll(array(
                        name,
                        List.of(
                                "for (int k = y_pred.length - 1; k >= 0; k--) {",
                                "    " + name + "[k] = (k + 1 < y_pred.length ? " + name + "[k + 1] : 0.0) + " + each
                                        + ";",
                                "}")));
        }
        return lines;
    }

    private static List<String> array(String name, List<String> loop) {
        List<String> lines = new ArrayList<>(List.of("double[] " + name + " = new double[y_pred.length];"));
        lines.addAll(loop);
        return lines;
    }

    private static List<String> loop(String statement) {
        return List.of("for (int k = 0; k < y_pred.length; k++) {", "    " + statement, "}");
    }

    @Override
    public String number(double value, boolean alone) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value)
                    ? "Double.NaN"
                    : value < 0 ? "Double.NEGATIVE_INFINITY" : "Double.POSITIVE_INFINITY";
        }
        return Digits.of(value);
    }

    @Override
    public @Nullable Phrase phrase(Primitive primitive) {
        return WORDS.phrase(primitive);
    }

    @Override
    public Phrase guarded(Primitive primitive, boolean first, boolean second) {
        return WORDS.guarded(primitive, first, second);
    }

    @Override
    public boolean ordersNaN() {
        return false;
    }

    @Override
    public String element(String name) {
        return name + "[k]";
    }

    @Override
    public String substitute(Primitive primitive) {
        StringBuilder name = new StringBuilder();
        for (String part : primitive.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
