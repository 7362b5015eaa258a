package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The statements of {@code loss sql}, run as they are printed. */
class LossSqlTest {
    @ParameterizedTest
    @MethodSource("org.surprisal.cli.HardRows#losses")
    void duckDbSaysTheSame(String text) throws SQLException {
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            String sql = sql(text, "duckdb");
            statement.execute(sql);
            boolean hessian = sql.contains("f_hessian(");
            double[][][] answers = new double[rows.size()][hessian ? 3 : 2][];
            statement.execute("CREATE TABLE hard(i INTEGER, y DOUBLE[], p DOUBLE[])");
            statement.execute("INSERT INTO hard VALUES "
                    + IntStream.range(0, rows.size())
                            .mapToObj(i -> "(" + i + ", " + list(rows.y()[i]) + ", " + list(rows.p()[i]) + ")")
                            .collect(Collectors.joining(", ")));
            String arguments = loss.perClass() ? "(y, p)" : "(y[1], p[1])";
            String query = "SELECT f" + arguments + ", f_gradient" + arguments
                    + (hessian ? ", f_hessian" + arguments : "") + " FROM hard ORDER BY i";
            try (ResultSet found = statement.executeQuery(query)) {
                for (int i = 0; i < rows.size(); i++) {
                    found.next();
                    for (int j = 0; j < answers[i].length; j++) {
                        answers[i][j] = numbers(found.getObject(j + 1));
                    }
                }
            }
            rows.check(loss, answers, "DuckDB");
        }
    }

    private static double[] numbers(Object cell) throws SQLException {
        return cell instanceof java.sql.Array array
                ? Arrays.stream((Object[]) array.getArray())
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .toArray()
                : new double[] {((Number) cell).doubleValue()};
    }

    private static String list(double[] values) {
        return Arrays.stream(values).mapToObj(value -> value + "::DOUBLE").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String sql(String loss, String dialect) {
        Run run = Run.of("loss", "sql", loss, "--dialect", dialect, "--name", "f");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        return run.out();
    }
}
