package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.DatasetBuilder;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Missing;
import org.surprisal.fit.design.Roles;
import org.surprisal.fit.formula.ModelFormula;

/** The 11 sets of NIST for linear regression: 13 digits at least, of every coefficient and standard error. */
final class NistLinearTest {
    static final List<String> SETS = NistSet.NAMES;

    @ParameterizedTest
    @FieldSource("SETS")
    void agreesTo13Digits(String name) {
        NistSet set = NistSet.of(name);
        double[] digits = digits(set, set.frame());
        assertThat(digits[0]).as("digits of coefficients").isGreaterThanOrEqualTo(13);
        assertThat(digits[1]).as("digits of standard errors").isGreaterThanOrEqualTo(13);
    }

    /** With what the doubles lack of the printed decimals, nothing is lost that NIST certifies. */
    @ParameterizedTest
    @FieldSource("SETS")
    void decimalsAgreeTo14Digits(String name) {
        NistSet set = NistSet.of(name);
        double[] digits = digits(set, set.decimals());
        assertThat(digits[0]).as("digits of coefficients").isGreaterThanOrEqualTo(14);
        assertThat(digits[1]).as("digits of standard errors").isGreaterThanOrEqualTo(14);
    }

    /** The same through the door: estimates, errors, the residual deviation, and nothing to complain of. */
    @ParameterizedTest
    @FieldSource("SETS")
    void theWholeFitAgrees(String name) {
        NistSet set = NistSet.of(name);
        Fitted fit = Fit.leastSquares(set.formula()).to(set.frame());
        List<Coefficient> coefficients = fit.coefficients();
        for (int j = 0; j < coefficients.size(); j++) {
            Coefficient c = coefficients.get(j);
            assertThat(NistSet.digits(c.estimate(), set.estimates()[j])).isGreaterThanOrEqualTo(13);
            assertThat(NistSet.digits(c.se(), set.errors()[j])).isGreaterThanOrEqualTo(13);
            assertThat(c.low()).isLessThanOrEqualTo(c.estimate());
            assertThat(c.high()).isGreaterThanOrEqualTo(c.estimate());
        }
        assertThat(NistSet.digits(Math.sqrt(fit.dispersion()), set.residual())).isGreaterThanOrEqualTo(13);
        assertThat(Arrays.stream(fit.leverage()).sum()).isCloseTo(coefficients.size(), within(1e-11));
        assertThat(fit.notes()).isEmpty();
    }

    private static double[] digits(NistSet set, Frame frame) {
        ModelFormula formula = ModelFormula.parse(set.formula(), frame.names());
        Dataset data = DatasetBuilder.build(formula, frame, Roles.NONE, Missing.DROP);
        LeastSquares.Solution s = LeastSquares.of(data, 0, Watcher.NONE);
        int df = data.rows() - s.coefficients().length;
        double[] digits = {15, 15};
        for (int j = 0; j < s.coefficients().length; j++) {
            digits[0] = Math.min(digits[0], NistSet.digits(s.coefficients()[j], set.estimates()[j]));
            double se = Math.sqrt(s.squares() / df * s.unscaled()[j][j]);
            digits[1] = Math.min(digits[1], NistSet.digits(se, set.errors()[j]));
        }
        return digits;
    }
}
