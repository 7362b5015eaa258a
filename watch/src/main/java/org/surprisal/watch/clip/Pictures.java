package org.surprisal.watch.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.View;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;
import org.surprisal.watch.state.Thing;

/** Chooses the picture of a variable by what it holds, or as a comment says. */
final class Pictures {
    private static final int MOST_BARS = 128;
    private static final int MOST_CELLS = 24;
    private static final int MOST_ROWS = 32;
    private static final int MOST_NODES = 63;

    private final Recording recording;
    private final State state;
    private final Frame frame;
    private final Swaps swaps;
    private final Map<String, String> told = new HashMap<>();

    Pictures(Recording recording, State state, Frame frame, Swaps swaps) {
        this.recording = recording;
        this.state = state;
        this.frame = frame;
        this.swaps = swaps;
        for (View view : recording.views()) {
            if (view.method().equals(frame.method())) {
                told.put(view.variable(), view.as());
            }
        }
    }

    boolean hidden(String name) {
        return "hidden".equals(told.get(name));
    }

    /** Whether a value is the array of arguments of a program that has none. */
    boolean isNoArguments(Value value) {
        Thing thing = value instanceof Value.Reference reference ? state.thing(reference.object()) : null;
        return thing != null && thing.type().equals("java.lang.String[]") && thing.length() == 0;
    }

    /** The picture of a variable; null if text says it all. */
    Scene.@Nullable Picture of(String name, Value value) {
        Thing thing = value instanceof Value.Reference reference ? state.thing(reference.object()) : null;
        if (thing == null) {
            return null;
        }
        String as = told.getOrDefault(name, "");
        if (thing.shape() == Thing.Shape.FIELDS) {
            return tree(name, thing);
        }
        List<Value> elements = thing.elements();
        if (thing.shape() != Thing.Shape.SEQUENCE || elements.isEmpty() || elements.size() > MOST_BARS) {
            return null;
        }
        if (!as.equals("cells") && elements.size() > 1 && elements.stream().allMatch(Pictures::isNumber)) {
            return new Scene.Bars(
                    name,
                    elements.stream().map(Pictures::number).toList(),
                    elements.stream().map(Pictures::label).toList(),
                    changed(thing),
                    pointers(name, elements.size()),
                    swaps.at(thing.number(), state.step()));
        }
        if (rows(elements)) {
            return matrix(name, elements);
        }
        boolean small = elements.size() <= MOST_CELLS && elements.stream().noneMatch(Value.Reference.class::isInstance);
        return small || as.equals("cells")
                ? new Scene.Cells(
                        name,
                        elements.stream()
                                .map(one -> Contents.of(one, state, 12))
                                .toList(),
                        changed(thing),
                        pointers(name, elements.size()))
                : null;
    }

    private List<Integer> changed(Thing thing) {
        List<Integer> changed = new ArrayList<>();
        for (Event event : state.changes()) {
            if (event.object() != thing.number()) {
                continue;
            }
            if (event.kind() == Kind.ELEMENT && event.index() instanceof Value.Whole index) {
                changed.add((int) index.value());
            } else if (event.kind() == Kind.INSERT) {
                boolean within = event.index() instanceof Value.Whole;
                changed.add(
                        within && event.index() instanceof Value.Whole index
                                ? (int) index.value()
                                : thing.elements().size() - 1);
            } else if (event.kind() == Kind.CONTENTS) {
                int from = event.index() instanceof Value.Whole index ? (int) index.value() : 0;
                for (int i = 0; i < event.contents().size(); i++) {
                    changed.add(from + i);
                }
            }
        }
        return changed;
    }

    /** The variables that are indexes of a container: with an offset only where the line that ran uses it. */
    private List<Scene.Pointer> pointers(String container, int size) {
        List<Scene.Pointer> pointers = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (Relation relation : recording.relations()) {
            if (!relation.container().equals(container) || !relation.method().equals(frame.method())) {
                continue;
            }
            Value index = frame.variables().get(relation.index());
            int offset = relation.offset() == null ? 0 : relation.offset();
            if (!(index instanceof Value.Whole whole) || (offset != 0 && relation.line() != state.line())) {
                continue;
            }
            String label = relation.index() + (offset == 0 ? "" : offset > 0 ? "+" + offset : "" + offset);
            long at = whole.value() + offset;
            if (at >= -1 && at <= size && labels.add(label)) {
                pointers.add(new Scene.Pointer(label, (int) at));
            }
        }
        return pointers;
    }

    private boolean rows(List<Value> elements) {
        if (elements.size() > MOST_ROWS) {
            return false;
        }
        boolean any = false;
        for (Value element : elements) {
            Thing row = element instanceof Value.Reference reference ? state.thing(reference.object()) : null;
            boolean fits = row != null
                    && row.shape() == Thing.Shape.SEQUENCE
                    && row.elements().size() <= MOST_ROWS
                    && row.elements().stream().allMatch(one -> isNumber(one) || one instanceof Value.Truth);
            if (!fits && !(element instanceof Value.Null)) {
                return false;
            }
            any |= row != null && !row.elements().isEmpty();
        }
        return any;
    }

    private Scene.Matrix matrix(String name, List<Value> elements) {
        List<List<Double>> values = new ArrayList<>();
        List<List<String>> labels = new ArrayList<>();
        List<List<Integer>> changed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Thing row = elements.get(i) instanceof Value.Reference reference ? state.thing(reference.object()) : null;
            List<Value> cells = row == null ? List.of() : row.elements();
            values.add(cells.stream()
                    .map(one -> one instanceof Value.Truth truth ? (Double) (truth.value() ? 1.0 : 0.0) : number(one))
                    .toList());
            labels.add(cells.stream().map(Pictures::label).toList());
            if (row != null) {
                for (int column : changed(row)) {
                    changed.add(List.of(i, column));
                }
            }
        }
        return new Scene.Matrix(name, values, labels, changed);
    }

    /** A thing whose class has two fields of nodes like itself. */
    private Scene.@Nullable Picture tree(String name, Thing root) {
        List<String> branches = root.fields().keySet().stream()
                .filter(field -> field.matches("left|right|l|r|lo|hi|smaller|greater|less|more"))
                .toList();
        Set<Long> seen = new HashSet<>();
        List<Scene.Node> nodes = new ArrayList<>();
        return branches.size() == 2 && walk(root, branches, 0, nodes, seen) >= 0 && nodes.size() <= MOST_NODES
                ? new Scene.Tree(name, nodes)
                : null;
    }

    /** Adds the nodes below a thing from left to right; gives the index of its own, or -1 if it is no tree. */
    private int walk(Thing thing, List<String> branches, int depth, List<Scene.Node> nodes, Set<Long> seen) {
        if (!seen.add(thing.number()) || depth > MOST_NODES) {
            return -1;
        }
        int left = branch(thing, branches.getFirst(), branches, depth, nodes, seen);
        int own = nodes.size();
        StringBuilder label = new StringBuilder();
        thing.fields().forEach((field, value) -> {
            if (!branches.contains(field) && label.length() < 8 && !(value instanceof Value.Reference)) {
                label.append(label.isEmpty() ? "" : " ").append(label(value));
            }
        });
        boolean changed = state.changes().stream()
                .anyMatch(event -> (event.object() == thing.number() && event.kind() == Kind.FIELD)
                        || new Value.Reference(thing.number()).equals(event.value()));
        nodes.add(new Scene.Node(label.toString(), depth, -1, changed));
        if (left >= 0) {
            adopt(nodes, left, own);
        }
        int right = branch(thing, branches.getLast(), branches, depth, nodes, seen);
        if (right >= 0) {
            adopt(nodes, right, own);
        }
        return own;
    }

    private int branch(
            Thing thing, String field, List<String> branches, int depth, List<Scene.Node> nodes, Set<Long> seen) {
        Thing child =
                thing.fields().get(field) instanceof Value.Reference reference ? state.thing(reference.object()) : null;
        return child == null ? -1 : walk(child, branches, depth + 1, nodes, seen);
    }

    private static void adopt(List<Scene.Node> nodes, int child, int parent) {
        Scene.Node node = nodes.get(child);
        nodes.set(child, new Scene.Node(node.label(), node.depth(), parent, node.changed()));
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Real;
    }

    private static Double number(Value value) {
        return switch (value) {
            case Value.Whole whole -> (double) whole.value();
            case Value.Real real -> real.value();
            default -> Double.NaN;
        };
    }

    private static String label(Value value) {
        return switch (value) {
            case Value.Real real -> String.format(java.util.Locale.ROOT, "%.3g", real.value());
            case Value.Whole whole when whole.value() == Integer.MAX_VALUE || whole.value() == Long.MAX_VALUE -> "∞";
            case Value.Truth truth -> truth.value() ? "1" : "0";
            case Value.Text text -> text.value();
            default -> ValueText.of(value);
        };
    }
}
