package org.surprisal.watch.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Count;
import org.surprisal.watch.Event;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.State;

/** Sums a recording up while its events pass. */
final class Tally {
    private static final int WIDTH = 200;

    private record Place(@Nullable Method method, String type, String variable) {}

    private record Spot(Method method, int line) {}

    private static final class Course {
        private final String firstText;
        private Value last;
        private long writes;
        private Summary.@Nullable Extreme minimum;
        private Summary.@Nullable Extreme maximum;

        private Course(String firstText, Value first) {
            this.firstText = firstText;
            this.last = first;
        }

        private void write(Value value, Event event) {
            writes++;
            last = value;
            double number = number(value);
            if (Double.isNaN(number)) {
                return;
            }
            if (minimum == null || number < number(minimum.value())) {
                minimum = new Summary.Extreme(value, event.line(), event.step());
            }
            if (maximum == null || number > number(maximum.value())) {
                maximum = new Summary.Extreme(value, event.line(), event.step());
            }
        }
    }

    private static final class Open {
        private long calls;
        private long thrown;
        private int deepest;
        private final Map<Integer, Integer> open = new HashMap<>();
    }

    private final State state = new State();
    private final Map<Place, Course> courses = new LinkedHashMap<>();
    private final Map<Long, Place> owners = new HashMap<>();
    private final Map<Spot, long[]> lines = new LinkedHashMap<>();
    private final Map<Method, Open> methods = new LinkedHashMap<>();
    private final Map<Summary.Trouble, Summary.First> firsts = new EnumMap<>(Summary.Trouble.class);
    private long events;
    private long steps;

    void add(Event event) {
        events++;
        steps = Math.max(steps, event.step());
        state.apply(event);
        Method method = event.method();
        switch (event.kind()) {
            case LINE -> {
                if (method != null) {
                    lines.computeIfAbsent(new Spot(method, event.line()), spot -> new long[1])[0]++;
                }
            }
            case WRITE -> variable(new Place(method, "", name(event)), event);
            case FIELD -> {
                var thing = state.thing(event.object());
                String type = event.object() == 0 || thing == null ? String.valueOf(event.type()) : thing.type();
                variable(new Place(null, type, name(event)), event);
            }
            case ELEMENT, INSERT -> element(event);
            case CONTENTS -> event.contents().forEach(value -> element(event, value));
            case ENTER -> enter(event);
            case EXIT -> leave(event, false);
            case THROW -> leave(event, true);
            case REMOVE, OBJECT, OUTPUT, THREAD -> {}
        }
    }

    /** What was counted without events. */
    void count(Count count) {
        switch (count.kind()) {
            case LINE -> {
                lines.computeIfAbsent(new Spot(count.method(), count.line()), spot -> new long[1])[0] += count.times();
                steps += count.times();
            }
            case ENTER -> {
                Open open = methods.computeIfAbsent(count.method(), key -> new Open());
                open.calls += count.times();
                open.deepest = Math.max(open.deepest, count.deepest());
            }
            case THROW -> methods.computeIfAbsent(count.method(), key -> new Open()).thrown += count.times();
            default -> throw new IllegalArgumentException("nothing counts " + count.kind());
        }
    }

    private static String name(Event event) {
        return String.valueOf(event.variable());
    }

    private void variable(Place place, Event event) {
        Value value = event.value() == null ? new Value.Unknown() : event.value();
        Course course = courses.get(place);
        if (course == null) {
            course = new Course(Contents.of(value, state, WIDTH), value);
            courses.put(place, course);
        } else {
            overflow(place.variable(), course.last, value, event);
        }
        course.write(value, event);
        if (value instanceof Value.Reference reference) {
            name(reference.object(), place);
        }
        troubles(place.variable(), value, event);
    }

    /** The first variable that holds an object names its elements, those that were written before it was there too. */
    private void name(long object, Place place) {
        Place before = owners.putIfAbsent(object, place);
        if (before != null && before.variable().equals("#" + object)) {
            owners.put(object, place);
            Course course = courses.remove(elements(before));
            if (course != null) {
                courses.putIfAbsent(elements(place), course);
            }
        }
    }

    private static Place elements(Place owner) {
        return new Place(owner.method(), owner.type(), owner.variable() + "[…]");
    }

    private void element(Event event) {
        if (event.value() != null) {
            element(event, event.value());
        }
    }

    private void element(Event event, Value value) {
        Place owner = owners.get(event.object());
        if (owner == null) {
            owner = new Place(event.method(), "", "#" + event.object());
            owners.put(event.object(), owner);
        }
        if (value instanceof Value.Reference reference) {
            name(reference.object(), elements(owner));
        }
        Place place = elements(owner);
        courses.computeIfAbsent(place, key -> new Course(Contents.of(value, state, WIDTH), value))
                .write(value, event);
        String index = event.index() == null ? "" : ValueText.of(event.index());
        troubles(owner.variable() + "[" + index + "]", value, event);
    }

    private void enter(Event event) {
        if (event.method() != null) {
            Open open = methods.computeIfAbsent(event.method(), key -> new Open());
            open.calls++;
            open.deepest = Math.max(open.deepest, open.open.merge(event.thread(), 1, Integer::sum));
        }
    }

    private void leave(Event event, boolean thrown) {
        if (event.method() != null) {
            Open open = methods.computeIfAbsent(event.method(), key -> new Open());
            open.thrown += thrown ? 1 : 0;
            open.open.computeIfPresent(event.thread(), (thread, count) -> Math.max(0, count - 1));
        }
        if (event.value() != null && !thrown) {
            troubles("return", event.value(), event);
        }
        if (thrown) {
            String text = event.value() instanceof Value.Text message ? message.value() : "";
            first(Summary.Trouble.EXCEPTION, "", text, event);
        }
    }

    private void troubles(String variable, Value value, Event event) {
        double number = number(value);
        if (value instanceof Value.Real && Double.isNaN(number)) {
            first(Summary.Trouble.NAN, variable, "NaN", event);
        } else if (Double.isInfinite(number)) {
            first(Summary.Trouble.INFINITY, variable, ValueText.of(value), event);
        }
        if (number < 0) {
            first(Summary.Trouble.NEGATIVE, variable, ValueText.of(value), event);
        }
    }

    private void overflow(String variable, Value before, Value after, Event event) {
        if (before instanceof Value.Whole from
                && after instanceof Value.Whole to
                && (from.value() < 0) != (to.value() < 0)
                && far(from.value(), to.value())) {
            first(Summary.Trouble.OVERFLOW, variable, from.value() + " → " + to.value(), event);
        }
    }

    /** Whether two values lie in the outer halves of what an int can hold, or of what a long can. */
    private static boolean far(long a, long b) {
        long least = Math.min(Math.abs(a), Math.abs(b));
        long most = Math.max(Math.abs(a), Math.abs(b));
        return (least >= 1L << 30 && most <= 1L << 31) || least >= 1L << 62;
    }

    private void first(Summary.Trouble trouble, String variable, String value, Event event) {
        firsts.putIfAbsent(
                trouble, new Summary.First(trouble, event.step(), event.method(), event.line(), variable, value));
    }

    /** The number that a value is; NaN if it is none. */
    private static double number(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Real real -> real.value();
            default -> Double.NaN;
        };
    }

    Summary summary(Recording recording) {
        List<Summary.Variable> variables = new ArrayList<>();
        courses.forEach((place, course) -> variables.add(new Summary.Variable(
                place.method() == null
                        ? place.type()
                        : place.method().type() + "." + place.method().name(),
                place.variable(),
                course.firstText,
                Contents.of(course.last, state, WIDTH),
                course.writes,
                course.minimum,
                course.maximum)));
        List<Summary.Line> counts = new ArrayList<>();
        lines.forEach((spot, count) ->
                counts.add(new Summary.Line(spot.method().file(), spot.method(), spot.line(), count[0])));
        counts.sort(Comparator.comparing(Summary.Line::file).thenComparingInt(Summary.Line::line));
        List<Summary.Calls> calls = new ArrayList<>();
        methods.forEach((method, open) -> calls.add(new Summary.Calls(method, open.calls, open.thrown, open.deepest)));
        return new Summary(
                recording.program(),
                recording.level(),
                recording.exitCode(),
                steps,
                events,
                state.stacks().stream().map(CallStack::name).toList(),
                variables,
                counts,
                calls,
                List.copyOf(firsts.values()),
                recording.notes());
    }
}
