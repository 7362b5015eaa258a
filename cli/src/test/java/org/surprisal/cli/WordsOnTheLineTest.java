package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small things that take words of a command line apart and put them together. */
class WordsOnTheLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a                           | a",
                "a,b , c                     | a;b;c",
                "greatest(a, b),c            | greatest(a, b);c",
                "list[1, 2],c                | list[1, 2];c",
                "\"a,b\",c                   | \"a,b\";c",
                "concat('x,y', a),b          | concat('x,y', a);b",
                "'x,y',b                     | 'x,y';b",
                "it's,b                      | it's;b",
                "a),b                        | a);b",
                "f(g(a, b), c),d             | f(g(a, b), c);d",
                "a,,b                        | a;;b",
            })
    void commasInsideParenthesesAndQuotesDoNotSeparate(String text, String values) {
        assertThat(CommaList.split(text)).containsExactly(values.split(";", -1));
    }

    @Test
    void whatIsJoinedComesApartAgain() {
        List<String> names = List.of("plain", "\"with,comma\"", "f(a, b)", "it's");
        assertThat(CommaList.split(CommaList.join(names))).isEqualTo(names);
        assertThat(CommaList.join(List.of("with,comma", "b"))).isEqualTo("\"with,comma\",b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain-1.csv   | plain-1.csv",
                "预测.csv      | 预测.csv",
                "obs > 0.2     | 'obs > 0.2'",
                "it's.csv      | 'it'\\''s.csv'",
                "a[1].csv      | 'a[1].csv'",
                "``            | ''",
                "*             | '*'",
            })
    void aShellReadsBackWhatIsQuoted(String word, String quoted) {
        assertThat(Shell.quote(word)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource({
        "scor, score, 1",
        "socre, score, 1",
        "score, score, 0",
        "'', abc, 3",
        "kitten, sitting, 3",
    })
    void distanceCountsEditsAndSwaps(String from, String to, int steps) {
        assertThat(DidYouMean.distance(from, to)).isEqualTo(steps);
        assertThat(DidYouMean.distance(to, from)).isEqualTo(steps);
    }

    @Test
    void onlyWhatIsNearIsGuessed() {
        List<String> known = List.of("log-likelihood", "sigmoid-gradient");
        assertThat(DidYouMean.end("sigmod", known)).isEqualTo(": did you mean 'sigmoid-gradient'?");
        assertThat(DidYouMean.end("weather", known)).isEqualTo(".");
    }
}
