import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.function.Function;

/// DJL on PyTorch: what its arrays offer, in place wherever they can, without the recording of gradients, whose
/// formulas are written out; that is faster.
public final class PyTorchPeer implements Contender {
    private final NDManager manager;

    public PyTorchPeer(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        manager = Engine.getEngine("PyTorch").newBaseManager();
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        return switch (task.kind()) {
            case PROBABILITY ->
                List.of(new ArrayPass(p(task, rows), y(rows), x -> {
                    NDArray ofWhatHappened =
                            x.y().toType(x.type(), false).subi(1).addi(x.p());
                    return new Results(ofWhatHappened.abs().log().sum().neg(), null);
                }));
            case LOGIT ->
                List.of(new ArrayPass(p(task, rows), y(rows), x -> {
                    NDArray y = x.y().toType(x.type(), false);
                    NDArray z = x.p();
                    NDArray loss = z.getNDArrayInternal().softPlus().subi(y.mul(z));
                    return new Results(loss, z.getNDArrayInternal().sigmoid().subi(y));
                }));
            case CLASSES ->
                List.of(new ArrayPass(
                        p(task, rows),
                        label(rows),
                        x -> {
                            NDArray log = x.p().logSoftmax(1);
                            NDArray of = log.gather(x.y(), 1);
                            NDArray gradient = log.exp();
                            return new Results(of.negi(), gradient.subi(x.extra()));
                        },
                        task.classes()));
            case ROW_LOSS, CLASS_LOSS -> List.of();
        };
    }

    private NDArray p(Task task, Rows rows) {
        Shape shape = task.classes() == 1 ? new Shape(task.rows()) : new Shape(task.rows(), task.classes());
        return task.floats()
                ? manager.create(FloatBuffer.wrap(rows.floats()), shape, DataType.FLOAT32)
                : manager.create(DoubleBuffer.wrap(rows.p()), shape, DataType.FLOAT64);
    }

    private NDArray y(Rows rows) {
        return manager.create(ByteBuffer.wrap(rows.happened()), new Shape(rows.happened().length), DataType.UINT8);
    }

    private NDArray label(Rows rows) {
        try (NDArray label =
                manager.create(IntBuffer.wrap(rows.label()), new Shape(rows.label().length, 1), DataType.INT32)) {
            return label.toType(DataType.INT64, true);
        }
    }

    private record Arguments(NDArray p, NDArray y, NDArray extra) {
        DataType type() {
            return p.getDataType();
        }
    }

    private record Results(NDArray loss, NDArray gradient) {}

    /// Each run has a manager of its own, so that what it made is freed.
    private final class ArrayPass implements Pass {
        private final Arguments arguments;
        private final Function<Arguments, Results> formula;

        ArrayPass(NDArray p, NDArray y, Function<Arguments, Results> formula) {
            this(p, y, formula, 1);
        }

        ArrayPass(NDArray p, NDArray y, Function<Arguments, Results> formula, int classes) {
            NDArray extra = classes == 1 ? null : y.squeeze(1).oneHot(classes, p.getDataType());
            this.arguments = new Arguments(p, y, extra);
            this.formula = formula;
        }

        @Override
        public void run(int times) {
            for (int i = 0; i < times; i++) {
                with(results -> 0.0);
            }
        }

        @Override
        public double total() {
            return with(results -> Columns.sum(array(results.loss())));
        }

        @Override
        public double gradient() {
            return with(
                    results -> results.gradient() == null ? Double.NaN : Columns.squares(array(results.gradient())));
        }

        private static double[] array(NDArray x) {
            if (x.getDataType() == DataType.FLOAT64) {
                return x.toDoubleArray();
            }
            float[] floats = x.toFloatArray();
            var doubles = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                doubles[i] = floats[i];
            }
            return doubles;
        }

        private double with(Function<Results, Double> look) {
            try (NDManager once = manager.newSubManager()) {
                arguments.p().attach(once);
                arguments.y().attach(once);
                if (arguments.extra() != null) {
                    arguments.extra().attach(once);
                }
                try {
                    return look.apply(formula.apply(arguments));
                } finally {
                    arguments.p().attach(manager);
                    arguments.y().attach(manager);
                    if (arguments.extra() != null) {
                        arguments.extra().attach(manager);
                    }
                }
            }
        }

        @Override
        public void close() {
            arguments.p().close();
            arguments.y().close();
            if (arguments.extra() != null) {
                arguments.extra().close();
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
