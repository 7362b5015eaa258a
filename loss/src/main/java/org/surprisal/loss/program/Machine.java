package org.surprisal.loss.program;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Elementwise;
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

    private final Program program;
    private final Program.Step[] steps;
    private final double[][] registers;
    private final double[][][] arguments;
    private double[] scratch = {};
    private int classes;
    private int room;

    /**
     * Makes a machine; its registers are made by {@link #prepare}.
     *
     * @param program what to run
     */
    public Machine(Program program) {
        this.program = program;
        this.steps = program.steps().toArray(Program.Step[]::new);
        this.registers = new double[program.registers().size()][];
        this.arguments = new double[4][][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new double[i][];
        }
    }

    /**
     * The number of rows of a block that is best for a number of classes.
     *
     * @param classes how many
     * @return at least 1
     */
    public static int block(int classes) {
        return Math.max(LEAST, Math.min(BLOCK, NUMBERS / classes));
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
        scratch = new double[OverClasses.SCRATCH * room];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = new double[program.registers().get(i) ? classes * room : room];
        }
        for (Map.Entry<Integer, Double> constant : program.constants().entrySet()) {
            Arrays.fill(registers[constant.getKey()], constant.getValue());
        }
        @Nullable Integer count = program.inputs().get(Symbol.Role.CLASSES);
        if (count != null) {
            Arrays.fill(registers[count], classes);
        }
    }

    /**
     * Says where an input is.
     *
     * @param role which input
     * @param values its block, read by the next {@link #run}; ignored if the program does not need it
     */
    public void bind(Symbol.Role role, double[] values) {
        @Nullable Integer register = program.inputs().get(role);
        if (register != null) {
            registers[register] = values;
        }
    }

    /**
     * Computes a block.
     *
     * @param rows the number of rows, at most those prepared for
     */
    public void run(int rows) {
        for (Program.Step step : steps) {
            int[] from = step.arguments();
            double[][] x = arguments[from.length];
            for (int j = 0; j < from.length; j++) {
                x[j] = registers[from[j]];
            }
            double[] result = registers[step.result()];
            switch (step.operation()) {
                case Elementwise elementwise ->
                    elementwise.run(x, result, program.registers().get(step.result()) ? classes * rows : rows);
                case OverClasses over -> over.run(x, result, scratch, classes, rows);
            }
        }
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
