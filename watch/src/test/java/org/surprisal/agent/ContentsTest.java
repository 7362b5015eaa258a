package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Value;
import org.surprisal.watch.log.WatchFile;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;
import org.surprisal.watch.state.Thing;
import programs.Churn;

/**
 * What a recording says that collections and arrays hold is what the program itself says, after each of many changes.
 */
class ContentsTest {
    private static final Set<String> UNORDERED = Set.of("hash", "tree", "set", "sorted");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theContentsAreThoseOfTheProgram(long seed) throws Exception {
        assertThat(wrong(seed, "level", "all")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void namedVariablesHaveTheirContents(long seed) throws Exception {
        assertThat(
                        wrong(
                                seed,
                                "level",
                                "vars",
                                "vars",
                                "list,linked,deque,heap,hash,tree,access,set,sorted,shared,array,boxed,wrapped,text,nested,theirs"))
                .isEmpty();
    }

    private List<String> wrong(long seed, String... options) throws Exception {
        System.setProperty("churn.seed", Long.toString(seed));
        Path file = folder.resolve("churn.watch");
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("classes", "programs.Churn*", "keep", "all"));
        RecordedTest.record(Churn.class, file, all.toArray(String[]::new));
        State state = new State();
        List<String> wrong = new ArrayList<>();
        int[] checked = new int[1];
        WatchFile.open(file).events(event -> {
            state.apply(event);
            if (event.kind() == Kind.OUTPUT
                    && event.value() instanceof Value.Text text
                    && text.value().contains("=")) {
                String[] said = text.value().strip().split("=", 2);
                String told = said[0].equals("operation") ? said[1] : told(state, said[0]);
                checked[0]++;
                if (!told.equals(said[1]) && wrong.size() < 20) {
                    wrong.add(said[0] + " is " + said[1] + ", recorded " + told);
                }
                if (said[0].equals("operation") && !wrong.isEmpty() && wrong.size() < 20) {
                    wrong.add("after operation " + said[1]);
                }
            }
        });
        assertThat(checked[0]).isEqualTo(300 * 17);
        assertThat(WatchFile.open(file).notes()).isEmpty();
        return wrong;
    }

    private static String told(State state, String name) {
        Value value = variable(state, name);
        if (name.equals("text")) {
            String quoted = Contents.of(value, state, 10_000);
            return quoted.substring(1, quoted.length() - 1);
        }
        Thing thing = value instanceof Value.Reference(long object) ? state.thing(object) : null;
        if (thing == null || !UNORDERED.contains(name)) {
            return Contents.of(value, state, 10_000);
        }
        if (thing.shape() == Thing.Shape.MAP) {
            Map<Long, String> sorted = new TreeMap<>();
            thing.entries().forEach((key, mapped) -> sorted.put(whole(key), Contents.of(mapped, state, 100)));
            return sorted.toString();
        }
        Set<Long> sorted = new TreeSet<>();
        thing.elements().forEach(element -> sorted.add(whole(element)));
        return sorted.size() == thing.elements().size()
                ? sorted.toString()
                : thing.elements().toString();
    }

    private static long whole(Value value) {
        return value instanceof Value.Whole(long number) ? number : Long.MIN_VALUE;
    }

    private static Value variable(State state, String name) {
        for (CallStack stack : state.stacks()) {
            for (Frame frame : stack.frames()) {
                Value value = frame.variables().get(name);
                if (value != null) {
                    return value;
                }
            }
        }
        return new Value.Unknown();
    }
}
