package org.surprisal.watch.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;

/** A recording in memory that a test writes as a program would run. */
final class Kept implements Recording {
    final List<Event> events = new ArrayList<>();
    final Map<String, String> sources = new LinkedHashMap<>();
    final List<Method> methods = new ArrayList<>();
    final List<Relation> relations = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    String level = "all";
    int thread = 1;
    long step;
    long frame;

    @Nullable
    Method method;

    int line;

    Kept add(Kind kind, @Nullable String variable, @Nullable Value value) {
        return add(kind, variable, 0, null, null, value, -1, List.of(), List.of());
    }

    Kept line(int now) {
        step++;
        line = now;
        return add(Kind.LINE, null, null);
    }

    Kept element(long object, long index, Value value) {
        return add(Kind.ELEMENT, null, object, null, new Value.Whole(index), value, -1, List.of(), List.of());
    }

    Kept object(long object, String type, List<Value> contents, List<String> fields) {
        return add(Kind.OBJECT, null, object, type, null, null, contents.size(), contents, fields);
    }

    Kept add(
            Kind kind,
            @Nullable String variable,
            long object,
            @Nullable String type,
            @Nullable Value index,
            @Nullable Value value,
            int length,
            List<Value> contents,
            List<String> fields) {
        events.add(new Event(
                step, thread, kind, method, line, frame, variable, object, type, index, value, length, contents,
                fields));
        return this;
    }

    /** Bubble sort of so many numbers, each line, variable and element as an agent would tell them. */
    static Kept bubbleSort(int size, long steps) {
        Kept kept = new Kept();
        Method sort = new Method("Sort", "sort(int[])", "Sort.java", 3, 9, List.of("a"));
        kept.methods.add(sort);
        kept.sources.put("Sort.java", "class Sort {}\n");
        kept.relations.add(new Relation(sort, 5, "a", "j", 0));
        kept.relations.add(new Relation(sort, 5, "a", "j", 1));
        kept.relations.add(new Relation(sort, 6, "a", "j", null));
        kept.views.add(new View(sort, "a", "bars"));
        java.util.Random random = new java.util.Random(5);
        int[] a = random.ints(size, 0, 1000).toArray();
        kept.method = sort;
        kept.frame = 1;
        kept.line = 3;
        kept.add(Kind.ENTER, null, null);
        kept.object(1, "int[]", whole(a), List.of());
        kept.add(Kind.WRITE, "a", new Value.Reference(1));
        for (int i = 0; i < size && kept.step < steps; i++) {
            kept.line(3).add(Kind.WRITE, "i", new Value.Whole(i));
            for (int j = 0; j + 1 < size - i && kept.step < steps; j++) {
                kept.line(4).add(Kind.WRITE, "j", new Value.Whole(j));
                kept.line(5);
                if (a[j] > a[j + 1]) {
                    int t = a[j];
                    kept.line(6).add(Kind.WRITE, "t", new Value.Whole(t));
                    a[j] = a[j + 1];
                    kept.line(7).element(1, j, new Value.Whole(a[j]));
                    a[j + 1] = t;
                    kept.line(8).element(1, j + 1, new Value.Whole(t));
                    kept.add(Kind.WRITE, "swaps", new Value.Whole(kept.step));
                }
            }
        }
        return kept;
    }

    private static List<Value> whole(int[] a) {
        return java.util.Arrays.stream(a).<Value>mapToObj(Value.Whole::new).toList();
    }

    @Override
    public String program() {
        return "Sort";
    }

    @Override
    public String level() {
        return level;
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
        return OptionalInt.of(0);
    }

    @Override
    public void events(Consumer<? super Event> reader) {
        events.forEach(reader);
    }
}
