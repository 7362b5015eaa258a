package org.surprisal.watch.ask;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;
import org.surprisal.watch.state.Thing;

/**
 * An expression over the variables of a program: elements {@code a[i]}, fields {@code node.left.key}, {@code a.length},
 * arithmetic, comparisons that may be chained ({@code 0 <= i < n}), {@code and}, {@code or}, {@code not}, and the
 * functions {@code abs, len, isnan, isinf, min, max, sum, sorted}. {@code x is NaN} holds for NaN, unlike Java's
 * {@code ==}. Whole numbers are those of Java's {@code long}.
 */
public final class Expression {
    private final String text;
    private final Node root;

    private Expression(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads an expression.
     *
     * @throws QuestionException if it cannot be understood
     */
    public static Expression parse(String text) {
        return new Expression(text, Parser.parse(text));
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * Its value in the activation whose line ran last.
     *
     * @return null where it has none: a variable is not there (yet), an index is outside, the kinds do not fit
     */
    public @Nullable Value in(State state) {
        return value(root, state);
    }

    private static @Nullable Value value(Node node, State state) {
        return switch (node) {
            case Node.Constant constant -> constant.value();
            case Node.Variable variable -> variable(variable.name(), state);
            case Node.Element element -> element(element, state);
            case Node.Member member -> member(member, state);
            case Node.Unary unary -> unary(unary, state);
            case Node.Binary binary -> binary(binary, state);
            case Node.Chain chain -> chain(chain, state);
            case Node.Call call -> call(call, state);
        };
    }

    private static @Nullable Value variable(String name, State state) {
        Frame frame = state.frame();
        if (frame != null) {
            Value local = frame.variables().get(name);
            if (local != null) {
                return local;
            }
            Thing self = thing(frame.variables().get("this"), state);
            if (self != null && self.fields().containsKey(name)) {
                return self.fields().get(name);
            }
            Map<String, Value> own = frame.method() == null
                    ? null
                    : state.statics().get(frame.method().type());
            if (own != null && own.containsKey(name)) {
                return own.get(name);
            }
        }
        if (state.stack() != null && !state.stack().frames().isEmpty()) {
            Frame outermost = state.stack().frames().getFirst();
            if (outermost.method() == null) {
                return outermost.variables().get(name);
            }
        }
        return null;
    }

    private static @Nullable Thing thing(@Nullable Value value, State state) {
        return value instanceof Value.Reference reference ? state.thing(reference.object()) : null;
    }

    private static @Nullable Value element(Node.Element element, State state) {
        Value container = value(element.container(), state);
        Value index = value(element.index(), state);
        if (container == null || index == null) {
            return null;
        }
        if (container instanceof Value.Text text && index instanceof Value.Whole whole) {
            return whole.value() >= 0 && whole.value() < text.value().length()
                    ? new Value.Letter(text.value().charAt((int) whole.value()))
                    : null;
        }
        Thing thing = thing(container, state);
        return thing == null ? null : thing.at(index);
    }

    private static @Nullable Value member(Node.Member member, State state) {
        if (member.object() instanceof Node.Variable type) {
            for (String known : state.statics().keySet()) {
                if (known.equals(type.name())
                        || known.endsWith("." + type.name())
                        || known.endsWith("$" + type.name())) {
                    Value found = state.statics().get(known).get(member.name());
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        Value object = value(member.object(), state);
        Thing thing = thing(object, state);
        if (thing != null && thing.fields().containsKey(member.name())) {
            return thing.fields().get(member.name());
        }
        return switch (member.name()) {
            case "length", "size" -> object == null ? null : length(object, state);
            default -> null;
        };
    }

    private static @Nullable Value length(Value value, State state) {
        if (value instanceof Value.Text text) {
            return new Value.Whole(text.length());
        }
        Thing thing = thing(value, state);
        return thing == null || thing.shape() == Thing.Shape.FIELDS ? null : new Value.Whole(thing.length());
    }

    private static @Nullable Value unary(Node.Unary unary, State state) {
        Value operand = value(unary.operand(), state);
        return switch (operand) {
            case Value.Truth truth when unary.operator().equals("not") -> new Value.Truth(!truth.value());
            case Value.Whole whole when unary.operator().equals("-") -> new Value.Whole(-whole.value());
            case Value.Real real when unary.operator().equals("-") -> new Value.Real(-real.value());
            case null, default -> null;
        };
    }

    private static @Nullable Value binary(Node.Binary binary, State state) {
        Value left = value(binary.left(), state);
        if (binary.operator().equals("and") || binary.operator().equals("or")) {
            boolean decides = binary.operator().equals("or");
            if (left instanceof Value.Truth truth && truth.value() == decides) {
                return left;
            }
            Value right = value(binary.right(), state);
            return left instanceof Value.Truth && right instanceof Value.Truth ? right : null;
        }
        Value right = value(binary.right(), state);
        return left == null || right == null ? null : Arithmetic.of(binary.operator(), left, right);
    }

    private static @Nullable Value chain(Node.Chain chain, State state) {
        Value left = value(chain.operands().getFirst(), state);
        for (int i = 0; i < chain.operators().size(); i++) {
            Value right = value(chain.operands().get(i + 1), state);
            Boolean holds = (left == null || right == null)
                    ? null
                    : Arithmetic.compare(chain.operators().get(i), left, right);
            if (holds == null) {
                return null;
            }
            if (!holds) {
                return new Value.Truth(false);
            }
            left = right;
        }
        return new Value.Truth(true);
    }

    private static @Nullable Value call(Node.Call call, State state) {
        Value first = value(call.arguments().getFirst(), state);
        if (first == null) {
            return null;
        }
        return switch (call.function()) {
            case "len" -> length(first, state);
            case "abs" ->
                switch (first) {
                    case Value.Whole whole -> new Value.Whole(Math.abs(whole.value()));
                    case Value.Real real -> new Value.Real(Math.abs(real.value()));
                    default -> null;
                };
            case "isnan" -> first instanceof Value.Real real ? new Value.Truth(Double.isNaN(real.value())) : null;
            case "isinf" -> first instanceof Value.Real real ? new Value.Truth(Double.isInfinite(real.value())) : null;
            case "sum", "sorted" -> {
                Thing thing = thing(first, state);
                yield thing == null || thing.elements().size() < thing.length()
                        ? null
                        : call.function().equals("sum") ? sum(thing.elements()) : sorted(thing.elements());
            }
            default -> {
                Value second = value(call.arguments().get(1), state);
                Boolean less = second == null ? null : Arithmetic.compare("<=", first, second);
                yield less == null ? null : less == call.function().equals("min") ? first : second;
            }
        };
    }

    private static @Nullable Value sum(List<Value> elements) {
        Value sum = new Value.Whole(0);
        for (Value element : elements) {
            sum = Arithmetic.of("+", sum, element);
            if (sum == null) {
                return null;
            }
        }
        return sum;
    }

    private static @Nullable Value sorted(List<Value> elements) {
        for (int i = 1; i < elements.size(); i++) {
            Boolean holds = Arithmetic.compare("<=", elements.get(i - 1), elements.get(i));
            if (holds == null || !holds) {
                return holds == null ? null : new Value.Truth(false);
            }
        }
        return new Value.Truth(true);
    }
}
