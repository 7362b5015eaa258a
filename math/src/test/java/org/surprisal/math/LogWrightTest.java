package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.Wright;

/** The series of the density of a Tweedie distribution, against decimals. */
class LogWrightTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final int DIGITS = 25;

    /** Shapes of the parts: of powers 1.99, 1.5, 1.2 and 1.01, and others. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0101, 0.3, 1, 2.25, 4, 17, 99})
    void agreesWithTheSeries(double a) {
        Draw draw = new Draw((long) (1000 * a));
        double[] middles = {1e-12, 1e-3, 0.2, 0.9, 1, 1.4, 2.5, 7.3, 30, 110, 144 * (1 + a) - 1, 144 * (1 + a) + 1, 900
        };
        for (double middle : middles) {
            if (middle > 1500) {
                continue;
            }
            double x = a * middle * draw.uniform(0.99, 1.01);
            BigDecimal shape = new BigDecimal(a);
            BigDecimal at = new BigDecimal(x);
            double value = Agreement.of(DIGITS, d -> Wright.log(shape, at, d)).doubleValue();
            double slope = Agreement.of(DIGITS, d -> Wright.slope(shape, at, d)).doubleValue();
            double curvature =
                    Agreement.of(DIGITS, d -> Wright.curvature(shape, at, d)).doubleValue();
            String place = "a = " + a + ", x = " + x;
            assertThat(LogWright.of(a, x)).as(place).isCloseTo(value, within(4e-15 * (1 + Math.abs(value))));
            // Deviations of the size of the bell cancel in the derivatives.
            double width = Math.sqrt(1 + middle / (1 + a));
            assertThat(LogWright.slope(a, x))
                    .as("slope at %s", place)
                    .isCloseTo(slope, within(1e-14 * (1 + a) / x * width + 1e-14 * Math.abs(slope)));
            assertThat(LogWright.curvature(a, x))
                    .as("curvature at %s", place)
                    .isCloseTo(curvature, within(2e-14 * (1 + a) / x / x * (1 + middle) + 1e-14 * Math.abs(curvature)));
        }
    }

    /** Where the distribution is that of a Bessel function, and far out, where it is nearly normal. */
    @Test
    void meetsTheBesselFunctionAndItsOwnLimit() {
        for (double x : new double[] {1e-8, 0.1, 3, 50, 1e4, 1e9}) {
            double bessel = Log.of(x * ScaledBessel.of(1, 2 * x));
            assertThat(LogWright.of(1, x)).isCloseTo(bessel, within(3e-15 * (1 + Math.abs(bessel))));
        }
        for (double a : new double[] {3e-17, 1e-16, 0.01, 1, 40}) {
            // On both sides of where only the leading terms are left.
            double near = a * 0.99e17;
            double far = a * 1.01e17;
            assertThat(LogWright.of(a, far) - LogWright.of(a, near))
                    .as("a = %s", a)
                    .isCloseTo(LogWright.slope(a, Math.sqrt(near) * Math.sqrt(far)) * (far - near), within(2e-6));
            assertThat(LogWright.slope(a, far))
                    .as("a = %s", a)
                    .isCloseTo(LogWright.slope(a, near), withinPercentage(3));
        }
        assertThat(LogWright.slope(1, 1e20)).isEqualTo(0.5e-20);
        assertThat(LogWright.curvature(1, 1e20)).isEqualTo(-0.5 * 1e-20 * 1e-20);
        assertThat(LogWright.slope(1e-17, 3)).isCloseTo(Log.of(3) - Digamma.of(3), within(1e-15));
        assertThat(LogWright.curvature(1e-17, 3)).isCloseTo(1 / 3.0 - Trigamma.of(3), within(1e-15));
    }

    @Test
    void edges() {
        assertThat(LogWright.of(2, 0)).isEqualTo(-INF);
        assertThat(LogWright.of(2, INF)).isEqualTo(INF);
        assertThat(LogWright.slope(2, 0)).isEqualTo(INF);
        assertThat(LogWright.slope(2, INF)).isZero();
        assertThat(LogWright.curvature(2, 0)).isEqualTo(-INF);
        assertThat(LogWright.curvature(2, INF)).isZero();
        for (double bad : new double[] {0, -1, INF, Double.NaN}) {
            assertThat(LogWright.of(bad, 1)).isNaN();
            assertThat(LogWright.slope(bad, 1)).isNaN();
            assertThat(LogWright.curvature(bad, 1)).isNaN();
        }
        assertThat(LogWright.of(1, -1)).isNaN();
        assertThat(LogWright.of(1, Double.NaN)).isNaN();
        assertThat(LogWright.of(1e-300, 1e-300)).isFinite();
        assertThat(LogWright.of(1e300, 1e300)).isFinite();
        assertThat(LogWright.of(1e-10, 1e300)).isFinite();
    }
}
