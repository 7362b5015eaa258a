package org.surprisal.fit.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.Link;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Part;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Function;
import org.surprisal.math.Expm1;

/**
 * A model as one SQL expression over the columns of a table: the prediction, within a few units in the last place of
 * the terms that it is the sum of; NULL where a value is missing, or where {@link FittedModel#predict} has no number.
 */
public final class ModelSql extends Script {
    private final SqlDialect dialect;
    private int depth;

    private ModelSql(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Writes a model.
     *
     * @param model the model
     * @param dialect for which database
     * @param unknown what becomes of levels that were not there: {@link UnknownLevel#BASE}, or otherwise NULL
     * @return an expression; of several classes an expression with a name for each, {@code p_CLASS}, parted by commas
     */
    public static String of(KeptModel model, SqlDialect dialect, UnknownLevel unknown) {
        ModelSql sql = new ModelSql(dialect);
        return switch (model) {
            case FittedModel one -> sql.mean(one.link(), sql.linear(one.design(), one.coefficients(), unknown));
            case FittedClassModel several -> sql.classes(several, unknown);
        };
    }

    private String linear(Design design, double[] coefficients, UnknownLevel unknown) {
        double[] cells = design.expansion().toCells(coefficients);
        List<String> terms = new ArrayList<>();
        for (Part part : design.parts()) {
            String product = product(part.numbers(), design);
            String coefficient = coefficient(part, 0, 0, 1, cells, design.facts(), unknown);
            terms.add(product.isEmpty() ? coefficient : coefficient + " * " + product);
        }
        for (Arithmetic offset : design.formula().offsets()) {
            terms.add(write(offset));
        }
        return "(" + (terms.isEmpty() ? number(0) : String.join(" + ", terms)) + ")";
    }

    /** Values that are worked out once: an expression of their names. */
    String let(List<String> values, java.util.function.Function<List<String>, String> body) {
        String scope = "s" + ++depth;
        List<String> names = IntStream.range(0, values.size())
                .mapToObj(i -> scope + ".z" + i)
                .toList();
        String text = body.apply(names);
        depth--;
        IntStream places = IntStream.range(0, values.size());
        return dialect == SqlDialect.SPARK
                ? "element_at(transform(array(named_struct("
                        + places.mapToObj(i -> "'z" + i + "', " + values.get(i)).collect(Collectors.joining(", "))
                        + ")), " + scope + " -> " + text + "), 1)"
                : "(SELECT " + text + " FROM (SELECT "
                        + places.mapToObj(i -> values.get(i) + " AS z" + i).collect(Collectors.joining(", "))
                        + ") AS " + scope + ")";
    }

    private String classes(FittedClassModel model, UnknownLevel unknown) {
        List<String> z = Arrays.stream(model.coefficients())
                .map(of -> model.isReference(of) ? number(0) : linear(model.design(), of, unknown))
                .toList();
        List<String> all = new ArrayList<>();
        for (int k = 0; k < model.classes().size(); k++) {
            String text = model.isOrdered() ? ordered(model, k, z.getFirst()) : share(k, z);
            all.add(text + " AS " + dialect.name(model.predictions().get(k)));
        }
        return String.join(",\n", all);
    }

    /** exp(z) over the sum of all classes, each over the largest. */
    private String share(int k, List<String> z) {
        return let(
                z,
                of -> let(List.of("greatest(" + String.join(", ", of) + ")"), largest -> {
                    List<String> terms = of.stream()
                            .map(each -> power("(" + each + " - " + largest.getFirst() + ")"))
                            .toList();
                    return terms.get(k) + " / (" + String.join(" + ", terms) + ")";
                }));
    }

    /** e to a power that is not positive; PostgreSQL raises an error where that is 0. */
    private String power(String of) {
        return dialect == SqlDialect.POSTGRESQL
                ? "(CASE WHEN " + of + " < " + number(-700) + " THEN " + number(0) + " ELSE exp(" + of + ") END)"
                : "exp(" + of + ")";
    }

    private String ordered(FittedClassModel model, int k, String linear) {
        double[] cuts = model.cuts();
        boolean probit = model.model() == ClassModel.ORDERED_PROBIT;
        return let(List.of(linear), names -> {
            String z = names.getFirst();
            String above = k == cuts.length ? "" : "(" + number(cuts[k]) + " - " + z + ")";
            String below = k == 0 ? "" : "(" + z + " - " + number(cuts[k - 1]) + ")";
            if (k == 0 || k == cuts.length) {
                return function(probit, k == 0 ? above : below);
            }
            // F(a) - F(b) is F(a) F(-b) (1 - exp(b - a)) for the logistic distribution, and nothing cancels.
            if (!probit) {
                return function(false, above) + " * " + function(false, below) + " * "
                        + number(-Expm1.of(cuts[k - 1] - cuts[k]));
            }
            // Of the normal one the tail that is nearer to both ends.
            String upper = z + " < " + number(0.5 * cuts[k] + 0.5 * cuts[k - 1]);
            return let(
                    List.of(
                            "(CASE WHEN " + upper + " THEN " + below + " ELSE " + above + " END)",
                            "(CASE WHEN " + upper + " THEN -" + above + " ELSE -" + below + " END)"),
                    ends -> function(true, ends.get(0)) + " - " + function(true, ends.get(1)));
        });
    }

    private String function(boolean probit, String z) {
        return probit ? NormalText.sql(this, z) : "(" + mean(Link.LOGIT, z) + ")";
    }

    private String coefficient(
            Part part, int category, int cell, int step, double[] cells, DesignFacts facts, UnknownLevel unknown) {
        if (category == part.categories().size()) {
            return number(cells[part.firstCell() + cell]);
        }
        String column = part.categories().get(category);
        DesignFacts.Levels levels = Objects.requireNonNull(facts.levels().get(column));
        boolean names = levels.numbers().length == 0;
        String text = dialect.column(column, names);
        StringBuilder out = new StringBuilder("CASE ").append(text);
        int count = levels.names().size();
        for (int level = 0; level < count; level++) {
            out.append(" WHEN ")
                    .append(names ? dialect.text(levels.names().get(level)) : number(levels.numbers()[level]))
                    .append(" THEN ")
                    .append(coefficient(part, category + 1, cell + step * level, step * count, cells, facts, unknown));
        }
        if (unknown == UnknownLevel.BASE) {
            out.append(" ELSE CASE WHEN ")
                    .append(text)
                    .append(" IS NOT NULL THEN ")
                    .append(number(0))
                    .append(" END");
        }
        return out.append(" END").toString();
    }

    private String mean(Link link, String z) {
        // PostgreSQL raises an error where an exponential is infinite or 0.
        boolean guarded = dialect == SqlDialect.POSTGRESQL
                && List.of(Link.LOG, Link.LOGIT, Link.CLOGLOG, Link.LOGLOG).contains(link);
        return guarded ? let(List.of(z), names -> guarded(link, names.getFirst())) : plain(link, z);
    }

    private String guarded(Link link, String z) {
        String below = link == Link.LOGLOG
                ? number(0)
                : "CASE WHEN " + z + " < " + number(-745) + " THEN " + number(0) + " ELSE exp(" + z + ") END";
        String above = link == Link.LOG ? "'Infinity'::float8" : number(1);
        double low = link == Link.LOGLOG ? -7 : -700;
        double high = link == Link.LOG ? 709.782712893384 : link == Link.CLOGLOG ? 6.5 : 700;
        return "CASE WHEN " + z + " < " + number(low) + " THEN " + below + " WHEN " + z + " > " + number(high)
                + " THEN " + above + " ELSE " + plain(link, z) + " END";
    }

    private String plain(Link link, String z) {
        String one = number(1);
        return switch (link) {
            case IDENTITY -> z;
            case LOG -> "exp(" + z + ")";
            case LOGIT -> one + " / (" + one + " + exp(-" + z + "))";
            case CLOGLOG -> {
                String t = "exp(" + z + ")";
                yield "tanh(" + t + " / " + number(2) + ") * (" + one + " + exp(-" + t + "))";
            }
            case LOGLOG -> "exp(-exp(-" + z + "))";
            case INVERSE -> one + " / " + z;
            case INVERSE_SQUARE -> one + " / " + call(Function.SQRT, z);
            case SQRT -> power(z, number(2));
            case PROBIT -> let(List.of(z), names -> NormalText.sql(this, names.getFirst()));
        };
    }

    @Override
    String number(double value) {
        return dialect.number(value);
    }

    @Override
    String column(String name) {
        return dialect.column(name, false);
    }

    @Override
    String power(String base, String exponent) {
        return "power(" + base + ", " + exponent + ")";
    }

    @Override
    String quotient(String a, String b) {
        return "(" + a + " / nullif(" + b + ", " + number(0) + "))";
    }

    @Override
    String call(Function function, String of) {
        return switch (function) {
            case LOG -> positive(of, "ln(" + of + ")");
            case LOG2 -> positive(of, "ln(" + of + ") / " + number(0x1.62e42fefa39efp-1));
            case LOG10 -> positive(of, "ln(" + of + ") / " + number(0x1.26bb1bbb55516p1));
            // W. Kahan's way to a logarithm of 1 + x without a function of its own.
            case LOG1P ->
                "(CASE WHEN " + number(1) + " + " + of + " = " + number(1) + " THEN " + of + " WHEN " + of + " > "
                        + number(-1) + " THEN ln(" + number(1) + " + " + of + ") * " + of + " / ((" + number(1) + " + "
                        + of
                        + ") - " + number(1) + ") END)";
            case EXP -> "exp(" + of + ")";
            case EXPM1 -> "(tanh(" + of + " / " + number(2) + ") * (exp(" + of + ") + " + number(1) + "))";
            case SQRT -> "(CASE WHEN " + of + " >= " + number(0) + " THEN sqrt(" + of + ") END)";
            case ABS -> "abs(" + of + ")";
        };
    }

    private String positive(String of, String then) {
        return "(CASE WHEN " + of + " > " + number(0) + " THEN " + then + " END)";
    }
}
