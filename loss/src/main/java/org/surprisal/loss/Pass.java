package org.surprisal.loss;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Symbol.Role;
import org.surprisal.loss.op.Spread;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.program.Machine;

/**
 * One pass over rows, a block at a time: read, left out what is masked, computed, weighted, added up, written. It is
 * told what to read and write by its fields, and keeps its blocks for the next pass, so that a pass allocates nothing.
 * For one thread at a time.
 */
final class Pass {
    /** How many blocks a result may go through on its way out. */
    private static final int SPARE = 4;

    private final Kernel kernel;
    private final @Nullable Machine[] machines = new Machine[1 << Kernel.OUTPUTS];

    @Nullable
    Input target;

    boolean labelled;

    @Nullable
    Input prediction;

    @Nullable
    Input weight;

    @Nullable
    Input mask;

    @Nullable
    Input direction;

    @Nullable
    Total total;

    @Nullable
    Mean mean;

    /** Where each output of the kernel goes, null if it is not wanted. */
    final @Nullable Output[] outputs = new Output[Kernel.OUTPUTS];

    private int classes;
    private int room;
    private double[] targets = {};
    private double[] labels = {};
    private double[] predictions = {};
    private double[] directions = {};
    private double[] weights = {};
    private double[] masks = {};
    private final double[][] spare = new double[SPARE][];
    private int[] kept = {};
    private final double[][] pair = new double[2][];
    private final double[][] single = new double[1][];

    Pass(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Forgets what was to be read and written. */
    void clear() {
        target = null;
        prediction = null;
        weight = null;
        mask = null;
        direction = null;
        total = null;
        mean = null;
        Arrays.fill(outputs, null);
    }

    /** Computes rows. */
    void run(int from, int to) {
        Input predicted = Objects.requireNonNull(prediction);
        int wanted = total == null && mean == null ? 0 : 1 << Kernel.VALUE;
        for (int i = 0; i < outputs.length; i++) {
            wanted |= outputs[i] == null ? 0 : 1 << i;
        }
        prepare(predicted.classes(), to - from);
        Machine machine = machine(wanted);
        machine.prepare(classes, room);
        for (int start = from; start < to; start += room) {
            block(machine, wanted, start, Math.min(room, to - start));
        }
    }

    private void block(Machine machine, int wanted, int start, int n) {
        int rows = mask == null ? n : select(mask, start, n);
        if (rows > 0) {
            load(Objects.requireNonNull(prediction), start, n, rows, predictions);
            machine.bind(Role.PREDICTION, predictions);
            if (target != null) {
                load(target, start, n, rows, labelled ? labels : targets);
                if (labelled) {
                    Shapes.requireLabels(labels, classes, rows, start, rows < n ? kept : null);
                    spread(rows);
                }
                machine.bind(Role.TARGET, targets);
            }
            if (direction != null) {
                load(direction, start, n, rows, directions);
                machine.bind(Role.DIRECTION, directions);
            }
            if (weight != null) {
                load(weight, start, n, rows, weights);
                Shapes.requireWeights(weights, rows, start, rows < n ? kept : null);
            }
            machine.run(rows);
            tally(machine, rows);
        }
        int next = 0;
        for (int i = 0; i < outputs.length; i++) {
            Output output = outputs[i];
            if (output != null) {
                store(machine, next, output, start, n, rows);
            }
            next += wanted >> i & 1;
        }
    }

    private void tally(Machine machine, int rows) {
        if (total != null && weight == null) {
            total.add(machine.output(0), rows);
        } else if (total != null) {
            total.add(machine.output(0), weights, rows);
        }
        if (mean != null && weight == null) {
            mean.add(machine.output(0), rows);
        } else if (mean != null) {
            mean.add(machine.output(0), weights, rows);
        }
    }

    /** Reads a block, turned so that each class stands together, without the rows that are masked. */
    private void load(Input input, int start, int n, int rows, double[] to) {
        int width = input.classes();
        if (input.byRow() && width > 1) {
            input.load(start, n, spare[0], 0);
            Turn.of(spare[0], to, n, width);
        } else {
            input.load(start, n, to, 0);
        }
        if (rows < n) {
            for (int k = 0; k < width; k++) {
                for (int i = 0; i < rows; i++) {
                    to[k * rows + i] = to[k * n + kept[i]];
                }
            }
        }
    }

    /** Writes out the labels as a column per class, 1 for the true one and 0 for the others. */
    private void spread(int rows) {
        Arrays.fill(targets, 0, classes * rows, 0);
        for (int i = 0; i < rows; i++) {
            targets[((int) labels[i]) * rows + i] = 1;
        }
    }

    /** Writes a block: weighted, 0 where masked, in the order that the output asks for. */
    private void store(Machine machine, int i, Output output, int start, int n, int rows) {
        int width = output.classes();
        double[] values = machine.output(i);
        if (width > 1 && !machine.perClass(i)) {
            values = spread(values, spare[0], width, rows);
        }
        if (weight != null) {
            pair[0] = spread(weights, spare[1], width, rows);
            pair[1] = values;
            WeightedProduct.OPERATION.run(pair, spare[2], width * rows);
            values = spare[2];
        }
        if (rows < n) {
            values = expanded(values, spare[3], width, n, rows);
        }
        if (output.byRow() && width > 1) {
            Turn.of(values, spare[1], width, n);
            values = spare[1];
        }
        output.store(start, n, values, 0);
    }

    private double[] spread(double[] row, double[] to, int width, int rows) {
        single[0] = row;
        Spread.OPERATION.run(single, to, spare[0], width, rows);
        return to;
    }

    /** Puts rows back to where they were among the masked ones, for which there are zeros. */
    private double[] expanded(double[] values, double[] to, int width, int n, int rows) {
        Arrays.fill(to, 0, width * n, 0);
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < rows; i++) {
                to[k * n + kept[i]] = values[k * rows + i];
            }
        }
        return to;
    }

    /** Lists the rows of a block that are not masked and returns their number. */
    private int select(Input mask, int start, int n) {
        mask.load(start, n, masks, 0);
        int rows = 0;
        for (int i = 0; i < n; i++) {
            kept[rows] = i;
            rows += masks[i] != 0 ? 1 : 0;
        }
        return rows;
    }

    private void prepare(int classes, int rows) {
        int block = Math.max(1, Math.min(Machine.block(classes), rows));
        if (this.classes == classes && room >= block) {
            return;
        }
        this.classes = classes;
        room = block;
        targets = new double[classes * block];
        predictions = new double[classes * block];
        directions = new double[classes * block];
        for (int i = 0; i < SPARE; i++) {
            spare[i] = new double[classes * block];
        }
        labels = new double[block];
        weights = new double[block];
        masks = new double[block];
        kept = new int[block];
    }

    private Machine machine(int wanted) {
        @Nullable Machine known = machines[wanted];
        if (known != null) {
            return known;
        }
        Machine made = kernel.machine(wanted);
        machines[wanted] = made;
        return made;
    }
}
