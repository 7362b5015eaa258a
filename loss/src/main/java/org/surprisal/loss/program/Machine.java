package org.surprisal.loss.program;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;

/**
 * Runs a program on blocks of rows. The registers are made once for a number of classes, so that a call allocates
 * nothing. For one thread at a time.
 *
 * <p>The bits of a row do not depend on the size of the block or on the place in it.
 */
public final class Machine {
    /**
     * The greatest number of rows of a block: a register is 4 KB, and a dozen of them stay in the first-level cache.
     */
    public static final int BLOCK = 512;

    /** The least number of rows of a block, however many classes there are. */
    private static final int LEAST = 16;

    /** A class-level register has at most about this many numbers. */
    private static final int NUMBERS = 4096;

    private static final int ONE_COLUMN = 1;

    private final Program program;
    private final double[][][] registers;
    private final double[][][] arguments;
    private double[][] scratch = new double[0][];
    private int classes;
    private int block;

    /**
     * Makes a machine; its registers are made when it first runs.
     *
     * @param program what to run
     */
    public Machine(Program program) {
        this.program = program;
        this.registers = new double[program.registers().size()][][];
        this.arguments = new double[4][][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new double[i][];
        }
    }

    /**
     * Computes rows.
     *
     * @param target a column, or one per class; null if the true class is given by {@code label}
     * @param label the true class of each row, from 0; null if the target is given
     * @param prediction a column, or one per class
     * @param direction a column, or one per class; null if the program needs none
     * @param n the number of rows
     * @param out for each output of the program, a column, or one per class; null for one that is not wanted
     */
    public void run(
            double @Nullable [][] target,
            int @Nullable [] label,
            double[][] prediction,
            double @Nullable [][] direction,
            int n,
            double[] @Nullable [] @Nullable [] out) {
        prepare(prediction.length, n);
        for (int from = 0; from < n; from += block) {
            int rows = Math.min(block, n - from);
            load(Symbol.Role.PREDICTION, prediction, from, rows);
            if (target != null) {
                load(Symbol.Role.TARGET, target, from, rows);
            }
            if (label != null) {
                loadLabels(label, from, rows);
            }
            if (direction != null) {
                load(Symbol.Role.DIRECTION, direction, from, rows);
            }
            for (int i = 0; i < program.steps().size(); i++) {
                step(program.steps().get(i), rows);
            }
            for (int i = 0; i < out.length; i++) {
                double[] @Nullable [] columns = out[i];
                if (columns != null) {
                    store(registers[program.outputs().get(i)], columns, from, rows);
                }
            }
        }
    }

    private void step(Program.Step step, int rows) {
        double[][] result = registers[step.result()];
        int[] from = step.arguments();
        switch (step.operation()) {
            case Elementwise elementwise -> {
                double[][] x = arguments[from.length];
                for (int k = 0; k < result.length; k++) {
                    for (int j = 0; j < from.length; j++) {
                        double[][] register = registers[from[j]];
                        x[j] = register[register.length == ONE_COLUMN ? 0 : k];
                    }
                    elementwise.run(x, result[k], rows);
                }
            }
            case OverClasses over -> over.run(columns(registers[from[0]]), result, scratch, rows);
        }
    }

    /** A register with a column per class; a row-level one is the same column for each. */
    private double[][] columns(double[][] register) {
        if (register.length == classes) {
            return register;
        }
        double[][] same = new double[classes][];
        Arrays.fill(same, register[0]);
        return same;
    }

    private void load(Symbol.Role role, double[][] columns, int from, int rows) {
        @Nullable Integer register = program.inputs().get(role);
        if (register != null) {
            double[][] to = registers[register];
            for (int k = 0; k < to.length; k++) {
                System.arraycopy(columns[k], from, to[k], 0, rows);
            }
        }
    }

    private void loadLabels(int[] label, int from, int rows) {
        @Nullable Integer register = program.inputs().get(Symbol.Role.TARGET);
        if (register != null) {
            double[][] to = registers[register];
            for (int k = 0; k < to.length; k++) {
                double[] column = to[k];
                for (int i = 0; i < rows; i++) {
                    column[i] = label[from + i] == k ? 1 : 0;
                }
            }
        }
    }

    private static void store(double[][] register, double[][] to, int from, int rows) {
        for (int k = 0; k < to.length; k++) {
            System.arraycopy(register[register.length == ONE_COLUMN ? 0 : k], 0, to[k], from, rows);
        }
    }

    /** Makes the registers, unless they fit already. */
    private void prepare(int classes, int n) {
        int fitting = Math.max(LEAST, Math.min(BLOCK, NUMBERS / classes));
        int rows = Math.min(fitting, n);
        if (this.classes == classes && block >= rows) {
            return;
        }
        this.classes = classes;
        block = Math.max(1, rows);
        scratch = new double[OverClasses.SCRATCH][block];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = new double[program.registers().get(i) ? classes : ONE_COLUMN][block];
        }
        for (Map.Entry<Integer, Double> constant : program.constants().entrySet()) {
            Arrays.fill(registers[constant.getKey()][0], constant.getValue());
        }
        @Nullable Integer count = program.inputs().get(Symbol.Role.CLASSES);
        if (count != null) {
            Arrays.fill(registers[count][0], classes);
        }
    }
}
