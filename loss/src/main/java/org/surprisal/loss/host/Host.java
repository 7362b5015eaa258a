package org.surprisal.loss.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Where a loss can be taken to, as source code. */
public enum Host {
    /** DuckDB 1.3 or later: macros. */
    DUCKDB(true, DuckDb::write),
    /** PostgreSQL 12 or later: functions in PL/pgSQL. */
    POSTGRESQL(true, PostgreSql::write),
    /** Spark SQL 4.1 or later: SQL functions. */
    SPARK(true, SparkSql::write),
    /** Java 8 or later: a class without dependencies. */
    JAVA(false, JavaClass::write),
    /** Keras 3: a loss function for any backend. */
    KERAS(false, Keras::write),
    /** PyTorch. */
    TORCH(false, Torch::write),
    /** NumPy. */
    NUMPY(false, NumPy::write);

    private final boolean sql;
    /** A method without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Source, String> writer;

    Host(boolean sql, Function<Source, String> writer) {
        this.sql = sql;
        this.writer = writer;
    }

    /**
     * Whether this is a database.
     *
     * @return true for a dialect of SQL
     */
    public boolean sql() {
        return sql;
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
     * The hosts of a kind.
     *
     * @param sql whether databases are meant
     * @return their labels
     */
    public static List<String> labels(boolean sql) {
        return Arrays.stream(values())
                .filter(host -> host.sql == sql)
                .map(Host::label)
                .toList();
    }

    /**
     * A host by its label.
     *
     * @param label the label; upper and lower case are the same
     * @param sql whether a database is meant
     * @return the host, if there is one
     */
    public static Optional<Host> of(String label, boolean sql) {
        return Arrays.stream(values())
                .filter(host -> host.sql == sql && host.label().equalsIgnoreCase(label))
                .findFirst();
    }

    /**
     * Writes a loss.
     *
     * @param source the loss
     * @return source code, complete, ending with a line end
     * @throws org.surprisal.loss.expr.FormulaException if an operation of the loss cannot be said there
     */
    public String write(Source source) {
        return writer.apply(source).stripTrailing() + "\n";
    }
}
