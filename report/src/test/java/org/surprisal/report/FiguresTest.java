package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.score.Estimate;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.63151629 | 0.6143   | 0.6488   | 0.632 | [0.614, 0.649]",
                "0.63151629 | 0.6299   | 0.6331   | 0.6315 | [0.6299, 0.6331]",
                "0.63151629 | 0.63151620 | 0.63151640 | 0.63151629 | [0.63151620, 0.63151640]",
                "12345.6    | 12115.2  | 12575.9  | 12,346 | [12,115, 12,576]",
                "1234.56    | 1200     | 1270     | 1235 | [1200, 1270]",
                "-0.0123    | -0.035   | 0.011    | -0.012 | [-0.035, 0.011]",
                "4.2e-14    | 3.9e-14  | 4.5e-14  | 4.20e-14 | [3.90e-14, 4.50e-14]",
                "7.3e15     | 7.1e15   | 7.5e15   | 7.30e15 | [7.10e15, 7.50e15]",
            })
    void asManyDigitsAsTheIntervalSupports(double value, double low, double high, String text, String interval) {
        Estimate estimate = Cards.estimate(value, low, high, Unit.NATS, Better.LOWER, "hall");
        assertThat(Figures.value(estimate)).isEqualTo(text);
        assertThat(Figures.interval(estimate)).isEqualTo(interval);
    }

    @Test
    void sharesArePerCent() {
        Estimate share = Cards.estimate(0.64452, 0.6226, 0.6658, Unit.SHARE, Better.HIGHER, "wilson");
        assertThat(Figures.value(share)).isEqualTo("64.5%");
        assertThat(Figures.interval(share)).isEqualTo("[62.3%, 66.6%]");
        assertThat(Figures.percent(0.95)).isEqualTo("95%");
        assertThat(Figures.percent(0.999)).isEqualTo("99.9%");
        assertThat(Figures.percent(0.999986)).isEqualTo("99.9986%");
        assertThat(Figures.percent(1)).isEqualTo("100%");
        assertThat(Figures.percent(0.00512345)).isEqualTo("0.512%");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("–");
    }

    @Test
    void withoutAnIntervalFourDigits() {
        assertThat(Figures.value(Cards.bare(0.688668, Estimate.Kind.NONE, Unit.NATS, null)))
                .isEqualTo("0.6887");
        assertThat(Figures.plain(0)).isEqualTo("0");
        assertThat(Figures.plain(100)).isEqualTo("100");
        assertThat(Figures.plain(36.04365338911715)).isEqualTo("36.04");
        assertThat(Figures.plain(123456)).isEqualTo("123,456");
        assertThat(Figures.plain(-1188.51359)).isEqualTo("-1189");
        assertThat(Figures.plain(1e-20)).isEqualTo("1.000e-20");
        assertThat(Figures.plain(3e20)).isEqualTo("3.000e20");
    }

    @Test
    void whatIsNoNumberHasASign() {
        assertThat(Figures.value(Cards.bare(Double.POSITIVE_INFINITY, Estimate.Kind.INFINITE, Unit.NATS, "x")))
                .isEqualTo("∞");
        assertThat(Figures.plain(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
        assertThat(Figures.value(Cards.bare(Double.NaN, Estimate.Kind.UNDEFINED, Unit.NATS, "x")))
                .isEqualTo("–");
    }

    @Test
    void countsHaveTheirThousandsSetApart() {
        assertThat(Figures.count(999)).isEqualTo("999");
        assertThat(Figures.count(20_000_000)).isEqualTo("20,000,000");
        assertThat(Figures.count(-1234)).isEqualTo("-1,234");
    }

    @Test
    void aReferenceHasTheDigitsOfTheScoreBesideIt() {
        Estimate score = Cards.estimate(0.6315163, 0.6143, 0.6488, Unit.NATS, Better.LOWER, "hall");
        Estimate reference = Cards.bare(0.688668, Estimate.Kind.NONE, Unit.NATS, null);
        assertThat(Figures.beside(reference, score)).isEqualTo("0.689");
        assertThat(Figures.beside(reference, null)).isEqualTo("0.6887");
    }
}
