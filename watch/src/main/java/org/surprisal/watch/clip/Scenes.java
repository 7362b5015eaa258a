package org.surprisal.watch.clip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;

/** Makes the scenes of a clip, in one reading of its recording. */
final class Scenes {
    private static final int OUTPUT = 3;
    private static final int MOST_POINTS = 600;
    private static final int VALUE = 80;

    /** Receives the scenes. */
    interface Screen {
        void show(Scene scene) throws IOException;
    }

    private final Recording recording;
    private final Plan plan;
    private final State state = new State();
    private final Swaps swaps = new Swaps();
    private final Map<Plan.Plotted, List<Double>> courses = new LinkedHashMap<>();
    private final Map<String, List<String>> sources = new HashMap<>();
    private int next;

    private Scenes(Recording recording, Plan plan) {
        this.recording = recording;
        this.plan = plan;
        plan.plotted().forEach(one -> courses.put(one, new ArrayList<>()));
    }

    /** Carries a failure of the screen through the reading. */
    private static final class Torn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException problem;

        private Torn(IOException problem) {
            super(null, null, false, false);
            this.problem = problem;
        }
    }

    static void show(Recording recording, Plan plan, Screen screen) throws IOException {
        Scenes scenes = new Scenes(recording, plan);
        try {
            recording.events(0, plan.steps().getLast(), event -> {
                try {
                    if (event.step() != scenes.state.step()) {
                        scenes.after(screen);
                    }
                } catch (IOException e) {
                    throw new Torn(e);
                }
                scenes.add(event);
            });
        } catch (Torn torn) {
            throw torn.problem;
        }
        scenes.after(screen);
    }

    private void add(Event event) {
        swaps.before(event, state);
        state.apply(event);
        if (event.kind() == Kind.WRITE && event.value() instanceof Value.Real real) {
            List<Double> course = courses.get(Plan.Plotted.of(event));
            if (course != null) {
                course.add(real.value());
                if (course.size() > MOST_POINTS) {
                    for (int i = 1; i < course.size(); i++) {
                        course.remove(i);
                    }
                }
            }
        }
    }

    private void after(Screen screen) throws IOException {
        if (next < plan.steps().size() && state.step() == plan.steps().get(next)) {
            next++;
            screen.show(scene());
        }
    }

    private Scene scene() {
        Method method = state.method();
        String file = method == null ? "" : method.file();
        List<String> source = sources.computeIfAbsent(
                file,
                name -> recording
                        .sources()
                        .getOrDefault(name, "")
                        .lines()
                        .map(line -> line.replace("\t", "    "))
                        .toList());
        List<Scene.Row> rows = new ArrayList<>();
        List<Scene.Picture> pictures = new ArrayList<>();
        variables(rows, pictures);
        courses.forEach((plotted, values) -> {
            if (values.size() > 1) {
                Value now = new Value.Real(values.getLast());
                pictures.add(new Scene.Plot(plotted.variable(), List.copyOf(values), ValueText.of(now)));
            }
        });
        List<String> printed = state.output().lines().toList();
        int weight = pictures.stream()
                        .anyMatch(one ->
                                one instanceof Scene.Bars bars && !bars.swap().isEmpty())
                ? 2
                : 1;
        return new Scene(
                recording.program(),
                calls(),
                state.step(),
                plan.steps().getLast(),
                next / (double) plan.steps().size(),
                file,
                source,
                state.line(),
                rows,
                pictures,
                printed.subList(Math.max(0, printed.size() - OUTPUT), printed.size()),
                plan.hasOutput(),
                weight);
    }

    private List<String> calls() {
        CallStack stack = state.stack();
        if (stack == null) {
            return List.of();
        }
        List<String> calls = new ArrayList<>();
        for (Frame frame : stack.frames()) {
            if (frame.method() != null) {
                calls.add(frame.method().name().replaceAll("\\(.*", ""));
            }
        }
        return calls;
    }

    private void variables(List<Scene.Row> rows, List<Scene.Picture> pictures) {
        Frame frame = state.frame();
        if (frame == null) {
            return;
        }
        Set<String> written = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (Event event : state.changes()) {
            if (event.kind() == Kind.WRITE && event.frame() == frame.number()) {
                written.add(String.valueOf(event.variable()));
            } else if (event.kind() == Kind.FIELD) {
                fields.add(event.object() + "." + event.variable());
            }
        }
        Pictures drawing = new Pictures(recording, state, frame, swaps);
        frame.variables().forEach((name, value) -> {
            if (name.equals("this")) {
                var self = value instanceof Value.Reference reference ? state.thing(reference.object()) : null;
                if (self != null) {
                    self.fields()
                            .forEach((field, one) -> variable(
                                    field, one, fields.contains(self.number() + "." + field), drawing, rows, pictures));
                }
            } else {
                variable(name, value, written.contains(name), drawing, rows, pictures);
            }
        });
        if (frame.method() != null && state.statics().containsKey(frame.method().type())) {
            state.statics()
                    .get(frame.method().type())
                    .forEach((name, value) ->
                            variable(name, value, fields.contains("0." + name), drawing, rows, pictures));
        }
    }

    private void variable(
            String name,
            Value value,
            boolean changed,
            Pictures drawing,
            List<Scene.Row> rows,
            List<Scene.Picture> pictures) {
        if (drawing.hidden(name) || drawing.isNoArguments(value)) {
            return;
        }
        Scene.@Nullable Picture picture = drawing.of(name, value);
        if (picture != null) {
            pictures.add(picture);
        } else {
            rows.add(new Scene.Row(name, Contents.of(value, state, VALUE), changed));
        }
    }
}
