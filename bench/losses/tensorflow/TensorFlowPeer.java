import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/// TensorFlow for Java: graphs that are run on tensors made before; what they compute stays in their own memory.
///
/// Of the ways to write a loss that were tried, the fastest; for the log loss also the one of the textbooks.
public final class TensorFlowPeer implements Contender {
    private final ConfigProto config;

    public TensorFlowPeer(int threads) {
        config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build();
        TensorFlow.version();
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        return task.floats() ? passes(task, rows, TFloat32.class) : passes(task, rows, TFloat64.class);
    }

    private <T extends TNumber> List<Pass> passes(Task task, Rows rows, Class<T> type) {
        return switch (task.kind()) {
            case PROBABILITY -> List.of(textbook(task, rows, type), oneLogarithm(task, rows, type));
            case LOGIT -> List.of(logit(task, rows, type));
            case CLASSES -> List.of(classes(task, rows, type));
            case ROW_LOSS, CLASS_LOSS -> List.of();
        };
    }

    private <T extends TNumber> Pass textbook(Task task, Rows rows, Class<T> type) {
        var pass = new GraphPass<>("-y log p - (1 - y) log1p(-p)", config, type);
        Operand<T> y = pass.cast(pass.feed(TUint8.class, outcomes(rows)));
        Operand<T> p = pass.feed(type, predictions(task, rows));
        Ops tf = pass.ops();
        Operand<T> happened = tf.math.mul(y, tf.math.log(p));
        Operand<T> not = tf.math.mul(tf.math.sub(pass.number(1), y), tf.math.log1p(tf.math.neg(p)));
        return pass.fetch(tf.math.neg(pass.sum(tf.math.add(happened, not))));
    }

    private <T extends TNumber> Pass oneLogarithm(Task task, Rows rows, Class<T> type) {
        var pass = new GraphPass<>("-log |(y - 1) + p|", config, type);
        Operand<T> y = pass.cast(pass.feed(TUint8.class, outcomes(rows)));
        Operand<T> p = pass.feed(type, predictions(task, rows));
        Ops tf = pass.ops();
        Operand<T> ofWhatHappened = tf.math.abs(tf.math.add(tf.math.sub(y, pass.number(1)), p));
        return pass.fetch(tf.math.neg(pass.sum(tf.math.log(ofWhatHappened))));
    }

    private <T extends TNumber> Pass logit(Task task, Rows rows, Class<T> type) {
        var pass = new GraphPass<>("", config, type);
        Operand<T> y = pass.cast(pass.feed(TUint8.class, outcomes(rows)));
        Operand<T> z = pass.feed(type, predictions(task, rows));
        Ops tf = pass.ops();
        Operand<T> loss = tf.math.sub(tf.math.softplus(z), tf.math.mul(y, z));
        return pass.fetch(loss, tf.math.sub(tf.math.sigmoid(z), y));
    }

    private <T extends TNumber> Pass classes(Task task, Rows rows, Class<T> type) {
        var pass = new GraphPass<>("", config, type);
        Operand<TInt32> label =
                pass.feed(TInt32.class, TInt32.tensorOf(Shape.of(rows.label().length), DataBuffers.of(rows.label())));
        Operand<T> z = pass.feed(type, predictions(task, rows));
        var fused = pass.ops().nn.sparseSoftmaxCrossEntropyWithLogits(z, label);
        return pass.fetch(fused.loss(), fused.backprop());
    }

    private static Tensor outcomes(Rows rows) {
        return TUint8.tensorOf(Shape.of(rows.happened().length), DataBuffers.of(rows.happened()));
    }

    private static Tensor predictions(Task task, Rows rows) {
        Shape shape = task.classes() == 1 ? Shape.of(task.rows()) : Shape.of(task.rows(), task.classes());
        return task.floats()
                ? TFloat32.tensorOf(shape, DataBuffers.of(rows.floats()))
                : TFloat64.tensorOf(shape, DataBuffers.of(rows.p()));
    }
}
