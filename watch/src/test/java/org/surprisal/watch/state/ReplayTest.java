package org.surprisal.watch.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;

class ReplayTest {
    @ParameterizedTest
    @CsvSource({"1, 100", "2, 5000", "3, 50000", "4, 600000"})
    void anyStepIsTheSameFromTheBeginningAndFromNearby(long seed, int steps) throws IOException {
        Tape tape = Tape.random(seed, steps);
        Replay replay = Replay.of(tape);
        assertThat(replay.last()).isEqualTo(steps);
        Random random = new Random(seed);
        List<Long> asked = random.longs(8, -1, steps + 1).boxed().sorted().toList();
        State state = new State();
        int next = 0;
        for (long step : asked) {
            while (next < tape.all().size() && tape.all().get(next).step() <= step) {
                state.apply(tape.all().get(next++));
            }
            assertThat(text(replay.at(step))).as("step %d", step).isEqualTo(text(state));
        }
        assertThat(text(replay.at(asked.getFirst()))).isNotEqualTo(text(replay.at(asked.getLast())));
    }

    private static String text(State state) {
        StringBuilder text = new StringBuilder(state.step() + " " + state.line() + " " + state.method());
        for (CallStack stack : state.stacks()) {
            for (Frame frame : stack.frames()) {
                text.append('\n').append(frame.number()).append(frame.method()).append(frame.line());
                frame.variables().forEach((name, value) -> text.append(name).append(Contents.of(value, state, 500)));
            }
        }
        for (long number = 1; number <= 3; number++) {
            text.append('\n').append(Contents.of(new Value.Reference(number), state, 5000));
        }
        return text + "\n" + state.statics() + state.output();
    }

    @Test
    void aSortCanBeFollowed() throws IOException {
        Replay replay = Replay.of(Tape.sort());
        assertThat(replay.first()).isEqualTo(1);
        assertThat(replay.at(0).frame()).isNotNull();
        State early = replay.at(1);
        assertThat(Contents.of(new Value.Reference(7), early, 80)).isEqualTo("[5, 2, 4, 1, 3]");
        State late = replay.at(replay.last());
        assertThat(Contents.of(new Value.Reference(7), late, 80)).isEqualTo("[1, 2, 3, 4, 5]");
        assertThat(late.output()).isEqualTo("1\n");
        State within = replay.at(4);
        assertThat(within.method()).isEqualTo(Tape.SORT);
        assertThat(requireNonNull(within.stack()).frames()).hasSize(2);
        assertThat(requireNonNull(within.frame()).variables()).containsEntry("i", new Value.Whole(1));
        assertThat(within.changes()).extracting(Event::kind).containsExactly(Kind.LINE, Kind.WRITE);
    }

    @Test
    void twoRunsPartWhereTheyDo() throws IOException {
        assertThat(Difference.between(Tape.sort(), Tape.sort())).isNull();
        assertThat(Difference.between(Tape.random(1, 9000), Tape.random(1, 9000)))
                .isNull();
        Tape one = Tape.sort().line(8);
        Difference difference = requireNonNull(Difference.between(one, Tape.sort()));
        assertThat(difference.step()).isEqualTo(one.all().getLast().step());
        assertThat(difference.other()).isNull();
        assertThat(requireNonNull(difference.one()).line()).isEqualTo(8);
        Difference written = requireNonNull(Difference.between(
                new Tape().in(Tape.MAIN, 1).line(1).write("x", 1),
                new Tape().in(Tape.MAIN, 1).line(1).write("x", 2)));
        assertThat(written.step()).isEqualTo(1);
        assertThat(requireNonNull(written.one()).value()).isEqualTo(new Value.Whole(1));
    }
}
