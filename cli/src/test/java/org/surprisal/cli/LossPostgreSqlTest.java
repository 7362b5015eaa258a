package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The statements of {@code loss sql --dialect postgresql}, run as they are printed by a real server. */
class LossPostgreSqlTest {
    private static Optional<Postgres> server = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        server = Postgres.start();
        Needed.have(server.isPresent(), "PostgreSQL's server: install Debian's package postgresql, or the like");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @ParameterizedTest
    @MethodSource("org.surprisal.cli.HardRows#losses")
    void saysTheSame(String text) throws IOException {
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        String sql = sql(text);
        boolean hessian = sql.contains("f_hessian(");
        String arguments = loss.perClass() ? "(y, p)" : "(y[1], p[1])";
        String values = IntStream.range(0, rows.size())
                .mapToObj(i -> "(" + i + ", " + array(rows.y()[i]) + ", " + array(rows.p()[i]) + ")")
                .collect(Collectors.joining(", "));
        String answer = server.orElseThrow()
                .query(sql + "SELECT f" + arguments + ", f_gradient" + arguments
                        + (hessian ? ", f_hessian" + arguments : "") + " FROM (VALUES " + values
                        + ") AS hard(i, y, p) ORDER BY i;");
        List<String> lines = answer.lines().toList();
        assertThat(lines).hasSize(rows.size());
        double[][][] answers = lines.stream()
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(LossPostgreSqlTest::numbers)
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        rows.check(loss, answers, "PostgreSQL");
    }

    @Test
    void nullsAndDefaultsAreThoseOfTheDatabase() throws IOException {
        String answer = server.orElseThrow()
                .query(sql("huber(delta=2)")
                        + "SELECT f(1, 4), f(1, 4, 1), f(1, 4, delta => 1), f(NULL, 4) IS NULL, f(1, NULL) IS NULL;"
                        + sql("cross_entropy")
                        + "SELECT f(ARRAY[0, 1], ARRAY[0.5, 0.5]), f(ARRAY[0, 1], ARRAY[0.5, NULL]) IS NULL;");
        assertThat(answer.lines()).containsExactly("4|2.5|2.5|t|t", "0.6931471805599453|t");
        assertThat(server.orElseThrow().query("SELECT provolatile FROM pg_proc WHERE proname = 'f' LIMIT 1;"))
                .isEqualTo("i\n");
    }

    private static String sql(String loss) {
        Run run = Run.of("loss", "sql", loss, "--dialect", "postgresql", "--name", "f");
        assertThat(run.err()).isEmpty();
        // A schema of its own, and with it functions of its own.
        return "SET client_min_messages = error;\nDROP SCHEMA IF EXISTS own CASCADE;\nCREATE SCHEMA own;\nSET"
                + " search_path = own;\n"
                + run.out();
    }

    private static double[] numbers(String cell) {
        return Arrays.stream(cell.replaceAll("[{}]", "").split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String array(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> "'" + value + "'::float8")
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
