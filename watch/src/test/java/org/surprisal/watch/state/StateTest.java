package org.surprisal.watch.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;

class StateTest {
    private static State after(Tape tape) {
        State state = new State();
        tape.all().forEach(state::apply);
        return state;
    }

    private static String text(State state, long object) {
        return Contents.of(new Value.Reference(object), state, 200);
    }

    @Test
    void listsGrowAndShrink() {
        Tape tape = new Tape().in(Tape.MAIN, 1).object(1, "java.util.ArrayList", Tape.whole(1, 2, 3));
        tape.element(1, 3, 4).add(Kind.INSERT, null, 1, null, new Value.Whole(0), new Value.Whole(0), -1);
        tape.add(Kind.REMOVE, null, 1, null, new Value.Whole(2), null, -1);
        State state = after(tape);
        assertThat(text(state, 1)).isEqualTo("[0, 1, 3, 4]");
        assertThat(requireNonNull(state.thing(1)).length()).isEqualTo(4);
        assertThat(requireNonNull(state.thing(1)).at(new Value.Whole(4))).isNull();
        assertThat(requireNonNull(state.thing(1)).at(new Value.Truth(true))).isNull();
        assertThat(text(after(tape.contents(1, null, 2, Tape.whole(8, 9))), 1)).isEqualTo("[8, 9]");
        assertThat(text(after(tape.contents(1, new Value.Whole(1), -1, Tape.whole(7))), 1))
                .isEqualTo("[8, 7]");
        assertThat(text(after(tape.contents(1, null, 0, List.of())), 1)).isEqualTo("[]");
    }

    @Test
    void elementsThatAreNotKeptAreCounted() {
        Tape tape = new Tape().in(Tape.MAIN, 1).object(1, "int[]", Tape.whole(1, 2));
        tape.element(1, 4, 5);
        assertThat(text(after(tape), 1)).isEqualTo("[1, 2, ?, ?, 5]");
        tape.element(1, 1 << 20, 5);
        assertThat(text(after(tape), 1)).isEqualTo("[1, 2, ?, ?, 5, …]");
        assertThat(requireNonNull(after(tape).thing(1)).length()).isEqualTo((1 << 20) + 1);
    }

    @Test
    void setsAndMaps() {
        Tape tape = new Tape().in(Tape.MAIN, 1).object(1, "java.util.HashSet", Tape.whole(1));
        tape.add(Kind.INSERT, null, 1, null, null, new Value.Whole(5), -1);
        tape.add(Kind.REMOVE, null, 1, null, null, new Value.Whole(1), -1);
        tape.object(2, "java.util.TreeMap", Tape.whole(1, 10, 2, 20));
        tape.element(2, 2, 21).element(2, 3, 30);
        tape.add(Kind.REMOVE, null, 2, null, new Value.Whole(1), null, -1);
        State state = after(tape);
        assertThat(text(state, 1)).isEqualTo("[5]");
        assertThat(text(state, 2)).isEqualTo("{2=21, 3=30}");
        assertThat(requireNonNull(state.thing(2)).length()).isEqualTo(2);
        assertThat(requireNonNull(state.thing(2)).at(new Value.Whole(3))).isEqualTo(new Value.Whole(30));
        assertThat(text(after(tape.contents(2, null, -1, Tape.whole(4, 40))), 2))
                .isEqualTo("{4=40}");
        assertThat(text(after(tape.add(Kind.ELEMENT, null, 3, null, Tape.text("k"), new Value.Null(), -1)), 3))
                .isEqualTo("{\"k\"=null}");
    }

    @Test
    void objectsWithFieldsAndStatics() {
        Tape tape = new Tape().in(Tape.MAIN, 1);
        tape.object(1, "org.example.List$Node", List.of(new Value.Whole(5), new Value.Null()), "key", "next");
        tape.object(2, "org.example.List$Node", List.of(new Value.Whole(6), new Value.Reference(1)), "key", "next");
        tape.field(1, "next", new Value.Reference(2)).field(9, "x", new Value.Real(0.5));
        tape.add(Kind.FIELD, "count", 0, "org.example.List", null, new Value.Letter('c'), -1);
        State state = after(tape);
        assertThat(text(state, 1)).isEqualTo("Node(key=5, next=Node(key=6, next=Node(key=5, next=Node#2)))");
        assertThat(text(state, 9)).isEqualTo("(x=0.5)");
        assertThat(text(state, 10)).isEqualTo("#10");
        assertThat(state.statics().get("org.example.List")).containsEntry("count", new Value.Letter('c'));
        assertThat(Contents.of(new Value.Reference(1), state, 10)).isEqualTo("Node(key=…");
    }

    @Test
    void stringBuildersReadAsText() {
        Tape tape = new Tape().in(Tape.MAIN, 1);
        tape.object(1, "java.lang.StringBuilder", List.of(new Value.Letter('a'), new Value.Letter('b')));
        assertThat(text(after(tape), 1)).isEqualTo("\"ab\"");
    }

    @Test
    void framesComeAndGo() {
        Tape tape = new Tape().in(Tape.MAIN, 1).enter().line(4).write("x", 1);
        tape.in(Tape.SORT, 2).enter().line(10).write("x", 2);
        assertThat(requireNonNull(after(tape).stack()).frames()).hasSize(2);
        // An exit that was not seen: the one below goes on.
        tape.in(Tape.MAIN, 1).line(5);
        assertThat(requireNonNull(after(tape).stack()).frames()).hasSize(1);
        assertThat(requireNonNull(after(tape).frame()).variables()).containsEntry("x", new Value.Whole(1));
        tape.in(Tape.SORT, 3).enter().thrown("java.lang.Error: no");
        assertThat(requireNonNull(requireNonNull(after(tape).stack()).top()).method())
                .isEqualTo(Tape.MAIN);
        tape.in(Tape.MAIN, 1).exit(null);
        State state = after(tape);
        assertThat(requireNonNull(state.stack()).top()).isNull();
        assertThat(state.frame()).isNull();
        assertThat(new State().frame()).isNull();
    }

    @Test
    void valuesThatAreNamedOutsideOfMethodsStayAtTheBottom() {
        Tape tape = new Tape().in(Tape.MAIN, 1).enter().line(4).in(null, 0).write("loss", new Value.Real(1));
        tape.in(Tape.MAIN, 1).line(5).in(null, 0).write("loss", new Value.Real(0.5));
        State state = after(tape);
        assertThat(requireNonNull(state.stack()).frames()).hasSize(2);
        assertThat(requireNonNull(state.stack()).frames().getFirst().variables())
                .containsEntry("loss", new Value.Real(0.5));
    }

    @Test
    void withoutEntriesTheNextActivationReplacesTheOneBefore() {
        Method step = new Method("T", "step()", "", 0, 0, List.of());
        Tape tape = new Tape();
        for (int i = 1; i < 100; i++) {
            tape.in(step, i).write("loss", i);
        }
        assertThat(requireNonNull(after(tape).stack()).frames()).hasSize(1);
    }

    @Test
    void threadsHaveNamesAndStacksOfTheirOwn() {
        Tape tape = new Tape().in(Tape.MAIN, 1).enter().line(4);
        tape.thread(2).in(null, 0).add(Kind.THREAD, null, 0, null, null, Tape.text("worker"), -1);
        tape.in(Tape.SORT, 2).enter().line(10).thread(3).in(Tape.SORT, 3).enter();
        State state = after(tape);
        assertThat(state.stacks()).extracting(CallStack::name).containsExactly("main", "worker", "thread 3");
        assertThat(state.stacks()).extracting(CallStack::thread).containsExactly(1, 2, 3);
        assertThat(state.thread()).isEqualTo(3);
    }

    @Test
    void ofLongOutputTheEndIsKept() {
        Tape tape = new Tape().in(Tape.MAIN, 1);
        for (int i = 0; i < 100; i++) {
            tape.print("x".repeat(999) + i % 10);
        }
        assertThat(after(tape).output()).hasSize(1 << 14).endsWith("x9");
    }

    @Test
    void aCopyLivesOnItsOwn() {
        Tape tape = Tape.sort();
        State state = new State();
        tape.all().subList(0, 12).forEach(state::apply);
        State copy = state.copy();
        tape.all().subList(12, tape.all().size()).forEach(state::apply);
        assertThat(text(copy, 7)).isEqualTo("[5, 2, 4, 1, 3]");
        assertThat(text(state, 7)).isEqualTo("[1, 2, 3, 4, 5]");
        assertThat(requireNonNull(copy.frame()).number()).isEqualTo(2);
    }
}
