package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final MathContext PRECISION = new MathContext(80);

    private static Moments of(double[]... columns) {
        PowerSums sums = columns.length == 1
                ? new PowerSums(new int[] {0}, new int[] {0, 0}, new int[] {0, 0, 0})
                : new PowerSums(new int[] {0}, new int[] {1}, new int[] {0, 0}, new int[] {1, 1}, new int[] {0, 1});
        sums.add(columns, columns[0].length);
        return new Moments(sums);
    }

    /** A mean a million million times the spread leaves nothing of a variance that is finished in doubles. */
    @ParameterizedTest
    @CsvSource({"1,0", "2,1e6", "3,1e12", "4,-1e15"})
    void areRoundedOnceHoweverLargeTheMean(long seed, double offset) {
        Draw draw = new Draw(seed);
        int n = 2 + draw.below(400);
        double[] x = draw.tame(n);
        double[] y = draw.tame(n);
        for (int i = 0; i < n; i++) {
            y[i] += offset - x[i];
            x[i] += offset;
        }
        BigDecimal count = BigDecimal.valueOf(n);
        BigDecimal meanX = sum(x).divide(count, PRECISION);
        BigDecimal meanY = sum(y).divide(count, PRECISION);
        BigDecimal xx = spread(x, meanX, x, meanX);
        BigDecimal xy = spread(x, meanX, y, meanY);
        BigDecimal yy = spread(y, meanY, y, meanY);
        BigDecimal free = BigDecimal.valueOf(n - 1L);
        Moments both = of(x, y);
        assertThat(both.mean(0)).isEqualTo(meanX.doubleValue());
        assertThat(both.variance(1)).isEqualTo(yy.divide(free, PRECISION).doubleValue());
        assertThat(both.covariance(0, 1)).isEqualTo(xy.divide(free, PRECISION).doubleValue());
        assertThat(both.covariance(1, 0)).isEqualTo(both.covariance(0, 1));
        double correlation =
                xy.divide(xx.multiply(yy).sqrt(PRECISION), PRECISION).doubleValue();
        assertThat(both.correlation(0, 1)).isCloseTo(correlation, Offset.offset(2 * Math.ulp(correlation)));
        BigDecimal cubes = BigDecimal.ZERO;
        for (double value : x) {
            cubes = cubes.add(new BigDecimal(value).subtract(meanX).pow(3));
        }
        BigDecimal square = xx.divide(count, PRECISION);
        double skewness = cubes.divide(count, PRECISION)
                .divide(square.multiply(square.sqrt(PRECISION)), PRECISION)
                .doubleValue();
        double lost = Math.pow(Math.abs(meanX.doubleValue()) / Math.sqrt(square.doubleValue()) + 1, 3) * 0x1p-100;
        assertThat(of(x).skewness(0)).isCloseTo(skewness, Offset.offset(4 * Math.ulp(skewness) + lost));
    }

    private static BigDecimal sum(double[] x) {
        return Arrays.stream(x).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal spread(double[] x, BigDecimal meanX, double[] y, BigDecimal meanY) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sum = sum.add(new BigDecimal(x[i]).subtract(meanX).multiply(new BigDecimal(y[i]).subtract(meanY)));
        }
        return sum;
    }

    @Test
    void aCaseByHand() {
        // 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, cubes -8 - 1 + 27 = 18.
        Moments one = of(new double[] {1, 2, 6});
        assertThat(one.mean(0)).isEqualTo(3);
        assertThat(one.variance(0)).isEqualTo(7);
        assertThat(one.skewness(0)).isCloseTo(6 / Math.pow(14 / 3.0, 1.5), Offset.offset(1e-15));
        Moments two = of(new double[] {1, 2, 6}, new double[] {-2, -4, -12});
        assertThat(two.covariance(0, 1)).isEqualTo(-14);
        assertThat(two.correlation(0, 1)).isEqualTo(-1);
    }

    @Test
    void whatIsNotDefinedIsNaN() {
        Moments none = of(new double[0], new double[0]);
        assertThat(none.mean(0)).isNaN();
        assertThat(none.variance(0)).isNaN();
        assertThat(none.correlation(0, 1)).isNaN();
        Moments same = of(new double[] {5, 5, 5}, new double[] {1, 2, 3});
        assertThat(same.variance(0)).isZero();
        assertThat(same.correlation(0, 1)).isNaN();
        assertThat(of(new double[] {5, 5, 5}).skewness(0)).isNaN();
        assertThat(of(new double[] {5}).skewness(0)).isNaN();
    }

    @Test
    void aSumThatWasNotAskedForIsRefused() {
        assertThatThrownBy(() -> of(new double[] {1, 4}, new double[] {2, 3}).skewness(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 0, 0]");
    }
}
