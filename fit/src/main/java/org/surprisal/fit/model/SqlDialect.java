package org.surprisal.fit.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The databases that a model can be written for. */
public enum SqlDialect {
    /** DuckDB 1.3 or later. */
    DUCKDB("DOUBLE", "VARCHAR", '"'),
    /** PostgreSQL 14 or later. */
    POSTGRESQL("double precision", "text", '"'),
    /** Spark SQL 3 or later. */
    SPARK("DOUBLE", "STRING", '`');

    private final String number;
    private final String text;
    private final char quote;

    SqlDialect(String number, String text, char quote) {
        this.number = number;
        this.text = text;
        this.quote = quote;
    }

    /**
     * Its name on the command line.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A dialect by its label.
     *
     * @param label upper and lower case are the same
     * @return the dialect, if there is one
     */
    public static Optional<SqlDialect> of(String label) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.label().equalsIgnoreCase(label))
                .findFirst();
    }

    /**
     * The labels.
     *
     * @return of all dialects
     */
    public static List<String> labels() {
        return Arrays.stream(values()).map(SqlDialect::label).toList();
    }

    /** A name as it is written. */
    String name(String name) {
        return quote + name.replace(String.valueOf(quote), "" + quote + quote) + quote;
    }

    String column(String name, boolean asText) {
        return "CAST(" + name(name) + " AS " + (asText ? text : number) + ")";
    }

    String text(String value) {
        return "'" + (this == SPARK ? value.replace("\\", "\\\\").replace("'", "\\'") : value.replace("'", "''")) + "'";
    }

    String number(double value) {
        if (value < 0) {
            return "(-" + number(-value) + ")";
        }
        String digits = Double.toString(value).toLowerCase(Locale.ROOT);
        String withExponent = digits.indexOf('e') < 0 ? digits + "e0" : digits;
        return switch (this) {
            case DUCKDB -> withExponent;
            case POSTGRESQL -> withExponent + "::float8";
            case SPARK -> withExponent + "D";
        };
    }
}
