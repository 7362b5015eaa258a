package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about the parameters of a loss in its text. */
class SettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian(sigma=predicted)",
                "gamma(shape=given)",
                "cross_entropy_weighted(weight=[1, 2, 0.5])",
                "interval_score(upper=predicted, alpha=0.2)",
                "abs(y - p)^a; a=1.5",
                "((y - p) / s)^2 + 2 * log(s); s=predicted",
                "min(abs(y - p), cap); cap=inf",
                "-sum(w * xlogy(y, p)); w=[1, 2, 3]",
                "n * (y_true - y_pred)^2 / s + log(s); n=given, s=predicted",
            })
    void aTextIsReadBack(String text) {
        Loss loss = Catalogue.parse(text);
        assertThat(loss).hasToString(text);
        assertThat(Catalogue.parse(loss.toString()).columns()).isEqualTo(loss.columns());
    }

    @Test
    void whatIsSetIsMeant() {
        assertThat(Catalogue.parse("abs(y - p)^a; a = 2").value(1, 4)).isEqualTo(9);
        assertThat(Catalogue.parse(" abs(y - p)^a ;a=1.5").with("a", 3).value(1, 4))
                .isEqualTo(27);
        Loss two = Loss.of("((y - p) / s)^2; s=predicted");
        assertThat(two.predictions()).containsExactly("p", "s");
        assertThat(two.numbers("s")).isEmpty();
        assertThat(two.at(1, 7, 2).gradient()).containsExactly(3, -9);
        Loss weighted = Catalogue.parse("-sum(w * xlogy(y, p)); w=[1, 2]");
        assertThat(weighted.numbers("w")).containsExactly(1.0, 2.0);
        assertThat(weighted.total(new int[] {1}, new double[][] {{0.5}, {1}}).sum())
                .isZero();
        assertThat(Catalogue.parse("gaussian(sigma=given)").columns()).isEqualTo(List.of("sigma"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(y - p)^a | unknown name 'a'; known are",
                "abs(y - p)^a; a=1, quux=2 | the formula has no 'quux', which is set after it: leave it out",
                "abs(y - p)^a; b=2 | the formula has no 'b', which is set after it; did you mean a?",
                "abs(y - p)^power; powr=2 | the formula has no 'powr', which is set after it; did you mean power?",
                "abs(y - p)^a; a=1, a=2 | a is set twice: once is enough",
                "abs(y - p)^a; 2 | cannot read '2': write the formula, a semicolon and its parameters",
                "abs(y - p)^a; a=two | cannot read 'two': write the formula",
                "abs(y - p)^a; a=[1, | cannot read '[1,': write the formula",
                "abs(y - p)^a; a=[1, 2] | abs(y - p)^a is a loss of one prediction per row",
                "abs(y - p)^a; a=predictd | cannot read 'predictd': write the formula",
                "gaussian(sgma=predicted) | gaussian has no parameter 'sgma'; did you mean sigma?",
                "gaussian(sigma=guessed) | cannot read 'guessed': write gaussian(sigma=1)",
                "pinball(tau=[0.1, 0.2]) | pinball is a loss of one prediction per row",
                "(y - p)^2; p=1 | the formula has no prediction",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Catalogue.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
