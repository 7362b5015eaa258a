package org.surprisal.watch.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.watch.Event;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.Tape;
import org.surprisal.watch.View;

class CommentsTest {
    private static final Method FIRST = new Method("A", "f()", "A.java", 3, 9, List.of());
    private static final Method SECOND = new Method("A", "g()", "A.java", 12, 14, List.of());

    private static Recording recording() {
        return Comments.in(new Tape().method(FIRST).method(SECOND).source("A.java", """
                class A {
                    int[] heap = new int[9]; // watch: as bars
                    void f() {
                        int n = 3; // watch: ignore
                        double loss = 1; // watch: as plot
                        for (int i = 0; ; ) {} // watch: ref a[i + 1], b[i]
                        int[][] m, k; // watch: as matrix m k
                        x[i] = 2; // watch: ignore i, j
                        y++; // watch: as nonsense
                    }

                    void g() {
                        // an ordinary comment on watch: ignore
                        String url = "http://watch:ignore";
                    }
                }
                """));
    }

    @Test
    void commentsAreAboutTheVariableOfTheirLine() {
        assertThat(recording().views())
                .containsExactly(
                        new View(FIRST, "heap", "bars"),
                        new View(SECOND, "heap", "bars"),
                        new View(FIRST, "n", "hidden"),
                        new View(FIRST, "loss", "plot"),
                        new View(FIRST, "m", "matrix"),
                        new View(FIRST, "k", "matrix"),
                        new View(FIRST, "i", "hidden"),
                        new View(FIRST, "j", "hidden"));
    }

    @Test
    void referencesRelateContainersToIndexes() {
        assertThat(recording().relations())
                .containsExactly(new Relation(FIRST, 6, "a", "i", 1), new Relation(FIRST, 6, "b", "i", 0));
    }

    @Test
    void allElseIsTheRecordings() throws IOException {
        Tape tape = Tape.sort().note("n");
        Recording recording = Comments.in(tape);
        List<Event> events = new ArrayList<>();
        recording.events(events::add);
        assertThat(events).isEqualTo(tape.all());
        List<Event> some = new ArrayList<>();
        recording.events(3, 5, some::add);
        assertThat(some).isNotEmpty().allMatch(event -> event.step() >= 3 && event.step() <= 5);
        assertThat(recording.views()).containsExactly(new View(Tape.SORT, "t", "hidden"));
        assertThat(recording.relations()).isEqualTo(tape.relations());
        assertThat(List.of(recording.program(), recording.level(), recording.language()))
                .containsExactly("Sort", "all", "java");
        assertThat(recording.notes()).containsExactly("n");
        assertThat(recording.exitCode()).hasValue(0);
        assertThat(recording.sources()).isEqualTo(tape.sources());
        assertThat(recording.methods()).isEqualTo(tape.methods());
    }
}
