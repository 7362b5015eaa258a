package org.surprisal.fit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.surprisal.fit.Link;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Part;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Function;

/**
 * A model as one SQL expression over the columns of a table: the prediction, within a few units in the last place of
 * the terms that it is the sum of; NULL where a value is missing, or where {@link FittedModel#predict} has no number.
 */
public final class ModelSql extends Script {
    private final SqlDialect dialect;

    private ModelSql(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Writes a model.
     *
     * @param model the model
     * @param dialect for which database
     * @param unknown what becomes of levels that were not there: {@link UnknownLevel#BASE}, or otherwise NULL
     * @return an expression
     * @throws UnsupportedOperationException if the link has no form in SQL; the message says so
     */
    public static String of(FittedModel model, SqlDialect dialect, UnknownLevel unknown) {
        ModelSql sql = new ModelSql(dialect);
        double[] cells = model.design().expansion().toCells(model.coefficients());
        List<String> terms = new ArrayList<>();
        for (Part part : model.design().parts()) {
            String product = sql.product(part.numbers(), model);
            String coefficient =
                    sql.coefficient(part, 0, 0, 1, cells, model.design().facts(), unknown);
            terms.add(product.isEmpty() ? coefficient : coefficient + " * " + product);
        }
        for (Arithmetic offset : model.design().formula().offsets()) {
            terms.add(sql.write(offset));
        }
        return sql.mean(model.link(), "(" + String.join(" + ", terms) + ")");
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
        String one = number(1);
        return switch (link) {
            case IDENTITY -> z;
            case LOG -> "exp(" + z + ")";
            case LOGIT -> {
                String plain = one + " / (" + one + " + exp(-" + z + "))";
                // PostgreSQL raises an error where an exponential overflows.
                yield dialect == SqlDialect.POSTGRESQL
                        ? "CASE WHEN " + z + " < " + number(-700) + " THEN exp(" + z + ") ELSE " + plain + " END"
                        : plain;
            }
            case CLOGLOG -> {
                String t = "exp(" + z + ")";
                yield "tanh(" + t + " / " + number(2) + ") * (" + one + " + exp(-" + t + "))";
            }
            case LOGLOG -> "exp(-exp(-" + z + "))";
            case INVERSE -> one + " / " + z;
            case INVERSE_SQUARE -> one + " / " + call(Function.SQRT, z);
            case SQRT -> power(z, number(2));
            case PROBIT ->
                throw new UnsupportedOperationException("The probit link has no form in SQL: no database here has the"
                        + " normal distribution; write the model as Java, or fit it with the logit link.");
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
