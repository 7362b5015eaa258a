package org.surprisal.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A recording in memory, made by tests event by event. */
public final class Tape implements Recording {
    public static final Method MAIN = new Method("Sort", "main(String[])", "Sort.java", 3, 7, List.of("args"));
    public static final Method SORT = new Method("Sort", "sort(int[])", "Sort.java", 9, 18, List.of("a"));

    public static final String SOURCE = """
            public class Sort {

                public static void main(String[] args) {
                    int[] a = {5, 2, 4, 1, 3};
                    sort(a);
                    System.out.println(a[0]);
                }

                static void sort(int[] a) {
                    for (int i = 0; i < a.length; i++) {
                        for (int j = i; j > 0 && a[j - 1] > a[j]; j--) {
                            int t = a[j]; // watch: ignore t
                            a[j] = a[j - 1]; /* exchanged
                            here */
                            a[j - 1] = t;
                        }
                    }
                }
            }
            """;

    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private OptionalInt exit = OptionalInt.of(0);
    private long step;
    private int thread = 1;
    private @Nullable Method method;
    private int line;
    private long frame;

    /** Insertion sort of five numbers. */
    public static Tape sort() {
        Tape tape = new Tape();
        tape.sources.put("Sort.java", SOURCE);
        tape.methods.addAll(List.of(MAIN, SORT));
        tape.relations.add(new Relation(SORT, 11, "a", "j", 0));
        tape.relations.add(new Relation(SORT, 11, "a", "j", -1));
        int[] a = {5, 2, 4, 1, 3};
        tape.in(MAIN, 1).enter().line(4).object(7, "int[]", whole(a)).write("a", new Value.Reference(7));
        tape.line(5).in(SORT, 2).enter().write("a", new Value.Reference(7));
        for (int i = 0; i < a.length; i++) {
            tape.line(10).write("i", i);
            for (int j = i; j > 0; j--) {
                tape.line(11).write("j", j);
                if (a[j - 1] <= a[j]) {
                    break;
                }
                int t = a[j];
                tape.line(12).write("t", t);
                a[j] = a[j - 1];
                tape.line(13).element(7, j, a[j]);
                a[j - 1] = t;
                tape.line(15).element(7, j - 1, t);
            }
        }
        tape.exit(null).in(MAIN, 1).line(6).print(a[0] + "\n").line(7).exit(null);
        return tape;
    }

    /** Two methods that call each other for a while with random writes: many steps. */
    public static Tape random(long seed, int steps) {
        Tape tape = new Tape();
        Random random = new Random(seed);
        tape.methods.addAll(List.of(MAIN, SORT));
        tape.in(MAIN, 1).enter();
        List<Value> start = whole(new int[8]);
        tape.object(1, "int[]", start)
                .object(2, "java.util.HashMap", List.of())
                .object(3, "java.util.ArrayList", start);
        int frames = 1;
        for (int i = 0; i < steps; i++) {
            tape.line(3 + random.nextInt(5));
            switch (random.nextInt(6)) {
                case 0 -> tape.element(1, random.nextInt(8), random.nextInt());
                case 1 -> tape.element(2, random.nextInt(8), random.nextInt());
                case 2 -> tape.write("x" + random.nextInt(3), random.nextInt(100));
                case 3 -> {
                    if (MAIN.equals(tape.method)) {
                        tape.in(SORT, ++frames).enter();
                    } else {
                        tape.exit(new Value.Whole(i)).in(MAIN, 1);
                    }
                }
                case 4 -> tape.add(Kind.INSERT, null, 3, null, new Value.Whole(0), new Value.Whole(i), -1);
                default -> tape.add(Kind.REMOVE, null, 3, null, new Value.Whole(0), null, -1);
            }
        }
        return tape;
    }

    public static List<Value> whole(int... numbers) {
        List<Value> values = new ArrayList<>();
        for (int number : numbers) {
            values.add(new Value.Whole(number));
        }
        return values;
    }

    public static Value.Text text(String text) {
        return new Value.Text(text, text.length());
    }

    public Tape source(String file, String text) {
        sources.put(file, text);
        return this;
    }

    public Tape method(Method one) {
        methods.add(one);
        return this;
    }

    public Tape view(View view) {
        views.add(view);
        return this;
    }

    public Tape note(String note) {
        notes.add(note);
        return this;
    }

    public Tape cut() {
        exit = OptionalInt.empty();
        return this;
    }

    public Tape in(@Nullable Method where, long activation) {
        method = where;
        frame = activation;
        return this;
    }

    public Tape thread(int number) {
        thread = number;
        return this;
    }

    public Tape line(int number) {
        step++;
        line = number;
        return add(Kind.LINE, null, 0, null, null, null, -1);
    }

    public Tape enter() {
        return add(Kind.ENTER, null, 0, null, null, null, -1);
    }

    public Tape exit(@Nullable Value value) {
        return add(Kind.EXIT, null, 0, null, null, value, -1);
    }

    public Tape thrown(String message) {
        return add(Kind.THROW, null, 0, null, null, text(message), -1);
    }

    public Tape write(String variable, long value) {
        return write(variable, new Value.Whole(value));
    }

    public Tape write(String variable, Value value) {
        return add(Kind.WRITE, variable, 0, null, null, value, -1);
    }

    public Tape element(long object, long index, long value) {
        return add(Kind.ELEMENT, null, object, null, new Value.Whole(index), new Value.Whole(value), -1);
    }

    public Tape field(long object, String name, Value value) {
        return add(Kind.FIELD, name, object, null, null, value, -1);
    }

    public Tape print(String text) {
        return add(Kind.OUTPUT, "out", 0, null, null, text(text), -1);
    }

    public Tape object(long number, String type, List<Value> contents, String... fields) {
        boolean map = type.endsWith("Map");
        int length = fields.length > 0 ? -1 : map ? contents.size() / 2 : contents.size();
        events.add(new Event(
                step,
                thread,
                Kind.OBJECT,
                method,
                line,
                frame,
                null,
                number,
                type,
                null,
                null,
                length,
                contents,
                List.of(fields)));
        return this;
    }

    public Tape contents(long object, @Nullable Value index, int length, List<Value> contents) {
        events.add(new Event(
                step,
                thread,
                Kind.CONTENTS,
                method,
                line,
                frame,
                null,
                object,
                null,
                index,
                null,
                length,
                contents,
                List.of()));
        return this;
    }

    public Tape add(
            Kind kind,
            @Nullable String variable,
            long object,
            @Nullable String type,
            @Nullable Value index,
            @Nullable Value value,
            int length) {
        events.add(new Event(
                step, thread, kind, method, line, frame, variable, object, type, index, value, length, List.of(),
                List.of()));
        return this;
    }

    public List<Event> all() {
        return events;
    }

    @Override
    public String program() {
        return "Sort";
    }

    @Override
    public String level() {
        return "all";
    }

    @Override
    public Map<String, String> sources() {
        return sources;
    }

    @Override
    public List<Method> methods() {
        return methods;
    }

    @Override
    public List<Relation> relations() {
        return relations;
    }

    @Override
    public List<View> views() {
        return views;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public OptionalInt exitCode() {
        return exit;
    }

    @Override
    public void events(Consumer<? super Event> reader) {
        events.forEach(reader);
    }
}
