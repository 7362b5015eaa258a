package org.surprisal.fit.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.surprisal.loss.portable.Primitive;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;

/**
 * The normal distribution function in a language that has none: half the complementary error function of -z/√2, by the
 * same polynomials as the house's own.
 */
final class NormalText {
    /** Beyond this the probability is 0 or 1 as far as databases go: some raise an error where an exponential is 0. */
    private static final double FAR = 37.5;

    private static final double ROOT_HALF = 0.7071067811865476;

    private final Terms terms = new Terms();
    private final Script script;
    private final boolean java;
    private final Map<Integer, String> named = new HashMap<>();
    private final StringBuilder steps = new StringBuilder();

    private NormalText(Script script, boolean java) {
        this.script = script;
        this.java = java;
    }

    /** An expression of SQL; NULL stays NULL. */
    static String sql(ModelSql sql, String z) {
        String scaled = "(" + z + " * " + sql.number(-ROOT_HALF) + ")";
        String half = sql.let(List.of(scaled), names -> {
            NormalText text = new NormalText(sql, false);
            return sql.number(0.5) + " * " + text.write(text.erfc(names.getFirst()));
        });
        return "(CASE WHEN " + z + " < " + sql.number(-FAR) + " THEN " + sql.number(0) + " WHEN " + z + " > "
                + sql.number(FAR) + " THEN " + sql.number(1) + " ELSE " + half + " END)";
    }

    /** A method of Java, called {@code normal}, with a statement for each step. */
    static String java(ModelJava java) {
        NormalText text = new NormalText(java, true);
        String value = text.write(text.erfc("x"));
        return "\n    /** The normal distribution function. */\n    private static double normal(double z) {\n"
                + "        if (!(Math.abs(z) <= " + FAR + ")) {\n"
                + "            return z < 0 ? 0 : z > 0 ? 1 : Double.NaN;\n        }\n"
                + "        double x = -z * " + ROOT_HALF + ";\n" + text.steps + "        return 0.5 * " + value
                + ";\n    }\n";
    }

    private Term erfc(String x) {
        return terms.apply(Primitive.ERFC, terms.name(x, false, true));
    }

    private String write(Term term) {
        return switch (term) {
            case Term.Constant constant -> script.number(constant.value());
            case Term.Name name -> name.name();
            case Term.Apply apply -> java ? step(apply) : write(apply);
        };
    }

    /** The name of what a statement works out, once. */
    private String step(Term.Apply apply) {
        String known = named.get(apply.id());
        if (known == null) {
            String value = write(apply);
            boolean fresh = apply.primitive().definition(terms, apply.arguments()) == null;
            known = fresh ? "t" + named.size() : value;
            named.put(apply.id(), known);
            steps.append(fresh ? "        double " + known + " = " + value + ";\n" : "");
        }
        return known;
    }

    private String write(Term.Apply apply) {
        Term simpler = apply.primitive().definition(terms, apply.arguments());
        if (simpler != null) {
            return write(simpler);
        }
        List<String> x = apply.arguments().stream().map(this::write).toList();
        return switch (apply.primitive()) {
            case ADD -> "(" + x.get(0) + " + " + x.get(1) + ")";
            case SUBTRACT -> "(" + x.get(0) + " - " + x.get(1) + ")";
            case MULTIPLY -> "(" + x.get(0) + " * " + x.get(1) + ")";
            case DIVIDE -> "(" + x.get(0) + " / " + x.get(1) + ")";
            case NEGATE -> "(-" + x.get(0) + ")";
            case ABS -> (java ? "Math.abs(" : "abs(") + x.get(0) + ")";
            case EXP -> (java ? "Math.exp(" : "exp(") + x.get(0) + ")";
            case IF_LESS ->
                java
                        ? "(" + x.get(0) + " < " + x.get(1) + " ? " + x.get(2) + " : " + x.get(3) + ")"
                        : "(CASE WHEN " + x.get(0) + " < " + x.get(1) + " THEN " + x.get(2) + " ELSE " + x.get(3)
                                + " END)";
            default ->
                throw new IllegalStateException(
                        Objects.toString(apply.primitive()) + " is no part of the normal distribution");
        };
    }
}
