package org.surprisal.table;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the engine, without reading a row, whether an expression makes sense. */
final class ExpressionCheck {
    private static final Pattern NO_COLUMN = Pattern.compile("Referenced column \"(.*?)\" (?:not found|was not found)");
    private static final Pattern NAME = Pattern.compile("[^\\s()<>=+*/,'\"]+");

    private ExpressionCheck() {}

    /**
     * Checks.
     *
     * @param wanted the expression
     * @param file the file that has its columns
     * @param sql the expression with its columns replaced
     * @throws TableException if it does not
     */
    static void of(Wanted wanted, TableFile file, String sql, Engine engine) {
        // In a condition neither aggregates nor windows nor rows from lists are allowed, which is what we want.
        String query =
                "SELECT 1 FROM " + file.scan(wanted.expression().used(), Set.of()) + " WHERE " + sql + " IS NOT NULL";
        try {
            engine.prepare(query).close();
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            Matcher column = NO_COLUMN.matcher(message);
            if (column.find()) {
                throw Unknown.column(column.group(1), file);
            }
            if (NAME.matcher(wanted.asked()).matches()) {
                throw Unknown.column(wanted.asked(), file);
            }
            throw Failure.isAboutExpression(e)
                    ? Failure.ofExpression(e, wanted.asked())
                    : Failure.of(e, file.stamp().name());
        }
    }
}
