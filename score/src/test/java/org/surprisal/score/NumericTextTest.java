package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericTextTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1.0,1", "01,1", "' 1 ',1", "+1e0,1", "-0,0", ".5,0.5", "5.,5", "1e-3,0.001", "-inf,-Infinity"})
    void manySpellingsHaveOneName(String text, String name) {
        assertThat(NumericText.name(NumericText.parse(text).orElseThrow())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nan", "1d", "0x1p3", "1,5", "yes", "1 2", "--1", "e5", "63%"})
    void whatIsNoNumberIsNotRead(String text) {
        assertThat(NumericText.parse(text)).isEmpty();
    }

    @Test
    void largeWholeNumbersKeepTheirExponent() {
        assertThat(NumericText.name(1e300)).isEqualTo("1.0E300");
        assertThat(NumericText.name(0x1p53)).isEqualTo("9007199254740992");
    }
}
