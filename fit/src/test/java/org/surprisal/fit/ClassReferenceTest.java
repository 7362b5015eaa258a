package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.RowSelection;

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
                -0.4192287411792577,
                0.44639589282158315,
                0.6649353277114368,
                -0.43568869908800617,
                0.13137030246982115,
                -0.6665704576353142,
                0.36085188264329243,
                -0.13874275899536212,
                0.7348632192628832,
                1.6126310661178558,
                -0.7356317401001506,
                -0.407978086327931,
                -1.4123276842072143,
                0.4818270026221186);
        GlmReferenceTest.close(
                errors(fit),
                0.1729345328498319,
                0.14155731027114504,
                0.1863375248416304,
                0.17253286748783925,
                0.223106712144935,
                0.20625332922816608,
                0.1323975526671497,
                0.15922956846729977,
                0.13693797587470805,
                0.16713170955761172,
                0.15527143041145933,
                0.2114966216790881,
                0.20014943849162697,
                0.12413706539705847);
        GlmReferenceTest.close(fit.logLikelihood(), -1735.0419331705612);
        GlmReferenceTest.close(fit.aic(), 2 * 14 + 2 * 1735.0419331705612);
        assertThat(fit.coefficients().get(7).term()).isEqualTo("High: (intercept)");
    }

    @Test
    void orderedLogit() {
        FittedClasses fit =
                Fit.ordered(FORMULA, Link.LOGIT).order(ORDER).weight("freq").to(housing());
        GlmReferenceTest.close(
                estimates(fit),
                0.5663937379059268,
                1.2888191103722564,
                -0.5723500020419787,
                -0.36618637068895044,
                -1.0910146589696024,
                0.3602840045691298,
                -0.49613513819709326,
                0.6907082592631479);
        GlmReferenceTest.close(
                errors(fit),
                0.10465278136400726,
                0.1271561445677395,
                0.11923800859659152,
                0.15517333201879221,
                0.1514860185609598,
                0.0955357950023712,
                0.12484724287745128,
                0.12547193784964894);
        GlmReferenceTest.close(fit.logLikelihood(), -1739.5746495294743);
        assertThat(fit.coefficients().get(7).term()).isEqualTo("Medium|High");
    }

    @Test
    void orderedProbit() {
        FittedClasses fit =
                Fit.ordered(FORMULA, Link.PROBIT).order(ORDER).weight("freq").to(housing());
        GlmReferenceTest.close(
                estimates(fit),
                0.34642276064576355,
                0.7829146418737715,
                -0.3475367452239856,
                -0.217887532891855,
                -0.6641734940836681,
                0.22238582847571356,
                -0.2998279195475478,
                0.42672083621619955);
        GlmReferenceTest.close(
                errors(fit),
                0.06413705929176283,
                0.07642620276998471,
                0.07229092927234605,
                0.0947660672350143,
                0.09180003888359568,
                0.05812266809954081,
                0.07615373223678491,
                0.07640433613744751);
        GlmReferenceTest.close(fit.logLikelihood(), -1739.8444212820714);
    }

    /**
     * Householders one by one, fifty of them in a cluster: statsmodels 0.13.5, {@code MNLogit(sat, x).fit(cov_type =
     * "cluster", cov_kwds = {"groups": block})} with the columns const, infl = Low, infl = Medium, cont = Low.
     */
    @Test
    void errorsOfClusters() {
        Frame counts = housing();
        double[] freq = new double[72];
        ((Column.Numbers) counts.column("freq")).load(0, 72, freq, new double[72]);
        int[] rows = IntStream.range(0, 72)
                .flatMap(row -> IntStream.generate(() -> row).limit((long) freq[row]))
                .toArray();
        Frame one = RowSelection.of(counts, rows);
        double[] block = IntStream.range(0, rows.length)
                .mapToDouble(row -> Math.floorDiv(row, 50))
                .toArray();
        FittedClasses fit = Fit.multinomial("sat ~ C(infl, base='High') + C(cont, base='High')")
                .order(ORDER)
                .cluster("block")
                .to(one.with("block", block));
        assertThat(fit.usualErrors()).isEqualTo(Errors.CLUSTER);
        assertThat(fit.degreesOfFreedom(Errors.CLUSTER)).isEqualTo(33);
        GlmReferenceTest.close(
                errors(fit),
                0.4153726910009676,
                0.47941583826782996,
                0.5215224673065821,
                0.43306175033584876,
                0.43988840031492854,
                0.6251953803354822,
                0.6494287605946414,
                0.3702934295203113);
        assertThatThrownBy(() -> fit.covariance(Errors.HC1)).hasMessageContaining("from the model or of clusters");
        FittedClasses plain = Fit.multinomial("sat ~ infl").order(ORDER).to(one);
        assertThatThrownBy(() -> plain.covariance(Errors.CLUSTER)).hasMessageContaining("need at least two");
    }

    static double[] estimates(FittedClasses fit) {
        return fit.coefficients().stream().mapToDouble(Coefficient::estimate).toArray();
    }

    static double[] errors(FittedClasses fit) {
        return fit.coefficients().stream().mapToDouble(Coefficient::se).toArray();
    }
}
