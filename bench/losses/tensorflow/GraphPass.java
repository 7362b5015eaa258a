import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/// A graph, its session and what is fed to it. It is fed, as constants would be folded before the clock starts.
final class GraphPass<T extends TNumber> implements Contender.Pass {
    private final String way;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final Class<T> type;
    private final List<Placeholder<?>> places = new ArrayList<>();
    private final List<Tensor> fed = new ArrayList<>();
    private final List<Operand<T>> wanted = new ArrayList<>();

    GraphPass(String way, ConfigProto config, Class<T> type) {
        this.way = way;
        this.type = type;
        session = new Session(graph, config);
    }

    Ops ops() {
        return tf;
    }

    <U extends TNumber> Operand<U> feed(Class<U> of, Tensor tensor) {
        Placeholder<U> place = tf.placeholder(of, Placeholder.shape(tensor.shape()));
        places.add(place);
        fed.add(tensor);
        return place;
    }

    Operand<T> cast(Operand<? extends TNumber> x) {
        return tf.dtypes.cast(x, type);
    }

    Operand<T> number(double x) {
        return cast(tf.constant(x));
    }

    Operand<T> sum(Operand<T> x) {
        return tf.reduceSum(x, tf.constant(0));
    }

    /// The losses or their sum, and the gradient if there is one.
    @SafeVarargs
    final Contender.Pass fetch(Operand<T>... results) {
        wanted.addAll(List.of(results));
        return this;
    }

    @Override
    public String way() {
        return way;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            run(result -> 0);
        }
    }

    @Override
    public double total() {
        return run(result -> Columns.sum(array(result.get(0))));
    }

    @Override
    public double gradient() {
        return wanted.size() == 1 ? Double.NaN : run(result -> Columns.squares(array(result.get(1))));
    }

    private static double[] array(Tensor tensor) {
        var doubles = new double[(int) tensor.size()];
        if (tensor instanceof TFloat64 x) {
            x.copyTo(DataBuffers.of(doubles));
        } else {
            var floats = new float[doubles.length];
            ((TFloat32) tensor).copyTo(DataBuffers.of(floats));
            for (int i = 0; i < floats.length; i++) {
                doubles[i] = floats[i];
            }
        }
        return doubles;
    }

    private double run(ToDoubleFunction<Result> look) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < places.size(); i++) {
            runner.feed(places.get(i), fed.get(i));
        }
        wanted.forEach(runner::fetch);
        try (var result = runner.run()) {
            return look.applyAsDouble(result);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        fed.forEach(Tensor::close);
    }
}
