import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The peer of `surprisal score`: one file, one number, by SQL in the same DuckDB. `SqlLogLoss FILE`
final class SqlLogLoss {
    private SqlLogLoss() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT avg(-ln(CASE WHEN label = 1 THEN probability ELSE 1 - probability END)) FROM '"
                                + arguments[0].replace("'", "''") + "'")) {
            result.next();
            System.out.println(result.getDouble(1));
        }
    }
}
