package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
    static Stream<String> decimals() {
        Random random = new Random(11);
        return Stream.concat(
                Stream.of(
                        "0.1",
                        "-0.1",
                        "0",
                        "-0.0",
                        ".5",
                        "5.",
                        "1e-3",
                        "123456789012345678",
                        "0.30000000000000004",
                        "+7.25",
                        "1e22",
                        "9007199254740993",
                        "-1234567.8901234",
                        "2.5e-310",
                        "1E5"),
                Stream.generate(() -> random.nextInt(100_000) + "." + random.nextInt(1_000_000_000))
                        .limit(200));
    }

    /** The two doubles are the decimal, to 106 bits or so. */
    @ParameterizedTest
    @MethodSource("decimals")
    void twoDoublesAreTheDecimal(String text) {
        double value = Decimal.value(text);
        double low = Decimal.low(text, value);
        assertThat(value).isEqualTo(Double.parseDouble(text));
        BigDecimal rest = new BigDecimal(text).subtract(new BigDecimal(value));
        assertThat(low).isEqualTo(rest.doubleValue());
        assertThat(Math.abs(low)).isLessThanOrEqualTo(0.5 * Math.ulp(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=nan", "=NaN", "=-nan"})
    void nanIsNone(String text) {
        assertThat(Decimal.value(text)).isNaN();
        assertThat(Decimal.low(text, Double.NaN)).isZero();
    }

    @Test
    void aDoubleLacksNothing() {
        assertThat(Decimal.value("=inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Decimal.value("=-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Decimal.value("=0.12")).isEqualTo(0.12);
        assertThat(Decimal.low("=0.12", 0.12)).isZero();
        assertThat(Decimal.low("1e999", Double.POSITIVE_INFINITY)).isZero();
    }
}
