package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;

/**
 * Spark SQL: temporary SQL functions, with defaults since 4.1. A function is one expression, in whose lambdas no other
 * SQL function may be called; so everything is written out, and what is needed twice is bound by a lambda over an array
 * of one. Spark raises on division by 0, or gives NULL, and gives NULL for the logarithm of 0: both are asked for.
 */
final class SparkSql implements Tongue {
    private static final String INFINITY = "double('Infinity')";
    private static final String NAN = "double('NaN')";

    private static final Words WORDS = new Words()
            .say(
                    Primitive.DIVIDE,
                    new Phrase(
                            "CASE WHEN $2 = 0D THEN $1 * " + INFINITY + " ELSE $1 / $2 END",
                            Phrase.ATOM,
                            Phrase.PRODUCT,
                            Phrase.ATOM))
            .call(Primitive.ABS, "abs")
            .call(Primitive.MAX, "greatest")
            // least() passes NaN over, greatest() does not.
            .say(Primitive.MIN, new Phrase("-greatest(-$1, -$2)", Phrase.SIGN, Phrase.ATOM, Phrase.ATOM))
            .call(Primitive.SQRT, "sqrt")
            .call(Primitive.EXP, "exp")
            .say(
                    Primitive.LOG,
                    Phrase.closed(
                            "CASE WHEN $1 > 0D THEN ln($1) WHEN $1 = 0D THEN -" + INFINITY + " ELSE " + NAN + " END",
                            1))
            .say(
                    Primitive.LOG1P,
                    Phrase.closed(
                            "CASE WHEN $1 > -1D THEN log1p($1) WHEN $1 = -1D THEN -" + INFINITY + " ELSE " + NAN
                                    + " END",
                            1))
            .call(Primitive.EXPM1, "expm1")
            .call(Primitive.TANH, "tanh")
            .call(Primitive.POWER, "power")
            .say(Primitive.CLASS, new Phrase("_k", Phrase.ATOM))
            .choose(
                    "CASE WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "CASE WHEN & THEN " + NAN + " WHEN $1 @ $2 THEN $3 ELSE $4 END",
                    "isnan(#)",
                    "=",
                    "<>");

    private final String prediction;

    private SparkSql(String prediction) {
        this.prediction = prediction;
    }

    static String write(Source source) {
        Names names = Names.sql(source);
        SparkSql tongue = new SparkSql(names.prediction());
        Functions functions = Functions.of(source, names);
        StringBuilder out = new StringBuilder(Sql.header(source, functions, "Spark SQL 4.1 or later"));
        functions
                .all()
                .forEach(function -> out.append(tongue.function(source, names, functions, function))
                        .append('\n'));
        return out.toString();
    }

    private String function(Source source, Names names, Functions functions, Functions.Function function) {
        String type = source.perClass() ? "ARRAY<DOUBLE>" : "DOUBLE";
        String y = names.target();
        StringBuilder parameters = new StringBuilder();
        StringBuilder lengths = new StringBuilder("size(" + y + ") <> size(" + prediction + ")");
        StringBuilder present = new StringBuilder();
        for (Source.Parameter parameter : source.parameters()) {
            String name = names.parameter(parameter);
            parameters.append(", ").append(name).append(declared(parameter));
            if (parameter.ofRows()) {
                present.append(" AND ").append(name).append(" IS NOT NULL");
            }
            if (parameter.perClass()) {
                lengths.append(" OR size(")
                        .append(name)
                        .append(") <> size(")
                        .append(prediction)
                        .append(')');
            }
        }
        String known = source.perClass()
                ? "  CASE WHEN " + lengths + "\n    THEN raise_error('" + function.name()
                        + ": target and prediction must have one length')\n  WHEN NOT exists(" + y
                        + ", _x -> _x IS NULL) AND NOT exists(" + prediction + ", _x -> _x IS NULL)" + present
                        + " THEN\n"
                : "  CASE WHEN " + y + " IS NOT NULL AND " + prediction + " IS NOT NULL" + present + " THEN\n";
        Term body = functions.portable().expanded(function.body(), this);
        return "CREATE OR REPLACE TEMPORARY FUNCTION " + function.name() + "(" + y + " " + type + ", " + prediction
                + " " + type + parameters + ")\nRETURNS " + (function.vector() ? "ARRAY<DOUBLE>" : "DOUBLE")
                + "\nRETURN\n" + known + body(body, function.vector()) + "\n  END;\n";
    }

    private String declared(Source.Parameter parameter) {
        Stream<String> numbers = parameter.defaults().stream().map(value -> number(value, true));
        if (parameter.perClass()) {
            return " ARRAY<DOUBLE> DEFAULT " + numbers.collect(Collectors.joining(", ", "array(", ")"));
        }
        return " DOUBLE" + numbers.map(number -> " DEFAULT " + number).collect(Collectors.joining());
    }

    private String body(Term root, boolean vector) {
        Script script = Script.of(root, this, apply -> Loops.reduces(apply.primitive()), "_t");
        Map<Term, String> names = new HashMap<>();
        Speller speller = new Speller(this, names);
        StringBuilder out = new StringBuilder();
        List<String> ends = new ArrayList<>();
        for (Term step : script.steps()) {
            String name = script.names().get(step);
            out.append("    element_at(transform(array(")
                    .append(define(step, speller))
                    .append("), ")
                    .append(name)
                    .append(" ->\n");
            ends.add("), 1)");
            names.put(step, name);
        }
        String name = names.get(root);
        String result =
                !vector ? speller.write(root) : name != null && root.perClass() ? name : overClasses(root, speller);
        return out.append("    ").append(result).append(String.join("", ends)).toString();
    }

    private String overClasses(Term term, Speller speller) {
        return "transform(sequence(0, size(" + prediction + ") - 1), _k -> " + speller.define(term) + ")";
    }

    private String define(Term step, Speller speller) {
        if (!(step instanceof Term.Apply apply) || !Loops.reduces(apply.primitive())) {
            return step.perClass() ? overClasses(step, speller) : speller.define(step);
        }
        Term argument = apply.arguments().get(0);
        String array = argument instanceof Term.Name name
                ? name.name()
                : speller.names().getOrDefault(argument, "");
        String each = "transform(sequence(0, size(" + prediction + ") - 1), _k -> ";
        return switch (apply.primitive()) {
            case SUM -> sum(array.isEmpty() ? overClasses(argument, speller) : array);
            case LARGEST -> "array_max(" + array + ")";
            case FIRST_LARGEST -> "array_position(" + array + ", array_max(" + array + ")) - 1";
            case CUMULATIVE_SUM -> each + sum("slice(" + array + ", 1, _k + 1)") + ")";
            default -> each + sum("slice(" + array + ", _k + 1, size(" + array + ") - _k)") + ")";
        };
    }

    private static String sum(String array) {
        return "aggregate(" + array + ", 0D, (_a, _x) -> _a + _x)";
    }

    @Override
    public String number(double value, boolean alone) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? NAN : value < 0 ? "-" + INFINITY : INFINITY;
        }
        return Digits.plain(value) + "D";
    }

    @Override
    public @Nullable Phrase phrase(Primitive primitive) {
        return primitive == Primitive.CLASSES
                ? new Phrase("double(size(" + prediction + "))", Phrase.ATOM)
                : WORDS.phrase(primitive);
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

    /** There are none: their definitions are written out. */
    @Override
    public String substitute(Primitive primitive) {
        throw new IllegalStateException(primitive + " was not written out");
    }
}
