package org.surprisal.loss.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;

/**
 * Expressions as a straight line of steps on registers, each shared part computed once. A register holds a block of
 * rows, or a block of rows per class; few are needed, because one whose value has been used up is used again.
 * Immutable.
 */
public final class Program {
    private final List<Step> steps = new ArrayList<>();
    private final List<Boolean> registers = new ArrayList<>();
    private final Map<Integer, Double> constants = new LinkedHashMap<>();
    private final Map<Symbol.Role, Integer> inputs = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Integer> outputs;
    private final @Nullable FusedLoop fused;

    /**
     * One step: an operation, the registers of its arguments, the register of its result.
     *
     * @param operation what to do
     * @param arguments the registers to read
     * @param result the register to write, none of those unless the operation works in place
     * @param perClass the level of the result
     * @param beside the register of what the companion of the operation gives; -1 if that is not wanted
     */
    record Step(Operation operation, int[] arguments, int result, boolean perClass, int beside) {}

    /**
     * Plans the computation of some expressions of one graph together.
     *
     * @param wanted the expressions; a parameter left open is a column
     * @return the program
     */
    public static Program of(List<Expr> wanted) {
        return new Program(new Lowering().of(wanted));
    }

    /**
     * The same for rows whose target is 0 or 1.
     *
     * @param wanted the expressions, on row level
     * @return the program, which reads targets of 0 and 1 only
     */
    public static Program withOutcome(List<Expr> wanted) {
        Lowering lowering = new Lowering();
        List<Expr> lowered = lowering.of(wanted);
        List<Expr> ones = HardTarget.of(lowering.graph(), lowered, 1);
        List<Expr> zeros = HardTarget.of(lowering.graph(), lowered, 0);
        BothOutcomes both =
                new BothOutcomes(lowering.graph(), lowering.graph().symbol("outcome", Symbol.Role.TARGET, false));
        return new Program(IntStream.range(0, ones.size())
                .mapToObj(i -> both.of(ones.get(i), zeros.get(i)))
                .toList());
    }

    /**
     * The same for rows whose target is 1 for the true class and 0 for the others.
     *
     * @param wanted the expressions
     * @return the program, which reads the index of the true class in the place of the target
     */
    public static Program withLabel(List<Expr> wanted) {
        Lowering lowering = new Lowering();
        return new Program(HardTarget.ofLabel(lowering.graph(), lowering.of(wanted)));
    }

    private Program(List<Expr> plain) {
        List<Expr> lowered = new Fusion().of(plain);
        Map<Expr, Integer> place = new HashMap<>();
        Map<Boolean, Deque<Integer>> free = Map.of(true, new ArrayDeque<>(), false, new ArrayDeque<>());
        List<Expr> order = order(lowered);
        Map<Expr, Integer> uses = uses(order, lowered);
        for (Expr node : order) {
            switch (node) {
                case Num num -> constants.put(reserve(num, place), num.value());
                case Symbol symbol
                when symbol.role() == Symbol.Role.PARAMETER -> columns.put(symbol.name(), reserve(symbol, place));
                case Symbol symbol -> inputs.put(symbol.role(), reserve(symbol, place));
                case Call call when place.containsKey(call) -> {
                    // Done together with its companion.
                }
                case Call call -> {
                    // The result is given a register before those of the arguments are free: an operation may write its
                    // result in several passes.
                    int result = inPlace(call, uses) ? at(place, call.argument(0)) : take(call.perClass(), free);
                    place.put(call, result);
                    int[] arguments = call.arguments().stream()
                            .mapToInt(argument -> at(place, argument))
                            .toArray();
                    @Nullable Call companion = companion(call, order);
                    int beside = companion == null ? -1 : take(call.perClass(), free);
                    steps.add(new Step(call.operation(), arguments, result, call.perClass(), beside));
                    release(call, uses, place, free);
                    if (companion != null) {
                        place.put(companion, beside);
                        release(companion, uses, place, free);
                    }
                }
            }
        }
        outputs = lowered.stream().map(place::get).toList();
        fused = FusedLoop.of(this);
    }

    /** The call of the companion of an operation on the same arguments, if there is one. */
    private static @Nullable Call companion(Call call, List<Expr> order) {
        @Nullable
        Elementwise wanted = call.operation() instanceof Elementwise elementwise ? elementwise.companion() : null;
        if (wanted == null) {
            return null;
        }
        for (Expr node : order) {
            if (node instanceof Call other
                    && other.operation().equals(wanted)
                    && other.arguments().equals(call.arguments())) {
                return other;
            }
        }
        return null;
    }

    private static List<Expr> order(List<Expr> wanted) {
        Set<Expr> all = new TreeSet<>(Comparator.comparingInt(Expr::id));
        wanted.forEach(expr -> all.addAll(expr.nodes()));
        return List.copyOf(all);
    }

    private static Map<Expr, Integer> uses(List<Expr> order, List<Expr> wanted) {
        Map<Expr, Integer> uses = new HashMap<>();
        wanted.forEach(expr -> uses.merge(expr, 1, Integer::sum));
        for (Expr node : order) {
            if (node instanceof Call call) {
                new HashSet<>(call.arguments()).forEach(argument -> uses.merge(argument, 1, Integer::sum));
            }
        }
        return uses;
    }

    /** Whether the result takes the place of the first argument, which nothing else needs any more. */
    private static boolean inPlace(Call call, Map<Expr, Integer> uses) {
        return call.operation() instanceof OverClasses over
                && over.inPlace()
                && call.argument(0) instanceof Call first
                && at(uses, first) == 1;
    }

    private static void release(
            Call call, Map<Expr, Integer> uses, Map<Expr, Integer> place, Map<Boolean, Deque<Integer>> free) {
        for (Expr argument : new LinkedHashSet<>(call.arguments())) {
            int left = uses.merge(argument, -1, Integer::sum);
            if (left == 0 && argument instanceof Call && at(place, argument) != at(place, call)) {
                Objects.requireNonNull(free.get(argument.perClass())).push(at(place, argument));
            }
        }
    }

    private static int at(Map<Expr, Integer> map, Expr expr) {
        return Objects.requireNonNull(map.get(expr));
    }

    private int take(boolean perClass, Map<Boolean, Deque<Integer>> free) {
        Deque<Integer> candidates = Objects.requireNonNull(free.get(perClass));
        return candidates.isEmpty() ? add(perClass) : candidates.pop();
    }

    /** A register that keeps its value: of a number or an input. */
    private int reserve(Expr leaf, Map<Expr, Integer> place) {
        int register = add(leaf.perClass());
        place.put(leaf, register);
        return register;
    }

    private int add(boolean perClass) {
        registers.add(perClass);
        return registers.size() - 1;
    }

    /**
     * How long a row takes.
     *
     * @return in about the time of an addition
     */
    public long cost() {
        long cost = 0;
        for (Step step : steps) {
            cost += step.operation() instanceof Elementwise elementwise ? elementwise.cost() : 1;
        }
        return cost;
    }

    /** Whether a step may leave no trace of a value that is not finite. */
    boolean selects() {
        return steps.stream()
                .anyMatch(step -> step.operation() instanceof Elementwise elementwise && elementwise.selects());
    }

    List<Step> steps() {
        return steps;
    }

    /** For each register, whether it holds a block per class. */
    List<Boolean> registers() {
        return registers;
    }

    /** Register to the number that always stands in it. */
    Map<Integer, Double> constants() {
        return constants;
    }

    /** The register that an input is written to. Inputs that no expression needs have none. */
    Map<Symbol.Role, Integer> inputs() {
        return inputs;
    }

    /** The register that the column of a parameter is written to, by its name. */
    Map<String, Integer> columns() {
        return columns;
    }

    List<Integer> outputs() {
        return outputs;
    }

    /** The loop that may be made for all of it; null if there will be none. */
    @Nullable
    FusedLoop fused() {
        return fused;
    }
}
