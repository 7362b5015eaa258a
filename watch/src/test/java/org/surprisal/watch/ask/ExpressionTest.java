package org.surprisal.watch.ask;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.state.State;

class ExpressionTest {
    private static State state() {
        Tape tape = new Tape()
                .in(null, 0)
                .write("loss", new Value.Real(Double.NaN))
                .in(Tape.MAIN, 1)
                .enter()
                .line(4);
        tape.object(1, "int[]", Tape.whole(5, 3, 8)).write("a", new Value.Reference(1));
        tape.object(2, "Node", List.of(new Value.Whole(7), new Value.Null()), "key", "next")
                .write("node", new Value.Reference(2))
                .write("this", new Value.Reference(2));
        tape.object(3, "java.util.HashMap", List.of(Tape.text("x"), new Value.Whole(1)))
                .write("map", new Value.Reference(3));
        tape.write("i", 1).write("n", 3).write("p", new Value.Real(0.25)).write("c", new Value.Letter('x'));
        tape.write("s", Tape.text("word")).write("on", new Value.Truth(true)).write("none", new Value.Null());
        tape.write("odd", new Value.Unknown());
        tape.add(Kind.FIELD, "count", 0, "org.example.Sort", null, new Value.Whole(42), -1);
        tape.add(Kind.FIELD, "own", 0, "Sort", null, new Value.Whole(43), -1);
        State state = new State();
        tape.all().forEach(state::apply);
        return state;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i | 1",
                "i + 2 * n - 1 | 6",
                "(i + 2) * -n | -9",
                "7 / 2 | 3",
                "-7 % 3 | -1",
                "7 / 2.0 | 3.5",
                "1e3 + p | 1000.25",
                "2.5 - p | 2.25",
                "p * 4 | 1.0",
                "p % 0.2 | 0.04999999999999999",
                "1 / 0 | undefined",
                "1 % 0 | undefined",
                "2L + 3 | 5",
                "1.5f + 1 | 2.5",
                "+i | 1",
                "a[i] | 3",
                "a[i + 1] | 8",
                "a[3] | undefined",
                "a[-1] | undefined",
                "a.length | 3",
                "map.size() | 1",
                "map[\"x\"] | 1",
                "len(s) | 4",
                "s[0] | 'w'",
                "s[9] | undefined",
                "i.length | undefined",
                "node.key | 7",
                "node.next | null",
                "node.next.key | undefined",
                "node.other | undefined",
                "key | 7",
                "own | 43",
                "Sort.count | 42",
                "org.count | undefined",
                "loss | NaN",
                "isnan(loss) | true",
                "loss is NaN | true",
                "loss == 1.0 | false",
                "loss != 1.0 | true",
                "loss < 1 | false",
                "isinf(p) | false",
                "isinf(i) | undefined",
                "p == 0.25 | true",
                "i < n | true",
                "i <= p | false",
                "i >= 1 and n > 2 | true",
                "0 <= i < n | true",
                "0 < i < 1 | false",
                "i = 1 | true",
                "i <> 1 | false",
                "node.next is null | true",
                "node is not null | true",
                "c == 'x' | true",
                "c > 'a' | true",
                "s == \"word\" | true",
                "s < \"z\" | true",
                "s < 1 | undefined",
                "on | true",
                "not on | false",
                "!on or i == 1 | true",
                "on && false or false | false",
                "on and i | undefined",
                "false and nowhere | false",
                "true or nowhere | true",
                "not i | undefined",
                "-s | undefined",
                "-p | -0.25",
                "s + 1 | undefined",
                "abs(-3) | 3",
                "abs(-p) | 0.25",
                "abs(s) | undefined",
                "min(i, n) | 1",
                "max(i, p) | 1",
                "max(i, s) | undefined",
                "sum(a) | 16",
                "sum(i) | undefined",
                "sorted(a) | false",
                "len(node) | undefined",
                "odd == 1 | undefined",
                "nowhere | undefined",
                "abs(nowhere) | undefined",
                "Infinity > 1 | true",
                "null == none | true",
            })
    void hasTheValueThatJavaWouldGive(String expression, String value) {
        Value found = Expression.parse(expression).in(state());
        assertThat(found == null ? "undefined" : ValueText.of(found)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i < | The expression ends where a variable or a number is needed.",
                "i n | There is 'n' where an operator is needed.",
                "(i | The expression ends where ')' is needed.",
                "a[i | The expression ends where ']' is needed.",
                "a.1 | There is '.1' | ",
                "i ? 2 | This cannot be read.",
                "sqrt(i) | There is no function 'sqrt'",
                "min(i) | min takes 2, not 1.",
                "99999999999999999999 | This whole number is too large.",
                "i + ) | There is ')' where a variable or a number is needed.",
            })
    void aMistakeIsShown(String expression, String message) {
        if (expression.equals("a.1")) {
            assertThatThrownBy(() -> Expression.parse(expression)).hasMessageContaining("the name of a field");
            return;
        }
        assertThatThrownBy(() -> Expression.parse(expression))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("^");
    }

    @Test
    void anAssertionBreaksAtItsFirstStep() throws IOException {
        Tape tape = Tape.sort();
        List<Expression> asked = List.of(
                Expression.parse("i <= 2"), Expression.parse("i < 5"), Expression.parse("zz"), Expression.parse("j"));
        List<Answer> answers = Answer.of(tape, asked);
        Answer.Point broken = requireNonNull(answers.get(0).broken());
        assertThat(broken.line()).isEqualTo(10);
        assertThat(broken.method()).isEqualTo(Tape.SORT);
        assertThat(broken.variables()).startsWith("a = [2, 4, 5, 1, 3], i = 3").contains("j = ");
        assertThat(answers.get(1).broken()).isNull();
        assertThat(answers.get(1).asked()).isPositive();
        assertThat(answers.get(1).expression()).hasToString("i < 5");
        assertThat(answers.get(2).asked()).isZero();
        assertThat(answers.get(3).points()).extracting(Answer.Point::text).startsWith("1", "2", "1", "3");
        assertThat(answers.get(3).changes()).isEqualTo(answers.get(3).points().size());
    }
}
