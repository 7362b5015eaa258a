package org.surprisal.loss.program;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;

/**
 * Runs a program on blocks of rows. A block of rows is one array, on class level the values of class k from {@code k *
 * rows} on, so that an operation on numbers is one loop for all classes. The registers are made once for a number of
 * classes, so that a block allocates nothing. For one thread at a time.
 *
 * <p>The bits of a row do not depend on the size of the block or on the place in it.
 */
public final class Machine {
    /**
     * The greatest number of rows of a block: a register is 4 KB, and a dozen of them stay in the first-level cache. It
     * is no power of two, lest all registers begin at the same place of a page, which stalls a processor that tells
     * loads and stores apart by that.
     */
    public static final int BLOCK = 480;

    /** The least number of rows of a block, however many classes there are. */
    private static final int LEAST = 16;

    /** A class-level register has at most about this many numbers. */
    private static final int NUMBERS = 4096;

    /** The registers have at most this many numbers, if single rows do not need more: 8 MB. */
    private static final long USUAL_MEMORY = 1 << 20;

    /** The greatest number of numbers that a row may need: 512 MB. */
    public static final long MEMORY = 1 << 26;

    /** After so many rows a loop of its own is worth making for a program. */
    private static final long MANY = 1 << 20;

    private final Program program;
    private final Program.Step[] steps;
    private final boolean selects;
    private final int classRegisters;
    private final int rowRegisters;
    private final double[][] registers;
    private final double[][][] arguments;
    private final int[] inputs;
    private final int[] starts;
    private final double[][] own;
    private final @Nullable FusedLoop fused;
    private final double[][] columns;
    private final int[] columnStarts;
    private final double[][] results;
    private double[][] scratch = {};
    private long rowsSoFar;
    private int classes;
    private int room;

    /**
     * Makes a machine; its registers are made by {@link #prepare}.
     *
     * @param program what to run
     */
    public Machine(Program program) {
        this(program, program.fused());
    }

    private Machine(Program program, @Nullable FusedLoop fused) {
        this.program = program;
        this.fused = fused;
        this.steps = program.steps().toArray(Program.Step[]::new);
        this.selects = program.selects();
        this.classRegisters = Collections.frequency(program.registers(), true);
        this.rowRegisters = Collections.frequency(program.registers(), false);
        this.registers = new double[program.registers().size()][];
        this.inputs = Stream.of(program.inputs().values(), program.columns().values())
                .flatMap(Collection::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        this.own = new double[registers.length][];
        this.starts = new int[registers.length];
        this.columns = new double[fused == null ? 0 : fused.columns().length][];
        this.columnStarts = new int[columns.length];
        this.results = new double[fused == null ? 0 : fused.results().length][];
        this.arguments = new double[5][][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new double[i][];
        }
    }

    /** Runs a program, without a loop made for it, on so many rows of numbers between 0 and 1. */
    static IntConsumer trial(Program program) {
        return new IntConsumer() {
            private @Nullable Machine machine;

            @Override
            public void accept(int rows) {
                if (machine == null) {
                    machine = new Machine(program, null);
                    machine.prepare(1, BLOCK);
                    for (int register : machine.inputs) {
                        for (int i = 0; i < BLOCK; i++) {
                            machine.registers[register][i] = (i + 0.5) / BLOCK;
                        }
                    }
                }
                machine.run(rows);
            }
        };
    }

    /**
     * The number of rows of a block that is best for a number of classes, whatever the program.
     *
     * @param classes how many
     * @return at least 1
     */
    public static int usualBlock(int classes) {
        return Math.max(LEAST, Math.min(BLOCK, NUMBERS / classes));
    }

    /**
     * The number of rows of a block that is best for a number of classes: fewer for a program so long, or classes so
     * many, that the registers would take much memory.
     *
     * @param classes how many
     * @return at least 1
     * @throws FormulaException if a single row takes more than {@link #MEMORY} numbers
     */
    public int block(int classes) {
        long numbers = 1 + rowRegisters + (long) classRegisters * classes;
        if (numbers > MEMORY) {
            throw new FormulaException(
                    "the formula needs " + numbers + " numbers for a row of " + classes + " classes; the limit is "
                            + MEMORY,
                    FormulaException.NOWHERE);
        }
        return (int) Math.max(1, Math.min(usualBlock(classes), USUAL_MEMORY / numbers));
    }

    /**
     * Makes the registers, unless they are there.
     *
     * @param classes the number of classes
     * @param rows the greatest number of rows of a block to come
     */
    public void prepare(int classes, int rows) {
        if (this.classes == classes && room >= rows) {
            return;
        }
        this.classes = classes;
        room = Math.max(1, rows);
        scratch = new double[OverClasses.SCRATCH][OverClasses.WIDTH * room];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = new double[program.registers().get(i) ? classes * room : room];
            own[i] = registers[i];
        }
        Arrays.fill(starts, 0);
        for (Map.Entry<Integer, Double> constant : program.constants().entrySet()) {
            Arrays.fill(registers[constant.getKey()], constant.getValue());
        }
        @Nullable Integer count = program.inputs().get(Symbol.Role.CLASSES);
        if (count != null) {
            Arrays.fill(registers[count], classes);
        }
    }

    /**
     * Whether the program reads an input.
     *
     * @param role which input
     * @return false if it need not be bound
     */
    public boolean needs(Symbol.Role role) {
        return program.inputs().containsKey(role);
    }

    /**
     * Says where an input is.
     *
     * @param role which input
     * @param values its block, read by the next {@link #run}; ignored if the program does not need it
     */
    public void bind(Symbol.Role role, double[] values) {
        bind(role, values, 0);
    }

    /**
     * Says where an input is that does not begin where its array does.
     *
     * @param role which input
     * @param values an array that holds its block
     * @param from the index of the first row
     */
    public void bind(Symbol.Role role, double[] values, int from) {
        @Nullable Integer register = program.inputs().get(role);
        if (register != null) {
            registers[register] = values;
            starts[register] = from;
        }
    }

    /** Whether a loop made for the program has taken over, which reads an input fastest from where it lies. */
    public boolean isFused() {
        return fused != null && fused.isReady();
    }

    /**
     * Says where the column of a parameter is.
     *
     * @param parameter its name
     * @param values its block, read by the next {@link #run}; ignored if the program does not need it
     */
    public void bind(String parameter, double[] values) {
        bind(parameter, values, 0);
    }

    /**
     * Says where the column of a parameter is that does not begin where its array does.
     *
     * @param parameter its name
     * @param values an array that holds its block
     * @param from the index of the first row
     */
    public void bind(String parameter, double[] values, int from) {
        @Nullable Integer register = program.columns().get(parameter);
        if (register != null) {
            registers[register] = values;
            starts[register] = from;
        }
    }

    /**
     * Computes a block: first in plain arithmetic, as if everything were finite, which a processor does many rows at a
     * time; then, if something not finite came out, once more by selecting.
     *
     * @param rows the number of rows, at most those prepared for
     */
    public void run(int rows) {
        if (fused != null && runFused(fused, rows)) {
            return;
        }
        fetch(rows);
        run(rows, true);
        if (selects && !finite(rows)) {
            run(rows, false);
        }
    }

    private boolean runFused(FusedLoop loop, int rows) {
        if (!loop.isReady()) {
            rowsSoFar += rows;
            if (rowsSoFar >= MANY) {
                loop.want();
                rowsSoFar = Long.MIN_VALUE;
            }
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = registers[loop.columns()[i]];
            columnStarts[i] = starts[loop.columns()[i]];
        }
        for (int i = 0; i < results.length; i++) {
            results[i] = registers[loop.results()[i]];
        }
        return loop.run(columns, columnStarts, results, rows);
    }

    /** Brings inputs that begin elsewhere into registers. */
    private void fetch(int rows) {
        for (int register : inputs) {
            if (starts[register] != 0) {
                System.arraycopy(registers[register], starts[register], own[register], 0, rows);
                registers[register] = own[register];
                starts[register] = 0;
            }
        }
    }

    private void run(int rows, boolean plain) {
        for (Program.Step step : steps) {
            int[] from = step.arguments();
            double[][] x = arguments[from.length];
            for (int j = 0; j < from.length; j++) {
                x[j] = registers[from[j]];
            }
            double[] result = registers[step.result()];
            switch (step.operation()) {
                case Elementwise elementwise -> {
                    int n = step.perClass() ? classes * rows : rows;
                    if (step.beside() >= 0) {
                        elementwise.runBoth(x, result, registers[step.beside()], n);
                    } else if (plain) {
                        elementwise.plain(x, result, n);
                    } else {
                        elementwise.run(x, result, n);
                    }
                }
                case OverClasses over -> over.run(x, result, scratch, classes, rows);
            }
        }
    }

    /** Whether all results are finite. */
    private boolean finite(int rows) {
        for (int i = 0; i < program.outputs().size(); i++) {
            if (!Finite.all(output(i), perClass(i) ? classes * rows : rows)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A result of the last block.
     *
     * @param i its index among the expressions of the program
     * @return its values, not to be changed
     */
    public double[] output(int i) {
        return registers[program.outputs().get(i)];
    }

    /**
     * The level of a result.
     *
     * @param i its index among the expressions of the program
     * @return whether it has a value per class
     */
    public boolean perClass(int i) {
        return program.registers().get(program.outputs().get(i));
    }
}
