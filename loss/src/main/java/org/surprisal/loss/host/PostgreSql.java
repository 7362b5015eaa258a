package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * PostgreSQL 14 or later: functions in PL/pgSQL, a statement for each step. PostgreSQL raises where others have an
 * infinity, a NaN or an underflow to 0; so products, quotients, powers and logarithms are functions that ask before. A
 * NULL among the arguments gives NULL. Classes are arrays.
 */
final class PostgreSql implements Tongue {
    private static final String INFINITY = "'Infinity'::float8";
    private static final String NAN = "'NaN'::float8";

    private static final Words WORDS = new Words()
            .call(Primitive.MULTIPLY, "surprisal_times")
            .call(Primitive.DIVIDE, "surprisal_over")
            .call(Primitive.ABS, "abs")
            .call(Primitive.MAX, "greatest")
            // least() passes NaN over, greatest() does not.
            .say(Primitive.MIN, new Phrase("-greatest(-$1, -$2)", Phrase.SIGN, Phrase.ATOM, Phrase.ATOM))
            .call(Primitive.SQRT, "surprisal_sqrt")
            .call(Primitive.EXP, "surprisal_exp")
            .call(Primitive.LOG, "surprisal_ln")
            .call(Primitive.POWER, "surprisal_power")
            .call(Primitive.TANH, "tanh")
            .say(Primitive.CLASS, new Phrase("(k - 1)", Phrase.ATOM))
            .say(Primitive.CLASSES, new Phrase("n::float8", Phrase.ATOM))
            .choose(
                    "CASE WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "CASE WHEN & THEN " + NAN + " WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "# = " + NAN,
                    "=",
                    "<>");

    private static final Map<Primitive, String> SUPPORT = Map.of(
            Primitive.MULTIPLY,
            sql("surprisal_times", "a float8, b float8", """
                    CASE
                        WHEN abs(a) > 1e-150 AND abs(a) < 1e150 AND abs(b) > 1e-150 AND abs(b) < 1e150 THEN a * b
                        WHEN a = 0 OR b = 0 OR abs(a) >= 'Infinity' OR abs(b) >= 'Infinity' THEN a * b
                        WHEN abs(a) > 1 AND abs(b) > 1 AND abs(a) >= 1.7976931348623157e308::float8 / abs(b)
                          THEN sign(a) * sign(b) * 'Infinity'::float8
                        WHEN abs(a) <= 0.5 AND abs(b) <= 0.5
                          AND greatest(abs(a), abs(b)) * 18014398509481984::float8
                            <= 4.450147717014403e-308::float8 / least(abs(a), abs(b)) THEN 0
                        ELSE a * b
                      END"""),
            Primitive.DIVIDE,
            sql("surprisal_over", "a float8, b float8", """
                    CASE
                        WHEN b = 0 THEN a * 'Infinity'::float8
                        WHEN abs(a) > 1e-150 AND abs(a) < 1e150 AND abs(b) > 1e-150 AND abs(b) < 1e150 THEN a / b
                        WHEN a = 0 OR abs(a) >= 'Infinity' OR abs(b) >= 'Infinity' THEN a / b
                        WHEN abs(b) < 1 AND abs(a) >= 1.7976931348623157e308::float8 * abs(b)
                          THEN sign(a) * sign(b) * 'Infinity'::float8
                        WHEN abs(b) >= 1 AND abs(a) < 1
                          AND abs(a) * 18014398509481984::float8 <= 4.450147717014403e-308::float8 * abs(b) THEN 0
                        ELSE a / b
                      END"""),
            Primitive.SQRT,
            sql("surprisal_sqrt", "a float8", "CASE WHEN a >= 0 THEN sqrt(a) WHEN a < 0 THEN 'NaN'::float8 END"),
            Primitive.EXP,
            sql("surprisal_exp", "a float8", """
                    CASE
                        WHEN a <= 709.782712893384 AND a >= -745.1332191019411 THEN exp(a)
                        WHEN a < 0 THEN 0
                        WHEN a <= 'Infinity' THEN 'Infinity'::float8
                        ELSE a
                      END"""),
            Primitive.LOG,
            sql("surprisal_ln", "a float8", """
                    CASE
                        WHEN a > 0 THEN ln(a)
                        WHEN a = 0 THEN '-Infinity'::float8
                        WHEN a < 0 THEN 'NaN'::float8
                      END"""),
            Primitive.POWER,
            sql("surprisal_power", "a float8, b float8", """
                    CASE
                        WHEN a = 0 AND b < 0 THEN 'Infinity'::float8
                        WHEN a = 0 OR b = 0 OR a = 1 OR abs(a) >= 'Infinity' OR abs(b) >= 'Infinity' THEN power(a, b)
                        WHEN a < 0 AND b <> floor(b) THEN 'NaN'::float8
                        WHEN surprisal_times(b, ln(abs(a))) > 709.7827128933 THEN
                          CASE WHEN a < 0 AND b / 2 <> floor(b / 2) THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END
                        WHEN surprisal_times(b, ln(abs(a))) < -745.13 THEN 0
                        ELSE power(a, b)
                      END"""));

    private static String sql(String name, String parameters, String body) {
        return "CREATE OR REPLACE FUNCTION " + name + "(" + parameters
                + ") RETURNS float8\n  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n  SELECT " + body + "\n$$;\n\n";
    }

    private PostgreSql() {}

    static String write(Source source) {
        Names names = Names.sql(source);
        PostgreSql tongue = new PostgreSql();
        Functions functions = Functions.of(source, names);
        StringBuilder out = new StringBuilder(Sql.header(source, functions, "PostgreSQL 14 or later"));
        List<String> support = Functions.supported(functions.roots(), tongue, SUPPORT);
        String times = Objects.requireNonNull(SUPPORT.get(Primitive.MULTIPLY));
        if (support.contains(SUPPORT.get(Primitive.POWER)) && !support.contains(times)) {
            out.append(times);
        }
        support.forEach(out::append);
        for (Portable.Definition definition : Portable.substitutes(functions.roots(), tongue)) {
            String parameters = definition.parameters().stream()
                    .map(name -> name + " float8")
                    .collect(Collectors.joining(", "));
            out.append(tongue.function(
                            tongue.substitute(definition.primitive()), parameters, List.of(), definition.body(), false))
                    .append('\n');
        }
        String type = source.perClass() ? "float8[]" : "float8";
        String parameters = names.target() + " " + type + ", " + names.prediction() + " " + type
                + source.parameters().stream()
                        .map(parameter -> ", " + names.parameter(parameter) + tongue.declared(parameter))
                        .collect(Collectors.joining());
        List<String> arrays = new ArrayList<>();
        if (source.perClass()) {
            arrays.addAll(List.of(names.target(), names.prediction()));
            source.parameters().stream()
                    .filter(Source.Parameter::perClass)
                    .forEach(parameter -> arrays.add(names.parameter(parameter)));
        }
        for (Functions.Function function : functions.all()) {
            out.append(tongue.function(function.name(), parameters, arrays, function.body(), function.vector()))
                    .append('\n');
        }
        return out.toString();
    }

    private String declared(Source.Parameter parameter) {
        Stream<String> numbers = parameter.defaults().stream().map(value -> number(value, true));
        if (parameter.perClass()) {
            return " float8[] DEFAULT " + numbers.collect(Collectors.joining(", ", "ARRAY[", "]"));
        }
        return " float8" + numbers.map(number -> " DEFAULT " + number).collect(Collectors.joining());
    }

    private String function(String name, String parameters, List<String> arrays, Term root, boolean vector) {
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
            lines.addAll(loop("1..n", "result[k] := " + speller.define(root) + ";"));
            result = "result";
        }
        StringBuilder out = new StringBuilder("CREATE OR REPLACE FUNCTION ")
                .append(name)
                .append('(')
                .append(parameters)
                .append(") RETURNS ")
                .append(vector ? "float8[]" : "float8")
                .append("\n  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$\n");
        if (!arrays.isEmpty() || !script.steps().isEmpty()) {
            out.append("DECLARE\n");
        }
        if (!arrays.isEmpty()) {
            out.append("  n integer := coalesce(array_length(")
                    .append(arrays.get(1))
                    .append(", 1), 0);\n");
        }
        if (result.equals("result")) {
            out.append("  result float8[] := '{}';\n");
        }
        for (Term step : script.steps()) {
            out.append("  ")
                    .append(script.names().get(step))
                    .append(step.perClass() ? " float8[] := '{}';\n" : " float8;\n");
        }
        out.append("BEGIN\n");
        if (!arrays.isEmpty()) {
            String others = arrays.stream()
                    .filter(array -> !array.equals(arrays.get(1)))
                    .map(array -> "coalesce(array_length(" + array + ", 1), 0) <> n")
                    .collect(Collectors.joining(" OR "));
            out.append("  IF ")
                    .append(others)
                    .append(" THEN\n    RAISE EXCEPTION '")
                    .append(name)
                    .append(": target and prediction must have one length';\n  END IF;\n  IF ")
                    .append(arrays.stream()
                            .map(array -> "array_position(" + array + ", NULL) IS NOT NULL")
                            .collect(Collectors.joining(" OR ")))
                    .append(" THEN\n    RETURN NULL;\n  END IF;\n");
        }
        lines.forEach(line -> out.append("  ").append(line).append('\n'));
        out.append("  RETURN ")
                .append(result.isEmpty() ? speller.write(root) : result)
                .append(";\nEND $$;\n");
        return out.toString();
    }

    private List<String> statements(Term step, String name, Speller speller) {
        if (!(step instanceof Term.Apply apply) || !Loops.reduces(apply.primitive())) {
            return step.perClass()
                    ? loop("1..n", name + "[k] := " + speller.define(step) + ";")
                    : List.of(name + " := " + speller.define(step) + ";");
        }
        String each = speller.write(apply.arguments().get(0));
        String array = each.endsWith("[k]") ? each.substring(0, each.length() - 3) : each;
        List<String> lines = new ArrayList<>();
        switch (apply.primitive()) {
            case SUM -> {
                lines.add(name + " := 0;");
                lines.addAll(loop("1..n", name + " := " + name + " + " + each + ";"));
            }
            case LARGEST -> {
                lines.add(name + " := '-Infinity';");
                lines.addAll(loop("1..n", name + " := greatest(" + name + ", " + each + ");"));
            }
            case FIRST_LARGEST -> {
                lines.add(name + " := 0;");
                lines.addAll(loop(
                        "1..n",
                        "IF " + each + " > " + array + "[" + name + "::integer + 1] THEN " + name
                                + " := k - 1; END IF;"));
            }
            case CUMULATIVE_SUM ->
                lines.addAll(loop(
                        "1..n", name + "[k] := CASE WHEN k > 1 THEN " + name + "[k - 1] ELSE 0 END + " + each + ";"));
            default -> {
                lines.add(name + " := array_fill(0::float8, ARRAY[n]);");
                lines.addAll(loop(
                        "REVERSE n..1",
                        name + "[k] := CASE WHEN k < n THEN " + name + "[k + 1] ELSE 0 END + " + each + ";"));
            }
        }
        return lines;
    }

    private static List<String> loop(String range, String statement) {
        return List.of("FOR k IN " + range + " LOOP", "  " + statement, "END LOOP;");
    }

    @Override
    public String number(double value, boolean alone) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? NAN : value < 0 ? "'-Infinity'::float8" : INFINITY;
        }
        return Digits.plain(value) + "::float8";
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
        return true;
    }

    @Override
    public String element(String name) {
        return name + "[k]";
    }

    @Override
    public String substitute(Primitive primitive) {
        return "surprisal_" + primitive.name().toLowerCase(Locale.ROOT);
    }
}
