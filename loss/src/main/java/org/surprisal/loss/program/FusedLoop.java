package org.surprisal.loss.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.math.FusedLoops;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.Twins;

/**
 * The one loop of a program that is nothing but arithmetic on the numbers of a row, where {@code simd} makes it. It
 * reads each input once, from wherever it lies, and writes each result once; so a cheap loss runs at the speed of the
 * memory. Making it takes a second of another thread, and machines ask for it when they have run many rows. Safe for
 * several threads.
 */
final class FusedLoop {
    /** A longer program takes its time anyway, and its numbers do not stay in the registers of a processor. */
    private static final int MOST_VALUES = 64;

    private final Program program;
    private final StraightLine line;
    private final int[] columns;
    private final int[] results;
    private boolean wanted;
    private volatile Twins.@Nullable Fused loop;

    private FusedLoop(Program program, StraightLine line, int[] columns, int[] results) {
        this.program = program;
        this.line = line;
        this.columns = columns;
        this.results = results;
    }

    /** The loop of a program; null if it is more than arithmetic, or nobody makes loops. */
    static @Nullable FusedLoop of(Program program) {
        return FusedLoops.areMade() ? ofArithmetic(program) : null;
    }

    /** The straight line of a program; null if it is more than arithmetic on the numbers of a row. */
    static @Nullable StraightLine line(Program program) {
        @Nullable FusedLoop loop = ofArithmetic(program);
        return loop == null ? null : loop.line;
    }

    private static @Nullable FusedLoop ofArithmetic(Program program) {
        StraightLine.Writer writer = new StraightLine.Writer();
        Map<Integer, Integer> places = new HashMap<>();
        List<Integer> columns = new ArrayList<>(program.inputs().values());
        columns.addAll(program.columns().values());
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), writer.column(i));
        }
        program.constants().forEach((register, number) -> places.put(register, writer.constant(number)));
        for (Program.Step step : program.steps()) {
            OptionalInt place = step.operation() instanceof Elementwise elementwise && step.beside() < 0
                    ? elementwise.arithmetic(writer, at(places, step.arguments()))
                    : OptionalInt.empty();
            if (place.isEmpty()) {
                return null;
            }
            places.put(step.result(), place.getAsInt());
        }
        List<Integer> results = program.outputs().stream()
                .distinct()
                .filter(register -> !program.constants().containsKey(register))
                .toList();
        StraightLine line = writer.line(
                results.stream().map(register -> at(places, register)[0]).toList());
        boolean computed = !results.isEmpty() && results.stream().noneMatch(columns::contains);
        return computed && !program.registers().contains(true) && line.values().size() <= MOST_VALUES
                ? new FusedLoop(program, line, array(columns), array(results))
                : null;
    }

    private static int[] at(Map<Integer, Integer> places, int... registers) {
        int[] found = new int[registers.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = places.getOrDefault(registers[i], -1);
        }
        return found;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Begins to make it, unless somebody has. */
    synchronized void want() {
        if (!wanted) {
            wanted = true;
            loop = FusedLoops.of(line, Machine.trial(program));
        }
    }

    /** Whether it has taken over. */
    boolean isReady() {
        Twins.@Nullable Fused made = loop;
        return made != null && made.ready();
    }

    /** The registers of the inputs. */
    int[] columns() {
        return columns;
    }

    /** The registers that are written. */
    int[] results() {
        return results;
    }

    /** Runs it; returns whether it did. */
    boolean run(double[][] from, int[] starts, double[][] to, int rows) {
        Twins.@Nullable Fused made = loop;
        return made != null && made.of(from, starts, to, rows);
    }
}
