package org.surprisal.fit.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.loss.expr.FormulaException;

/** What formulas mean, and what is said of those that mean nothing. */
final class ModelFormulaTest {
    private static final List<String> COLUMNS = List.of("y", "a", "b", "c", "age", "region", "two words", "I.x");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    y ~ a                          | y ~ 1 + a
                    y ~ a + b - 1                  | y ~ a + b - 1
                    y~0+a                          | y ~ a - 1
                    y ~ -1 + a                     | y ~ a - 1
                    y ~ a - 0                      | y ~ 1 + a
                    y ~ 1                          | y ~ 1
                    y ~ a*b                        | y ~ 1 + a + b + a:b
                    y ~ b:a + a:b                  | y ~ 1 + b:a
                    y ~ (a + b + c)^2              | y ~ 1 + a + b + c + a:b + a:c + b:c
                    y ~ (a + b)**2 - a:b           | y ~ 1 + a + b
                    y ~ a*b*c - a:b:c              | y ~ 1 + a + b + c + a:b + a:c + b:c
                    y ~ a:(b + c)                  | y ~ 1 + a:b + a:c
                    y ~ a:a                        | y ~ 1 + a
                    y ~ C(region) + poly(age, 3)   | y ~ 1 + C(region) + poly(age, 3)
                    y ~ C(region, sum, base='n')   | y ~ 1 + C(region, sum, base='n')
                    y ~ poly(a + b, 2, raw)        | y ~ 1 + poly(a + b, 2, raw)
                    y ~ I(a^2) + I(a ** 2)         | y ~ 1 + I(a^2)
                    y ~ I(-a/(b+2.5))              | y ~ 1 + I((-a) / (b + 2.5))
                    log(y) ~ sqrt(a) + log1p(b*c)  | log(y) ~ 1 + sqrt(a) + log1p(b * c)
                    y / b ~ `two words`            | y / b ~ 1 + `two words`
                    y ~ a + offset(log(b))         | y ~ 1 + a + offset(log(b))
                    y ~ a + b * a                  | y ~ 1 + a + b + b:a
                    y ~ I.x                        | y ~ 1 + I.x
                    """)
    void isWrittenOut(String formula, String meaning) {
        assertThat(ModelFormula.parse(formula, COLUMNS)).hasToString(meaning);
    }

    @Test
    void aDotIsEveryOtherColumn() {
        assertThat(ModelFormula.parse("log(y) ~ . - c", List.of("c", "y", "b", "a")))
                .hasToString("log(y) ~ 1 + b + a");
    }

    @Test
    void writtenOutItMeansTheSame() {
        ModelFormula formula = ModelFormula.parse("y ~ (a + C(region) + poly(age, 2))^2 - 1 + offset(b)", COLUMNS);
        assertThat(ModelFormula.parse(formula.toString(), COLUMNS)).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    y                    | a model needs '~' between what is to be explained and what explains it | 2
                    ~ a                  | expected a column to be explained      | 1
                    y ~                  | expected a term, but got the end       | 4
                    y ~ a b              | expected an operator or the end        | 7
                    y ~ agee             | there is no column 'agee'; did you mean age? | 5
                    y ~ zzzzzzz          | there are I.x, a, age, b               | 5
                    y ~ a / b            | write I(a / b)                         | 7
                    y ~ a^2              | write I(a^2) for arithmetic            | 5
                    y ~ (a + b)^9        | from 1 to 8, but got '9'               | 13
                    y ~ poly(a, 99)      | a whole number from 1 to 25            | 13
                    y ~ poly(a)          | expected ',' and the degree            | 11
                    y ~ poly(a, 2, up)   | takes raw after the degree, but got 'up' | 16
                    y ~ C(a, helmert)    | takes treatment, sum or base           | 10
                    y ~ C(a + b)         | expected ')', but got '+'              | 9
                    y ~ C(2)             | expected the name of a column          | 7
                    y ~ sin(a)           | there is no function 'sin'; there are log | 5
                    y ~ I()              | I() needs something inside             | 5
                    y ~ I(a + )          | expected a number, a column or '('     | 11
                    y ~ 2                | a number other than 0 and 1 is no term | 5
                    y ~ a $ b            | '$' means nothing here                 | 7
                    y ~ `a               | the quote ` is not closed              | 5
                    y ~ I(1e999)         | is not a finite number                 | 7
                    """)
    void saysWhatIsWrongAndWhere(String formula, String message, int position) {
        assertThatThrownBy(() -> ModelFormula.parse(formula, COLUMNS))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("(position " + position + ")");
    }

    @Test
    void hasLimits() {
        assertThatThrownBy(() -> ModelFormula.parse("y ~ " + "a".repeat(Limits.LENGTH), COLUMNS))
                .hasMessageContaining("characters, the limit");
        assertThatThrownBy(() -> ModelFormula.parse("y ~ " + "(".repeat(1000), COLUMNS))
                .hasMessageContaining("levels of nesting, the limit");
        assertThatThrownBy(() -> ModelFormula.parse("y ~ I(" + "-".repeat(1000), COLUMNS))
                .hasMessageContaining("levels of nesting, the limit");
        assertThatThrownBy(() -> ModelFormula.parse("y ~ a:b:c:age:region:log(a):log(b):log(c):log(age)", COLUMNS))
                .hasMessageContaining("a term has more than 8 factors");
        List<String> many = Collections.nCopies(3000, "x").stream().toList();
        List<String> named =
                IntStream.range(0, many.size()).mapToObj(i -> "x" + i).toList();
        assertThatThrownBy(() -> ModelFormula.parse("x0 ~ .", named)).hasMessageContaining("more than 2000 terms");
    }
}
