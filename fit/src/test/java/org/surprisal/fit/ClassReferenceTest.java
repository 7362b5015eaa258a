package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;

/** Models of classes against solutions computed with 50 digits, by reference.py beside the data. */
final class ClassReferenceTest {
    private static final String FORMULA = "sat ~ infl + C(type, base='Tower') + cont";
    private static final String[] ORDER = {"Low", "Medium", "High"};

    /** Satisfaction of householders in Copenhagen (M. Madsen 1976): counts of classes, which are the weights. */
    static Frame housing() {
        InputStreamReader stream = new InputStreamReader(
                Objects.requireNonNull(ClassReferenceTest.class.getResourceAsStream("/classes/housing.csv")),
                StandardCharsets.UTF_8);
        try (BufferedReader reader = new BufferedReader(stream)) {
            List<String[]> rows =
                    reader.lines().skip(1).map(line -> line.split(",")).toList();
            return Frame.EMPTY
                    .with("sat", text(rows, 0))
                    .with("infl", ranked(rows, 1))
                    .with("type", text(rows, 2))
                    .with("cont", ranked(rows, 3))
                    .with(
                            "freq",
                            rows.stream()
                                    .mapToDouble(r -> Double.parseDouble(r[4]))
                                    .toArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] text(List<String[]> rows, int column) {
        return rows.stream().map(r -> r[column]).toArray(String[]::new);
    }

    private static Column ranked(List<String[]> rows, int column) {
        List<String> order = List.of(ORDER);
        return Column.categories(
                rows.stream().mapToInt(r -> order.indexOf(r[column])).toArray(), order);
    }

    @Test
    void multinomialLogit() {
        FittedClasses fit = Fit.multinomial(FORMULA).order(ORDER).weight("freq").to(housing());
        assertThat(fit.convergence().reason()).isEqualTo(StopReason.CONVERGED);
        GlmReferenceTest.close(
                estimates(fit),
                -0.419228741179257684,
                0.44639589282158314,
                0.664935327711436856,
                -0.435688699088006181,
                0.131370302469821162,
                -0.666570457635314187,
                0.360851882643292451,
                -0.138742758995362112,
                0.734863219262883215,
                1.61263106611785575,
                -0.735631740100150608,
                -0.407978086327930967,
                -1.41232768420721441,
                0.481827002622118563);
        GlmReferenceTest.close(
                errors(fit),
                0.172934532849831909,
                0.141557310271145048,
                0.18633752484163042,
                0.172532867487839253,
                0.223106712144934999,
                0.206253329228166088,
                0.132397552667149685,
                0.159229568467299757,
                0.13693797587470805,
                0.167131709557611727,
                0.155271430411459326,
                0.211496621679088092,
                0.200149438491626973,
                0.124137065397058471);
        GlmReferenceTest.close(fit.logLikelihood(), -1735.04193317056104);
        GlmReferenceTest.close(fit.aic(), 2 * 14 + 2 * 1735.04193317056104);
        assertThat(fit.coefficients().get(7).term()).isEqualTo("High: (intercept)");
    }

    @Test
    void orderedLogit() {
        FittedClasses fit =
                Fit.ordered(FORMULA, Link.LOGIT).order(ORDER).weight("freq").to(housing());
        GlmReferenceTest.close(
                estimates(fit),
                0.566393737905926843,
                1.28881911037225646,
                -0.572350002041978714,
                -0.36618637068895041,
                -1.09101465896960243,
                0.360284004569129786,
                -0.496135138197093267,
                0.690708259263147943);
        GlmReferenceTest.close(
                errors(fit),
                0.104652781364007251,
                0.127156144567739499,
                0.119238008596591515,
                0.155173332018792213,
                0.151486018560959809,
                0.0955357950023711896,
                0.124847242877451281,
                0.125471937849648948);
        GlmReferenceTest.close(fit.logLikelihood(), -1739.57464952947441);
        assertThat(fit.coefficients().get(7).term()).isEqualTo("Medium|High");
    }

    @Test
    void orderedProbit() {
        FittedClasses fit =
                Fit.ordered(FORMULA, Link.PROBIT).order(ORDER).weight("freq").to(housing());
        GlmReferenceTest.close(
                estimates(fit),
                0.346422760645763549,
                0.782914641873771499,
                -0.347536745223985566,
                -0.217887532891855012,
                -0.664173494083668076,
                0.222385828475713558,
                -0.299827919547547765,
                0.426720836216199533);
        GlmReferenceTest.close(
                errors(fit),
                0.0641370592917628391,
                0.076426202769984715,
                0.0722909292723460515,
                0.0947660672350142891,
                0.0918000388835956813,
                0.0581226680995408117,
                0.0761537322367849105,
                0.0764043361374475083);
        GlmReferenceTest.close(fit.logLikelihood(), -1739.84442128207134);
    }

    static double[] estimates(FittedClasses fit) {
        return fit.coefficients().stream().mapToDouble(Coefficient::estimate).toArray();
    }

    static double[] errors(FittedClasses fit) {
        return fit.coefficients().stream().mapToDouble(Coefficient::se).toArray();
    }
}
