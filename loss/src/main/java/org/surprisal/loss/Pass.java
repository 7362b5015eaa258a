package org.surprisal.loss;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Symbol.Role;
import org.surprisal.loss.op.Spread;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.program.Machine;

/**
 * One pass over rows, a block at a time: read, computed, weighted, added up, written. Rows that are masked are left
 * out; targets that are all 0 or 1 take a shorter program where there is one. The pass is told what to read and write
 * by its fields, and keeps its blocks for the next pass, so that a pass allocates nothing. For one thread at a time.
 */
final class Pass {
    /** From so many classes on, a row of a matrix is a block of its own. */
    private static final int LONG_ROW = 400;

    private final Kernel kernel;
    private final Kernel.@Nullable Machines[] machines;
    private final String[] names;

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

    /** The parameters that come with the rows, in the order of {@link Columns#ofRows}, then those with classes. */
    final @Nullable Input[] columns;

    /** Where each output of the kernel goes, null if it is not wanted. */
    final @Nullable Output[] outputs;

    private int classes;
    private int room;

    /** Whether arrays of doubles are read from where they are, and the first row of the block there. */
    private boolean direct;

    private int first;
    private final Selection selection = new Selection();
    private double[] masks = {};

    // What was read, and the part of it that is computed at a time.
    private final RowBlock whole;
    private final RowBlock part;

    /** The results of the block: those of the machine, or where the results of its parts were put together. */
    private final double[][] results;

    private final double[][] assembled;
    private double[] spreadValues = {};
    private double[] spreadWeights = {};
    private double[] products = {};
    private double[] turned = {};
    private final double[][] pair = new double[2][];
    private final double[][] single = new double[1][];

    Pass(Kernel kernel) {
        this.kernel = kernel;
        machines = new Kernel.Machines[1 << kernel.outputs()];
        outputs = new Output[kernel.outputs()];
        results = new double[outputs.length][];
        assembled = new double[outputs.length][];
        Columns open = kernel.columns();
        names = Stream.concat(open.ofRows().stream(), open.perClass().keySet().stream())
                .toArray(String[]::new);
        columns = new Input[names.length];
        whole = new RowBlock(names.length);
        part = new RowBlock(names.length);
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
        Arrays.fill(columns, null);
        Arrays.fill(outputs, null);
    }

    /** Computes rows. */
    void run(int from, int to) {
        int wanted = total == null && mean == null ? 0 : 1 << Kernel.VALUE;
        for (int i = 0; i < outputs.length; i++) {
            wanted |= outputs[i] == null ? 0 : 1 << i;
        }
        Kernel.Machines machine = machines(wanted);
        int width = Objects.requireNonNull(prediction).classes();
        int block = Math.min(machine.block(width), byRow() ? 1 : Integer.MAX_VALUE);
        prepare(width, Math.max(1, Math.min(block, to - from)));
        int step = Math.min(room, block);
        for (int start = from; start < to; start += step) {
            block(machine, wanted, start, Math.min(step, to - start));
        }
    }

    private boolean isHard() {
        return selection.isHard(whole.target, Inputs.whole(Objects.requireNonNull(target)));
    }

    /** Whether rows are long enough to be a block each, and nothing has to be turned then. */
    private boolean byRow() {
        Input matrix = Objects.requireNonNull(prediction);
        boolean byRow = matrix.classes() >= LONG_ROW
                && matrix.byRow()
                && (target == null || labelled || target.byRow())
                && (direction == null || direction.byRow());
        for (Output output : outputs) {
            byRow &= output == null || output.classes() == 1 || output.byRow();
        }
        return byRow;
    }

    private void block(Kernel.Machines machine, int wanted, int start, int n) {
        // A mask picks rows out, and labels have a program of their own.
        direct = mask == null && !labelled && machine.general().isFused();
        first = start;
        read(machine, start, n);
        System.arraycopy(assembled, 0, results, 0, results.length);
        selection.all(n);
        if (mask != null) {
            mask.load(start, n, masks, 0);
            selection.select(masks, n);
            clearResults(n);
        }
        if (weight != null) {
            Shapes.requireWeights(whole.weight, selection, start);
        }
        if (labelled) {
            Shapes.requireLabels(whole.target, classes, selection, start);
            Machine ofLabel = Objects.requireNonNull(machine.labelled());
            if (ofLabel.needs(Role.PICKED)) {
                Inputs.pick(Objects.requireNonNull(prediction), start, whole.target, selection, whole.picked, turned);
            }
            compute(ofLabel, wanted, selection.kept(), selection.keptRows(), n);
        } else if (!direct && machine.outcome() != null && isHard()) {
            compute(machine.outcome(), wanted, selection.kept(), selection.keptRows(), n);
        } else {
            compute(machine.general(), wanted, selection.kept(), selection.keptRows(), n);
        }
        write(start, n);
    }

    private void read(Kernel.Machines machine, int start, int n) {
        if (!labelled || Objects.requireNonNull(machine.labelled()).needs(Role.PREDICTION)) {
            read(Objects.requireNonNull(prediction), start, n, whole.prediction);
        }
        if (target != null) {
            read(target, start, n, whole.target);
        }
        if (direction != null) {
            read(direction, start, n, whole.direction);
        }
        for (int i = 0; i < columns.length; i++) {
            read(Objects.requireNonNull(columns[i]), start, n, whole.columns[i]);
        }
        if (weight != null) {
            weight.load(start, n, whole.weight, 0);
        }
    }

    /** The array in which a direct input lies; null if its block has been read. */
    private double @Nullable [] directly(@Nullable Input input) {
        return direct && input != null ? Inputs.array(input) : null;
    }

    /** Where a direct input's row of the block begins. */
    private int place(@Nullable Input input) {
        return Inputs.start(Objects.requireNonNull(input)) + first;
    }

    /** Tells the machine where an input is: in its block, or where it has always been. */
    private void bind(Machine machine, Role role, @Nullable Input input, double[] block) {
        double @Nullable [] array = directly(input);
        machine.bind(role, array == null ? block : array, array == null ? 0 : place(input));
    }

    private void bind(Machine machine, int column, double[] block) {
        double @Nullable [] array = directly(columns[column]);
        machine.bind(names[column], array == null ? block : array, array == null ? 0 : place(columns[column]));
    }

    /** Reads a block, turned so that each class stands together. */
    private void read(Input input, int start, int n, double[] to) {
        if (directly(input) != null) {
            return;
        }
        int width = input.classes();
        if (input.byRow() && width > 1 && n > 1) {
            input.load(start, n, turned, 0);
            Turn.of(turned, to, n, width);
        } else {
            input.load(start, n, to, 0);
        }
    }

    /** A masked row has the result 0. */
    private void clearResults(int n) {
        if (selection.keptRows() < n) {
            for (int i = 0; i < outputs.length; i++) {
                Output output = outputs[i];
                if (output != null) {
                    Arrays.fill(assembled[i], 0, output.classes() * n, 0);
                }
            }
        }
    }

    /** Computes some rows of the block and puts the results where the rows are. */
    private void compute(Machine machine, int wanted, int[] places, int rows, int n) {
        if (rows == 0) {
            return;
        }
        boolean all = rows == n;
        RowBlock read = all ? whole : part;
        if (!all) {
            part.gather(whole, places, rows, n, classes, labelled);
            for (int i = 0; i < columns.length; i++) {
                int width = Objects.requireNonNull(columns[i]).classes();
                RowBlock.gather(whole.columns[i], places, rows, n, width, part.columns[i]);
            }
        }
        machine.prepare(classes, Math.min(n, room));
        bind(machine, Role.PREDICTION, prediction, read.prediction);
        bind(machine, labelled ? Role.LABEL : Role.TARGET, target, read.target);
        machine.bind(Role.PICKED, read.picked);
        machine.bind(Role.DIRECTION, read.direction);
        for (int i = 0; i < names.length; i++) {
            bind(machine, i, read.columns[i]);
        }
        machine.run(rows);
        tally(machine, read, rows);
        int next = 0;
        for (int i = 0; i < outputs.length; i++) {
            Output output = outputs[i];
            if (output != null) {
                int width = output.classes();
                boolean plain = weight == null && (width == 1 || machine.perClass(next));
                double[] values = plain ? machine.output(next) : weighted(machine, next, width, read, rows);
                if (all && plain) {
                    results[i] = values;
                } else if (all) {
                    System.arraycopy(values, 0, assembled[i], 0, width * rows);
                } else {
                    RowBlock.scatter(values, places, rows, assembled[i], n, width);
                }
            }
            next += (wanted >> i) & 1;
        }
    }

    private void tally(Machine machine, RowBlock read, int rows) {
        if (total != null && weight == null) {
            total.add(machine.output(0), rows);
        } else if (total != null) {
            total.add(machine.output(0), read.weight, rows);
        }
        if (mean != null && weight == null) {
            mean.add(machine.output(0), rows);
        } else if (mean != null) {
            mean.add(machine.output(0), read.weight, rows);
        }
    }

    /** The i-th result, as wide as it is wanted, times the weights. */
    private double[] weighted(Machine machine, int i, int width, RowBlock read, int rows) {
        double[] values = machine.output(i);
        boolean narrow = width > 1 && !machine.perClass(i);
        if (weight == null) {
            return spread(values, products, width, rows);
        }
        pair[0] = spread(read.weight, spreadWeights, width, rows);
        pair[1] = narrow ? spread(values, spreadValues, width, rows) : values;
        WeightedProduct.OPERATION.run(pair, products, width * rows);
        return products;
    }

    private double[] spread(double[] row, double[] to, int width, int rows) {
        single[0] = row;
        Spread.OPERATION.run(single, to, pair, width, rows);
        return to;
    }

    /** Writes the results of a block in the order that each output asks for. */
    private void write(int start, int n) {
        for (int i = 0; i < outputs.length; i++) {
            Output output = outputs[i];
            if (output == null) {
                continue;
            }
            double[] values = results[i];
            if (output.byRow() && output.classes() > 1 && n > 1) {
                Turn.of(values, turned, output.classes(), n);
                values = turned;
            }
            output.store(start, n, values, 0);
        }
    }

    private void prepare(int classes, int rows) {
        if (this.classes == classes && room >= rows) {
            return;
        }
        this.classes = classes;
        room = rows;
        whole.prepare(classes, rows);
        part.prepare(classes, rows);
        selection.prepare(rows);
        for (int i = 0; i < assembled.length; i++) {
            assembled[i] = new double[classes * rows];
        }
        spreadValues = new double[classes * rows];
        spreadWeights = new double[classes * rows];
        products = new double[classes * rows];
        turned = new double[classes * rows];
        masks = new double[rows];
    }

    private Kernel.Machines machines(int wanted) {
        Kernel.@Nullable Machines known = machines[wanted];
        if (known != null) {
            return known;
        }
        Kernel.Machines made = kernel.machines(wanted);
        machines[wanted] = made;
        return made;
    }
}
