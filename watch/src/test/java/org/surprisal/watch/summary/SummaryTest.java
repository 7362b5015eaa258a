package org.surprisal.watch.summary;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;

class SummaryTest {
    @Test
    void aSortIsSummedUp() throws IOException {
        Summary summary = Summary.of(Tape.sort().note("n"));
        assertThat(summary.program()).isEqualTo("Sort");
        assertThat(summary.events()).isEqualTo(Tape.sort().all().size());
        assertThat(summary.steps()).isEqualTo(Tape.sort().all().getLast().step());
        assertThat(summary.threads()).containsExactly("main");
        assertThat(summary.notes()).containsExactly("n");
        assertThat(summary.exit()).hasValue(0);
        assertThat(summary.variables())
                .extracting(Summary.Variable::place, Summary.Variable::name)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("Sort.main(String[])", "a"),
                        org.assertj.core.groups.Tuple.tuple("Sort.sort(int[])", "a"));
        Summary.Variable a = summary.variables().getFirst();
        assertThat(a.first()).isEqualTo("[5, 2, 4, 1, 3]");
        assertThat(a.last()).isEqualTo("[1, 2, 3, 4, 5]");
        assertThat(a.minimum()).isNull();
        Summary.Variable i = named(summary, "i");
        assertThat(i.writes()).isEqualTo(5);
        assertThat(i.minimum()).isEqualTo(new Summary.Extreme(new Value.Whole(0), 10, 3));
        assertThat(requireNonNull(i.maximum()).value()).isEqualTo(new Value.Whole(4));
        assertThat(named(summary, "a[…]").writes()).isEqualTo(14);
        assertThat(summary.lines())
                .filteredOn(line -> line.line() == 10)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.count()).isEqualTo(5);
                    assertThat(line.file()).isEqualTo("Sort.java");
                });
        assertThat(summary.methods())
                .containsExactly(new Summary.Calls(Tape.MAIN, 1, 0, 1), new Summary.Calls(Tape.SORT, 1, 0, 1));
        assertThat(summary.firsts()).isEmpty();
    }

    private static Summary.Variable named(Summary summary, String name) {
        return summary.variables().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFirstWentWrongIsFound() throws IOException {
        Tape tape = new Tape().in(Tape.MAIN, 1).enter().line(4).write("x", 1_500_000_000);
        tape.line(5).write("x", -1_500_000_000).line(6).write("x", 3);
        tape.line(7).write("loss", new Value.Real(1)).line(8).write("loss", new Value.Real(Double.POSITIVE_INFINITY));
        tape.object(1, "double[]", List.of(new Value.Real(1))).write("w", new Value.Reference(1));
        tape.line(9).add(Kind.ELEMENT, null, 1, null, new Value.Whole(0), new Value.Real(Double.NaN), -1);
        tape.in(Tape.SORT, 2).enter().in(Tape.SORT, 3).enter().exit(new Value.Real(Double.NaN));
        tape.in(Tape.SORT, 2).thrown("java.lang.Error: no").cut();
        Summary summary = Summary.of(tape);
        assertThat(summary.firsts())
                .extracting(Summary.First::trouble, Summary.First::line, Summary.First::variable)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Summary.Trouble.NAN, 9, "w[0]"),
                        org.assertj.core.groups.Tuple.tuple(Summary.Trouble.INFINITY, 8, "loss"),
                        org.assertj.core.groups.Tuple.tuple(Summary.Trouble.OVERFLOW, 5, "x"),
                        org.assertj.core.groups.Tuple.tuple(Summary.Trouble.NEGATIVE, 5, "x"),
                        org.assertj.core.groups.Tuple.tuple(Summary.Trouble.EXCEPTION, 9, ""));
        assertThat(summary.methods()).last().isEqualTo(new Summary.Calls(Tape.SORT, 2, 1, 2));
        assertThat(summary.exit()).isEmpty();
    }

    @Test
    void fieldsStaticsAndUnnamedObjectsHaveNamesToo() throws IOException {
        Tape tape = new Tape().in(Tape.MAIN, 1).line(1);
        tape.object(1, "Node", List.of(new Value.Null()), "next").field(1, "next", new Value.Reference(1));
        tape.add(Kind.FIELD, "count", 0, "Node", null, new Value.Whole(1), -1);
        tape.object(2, "int[]", Tape.whole(1)).element(2, 0, 5);
        tape.object(3, "int[][]", List.of(new Value.Reference(4))).object(4, "int[]", Tape.whole(0));
        tape.write("m", new Value.Reference(3));
        tape.add(Kind.ELEMENT, null, 3, null, new Value.Whole(0), new Value.Reference(4), -1)
                .element(4, 0, 1);
        tape.contents(2, null, 2, Tape.whole(7, 8));
        Summary summary = Summary.of(tape);
        assertThat(summary.variables())
                .extracting(one -> one.place() + " " + one.name() + " " + one.writes())
                .containsExactly(
                        "Node next 1",
                        "Node count 1",
                        "Sort.main(String[]) #2[…] 3",
                        "Sort.main(String[]) m 1",
                        "Sort.main(String[]) m[…] 1",
                        "Sort.main(String[]) m[…][…] 1");
    }
}
