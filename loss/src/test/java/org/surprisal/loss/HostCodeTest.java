package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.host.Host;

/** Losses as source code; what it computes is compared where the hosts are, in the tests of the command line. */
class HostCodeTest {
    private static final List<Loss> STRANGERS = List.of(
            Loss.of("where(y > p, max(p, -1), min(p, inf)) + erfc(p)^3 + 1e-20 * lgammadelta(abs(y), 2)"),
            Loss.of("digammadelta(abs(y) + 1, abs(p)) + digamma(abs(p)) + tanh(p)"),
            Loss.of("sum(cumsum(p - y)^2) / (K - 1)"),
            Loss.of("logsumexp(z) - sum(y * z) + max(z * z)"),
            Loss.of("sum(wmul(y, nlsoftmax(z))) + sum(z)"));

    /** Their distribution functions are no elementary ones. */
    private static final Set<String> HOMELESS =
            Set.of("crps_student_t", "crps_gamma", "crps_poisson", "tweedie_density");

    @ParameterizedTest
    @EnumSource(Host.class)
    void everyLossCanBeWritten(Host host) {
        for (Loss loss : Catalogue.all()) {
            if (HOMELESS.contains(loss.name())) {
                assertThatThrownBy(() -> HostCode.of(loss, host)).hasMessageContaining("has no form outside");
                continue;
            }
            assertThat(HostCode.of(loss, host))
                    .as(loss.name())
                    .isEqualTo(HostCode.of(loss, host))
                    .contains("Written by Surprisal", host.sql() ? loss.name() + "_gradient(" : "y_pred")
                    .doesNotContain("$1", "null,", "NUMBER")
                    .endsWith("\n");
        }
        for (Loss loss : STRANGERS) {
            assertThat(HostCode.of(loss, host)).contains(host.sql() ? "custom_loss_gradient(" : "y_pred");
        }
        assertThat(Host.of(host.label().toUpperCase(Locale.ROOT), host.sql())).contains(host);
        assertThat(Host.labels(host.sql())).contains(host.label());
    }

    @Test
    void aHessianWithoutClosedFormIsLeftOut() {
        String code = HostCode.of(STRANGERS.get(2), Host.POSTGRESQL);
        assertThat(code)
                .contains("-- the diagonal of the Hessian has no closed form")
                .doesNotContain("_hessian(");
    }

    @Test
    void wordsOfTheLanguageAreNoNames() {
        Loss loss = Loss.named("odd")
                .parameter("lambda", -2, Domain.REAL)
                .parameter("precision", 1, Domain.REAL)
                .parameter("t1", Double.POSITIVE_INFINITY, Domain.POSITIVE_OR_INFINITE)
                .value("(p - y)^2 * lambda + precision / t1")
                .build();
        assertThat(HostCode.of(loss, Host.NUMPY))
                .contains("def fn(y_true, y_pred, lambda_=-2.0, precision=1.0, t1_=float(\"inf\")):");
        assertThat(HostCode.of(loss, Host.DUCKDB))
                .contains("odd(y, p, lambda_ := -2e0, precision_ := 1e0, t1_ := 'inf'::DOUBLE)");
        assertThat(HostCode.of(loss, Host.SPARK)).contains("t1_ DOUBLE DEFAULT double('Infinity')");
        assertThat(HostCode.of(loss, Host.POSTGRESQL)).contains("lambda_ float8 DEFAULT -2::float8");
        assertThatThrownBy(() -> HostCode.of(loss, Host.JAVA, "no name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'no name'");
        assertThatThrownBy(() -> HostCode.of(Loss.of("polygamma(1, p)"), Host.JAVA))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("polygamma has no form outside");
    }

    @Test
    void nanIsAskedForOnlyWhereItWouldNotComeThrough() {
        assertThat(HostCode.of(Loss.of("where(y > p, 1, p)"), Host.DUCKDB)).contains("isnan(y::DOUBLE)");
        assertThat(HostCode.of(Loss.of("where(y > p, y - p, p - y)"), Host.DUCKDB)
                        .split("_gradient", -1)[0])
                .doesNotContain("isnan");
    }

    @Test
    void javaOfACustomLossRuns(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        Loss loss = Loss.of("sum(wmul(y, nlsoftmax(z)))");
        Files.writeString(folder.resolve("Mine.java"), HostCode.of(loss, Host.JAVA, "mine"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, folder.resolve("Mine.java").toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method value = loader.loadClass("Mine").getMethod("fn", double[].class, double[].class);
            double[] y = {0, 1, 0};
            assertThat((double) value.invoke(null, y, new double[] {1000, 0, -1000}))
                    .isEqualTo(1000);
            assertThat((double) value.invoke(null, y, new double[] {0, 1000, -1000}))
                    .isZero();
        }
    }
}
