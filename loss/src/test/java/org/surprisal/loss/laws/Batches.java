package org.surprisal.loss.laws;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;

/** The entry points of batches: the same numbers in every shape that they can lie in, read by several threads. */
final class Batches {
    private static final Map<String, Function<double[][], Input>> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("columns", Input::columns);
        SHAPES.put("row-major", columns -> Input.rowMajor(byRow(columns), columns.length));
        SHAPES.put("a buffer", columns -> Input.rowMajor(Input.of(buffer(columns)), columns.length));
        SHAPES.put("strides", columns -> Input.columns(strided(columns)));
        SHAPES.put("a slice", Batches::slice);
    }

    private Batches() {}

    /** Those of targets, or of labels beside them. */
    static List<EntryPoint> of(boolean labelled) {
        List<EntryPoint> all = new ArrayList<>();
        int threads = 0;
        for (Map.Entry<String, Function<double[][], Input>> shape : SHAPES.entrySet()) {
            Function<double[][], Input> input = shape.getValue();
            // One thread, two, three, one, ...
            int gang = 1 + threads++ % 3;
            for (Map.Entry<String, Function<double[][], Input>> other : SHAPES.entrySet()) {
                all.add(new EntryPoint(
                        "Batch of " + shape.getKey() + " and " + other.getKey(),
                        (loss, s) -> computed(
                                loss,
                                Batch.of(input.apply(s.y()), other.getValue().apply(s.p())),
                                s,
                                gang)));
            }
            if (labelled) {
                all.add(new EntryPoint(
                        "Batch of labels and " + shape.getKey(),
                        (loss, s) ->
                                computed(loss, Batch.labelled(Input.of(s.labels()), input.apply(s.p())), s, gang)));
            }
        }
        return all;
    }

    /** Values into a buffer, gradients into a matrix, Hessians into columns. */
    private static Answers computed(Loss loss, Batch batch, Sample sample, int threads) {
        int classes = sample.classes();
        boolean curved = Subjects.hasHessian(loss);
        DoubleBuffer value = DoubleBuffer.allocate(sample.rows());
        double[] gradient = new double[sample.rows() * classes];
        double[][] hessian = new double[classes][sample.rows()];
        Results wanted = Results.NONE.values(Output.to(value)).gradients(Output.rowMajor(gradient, classes));
        loss.compute(batch, curved ? wanted.hessians(Output.columns(hessian)) : wanted, threads);
        double[][] columns = new double[classes][sample.rows()];
        for (int i = 0; i < gradient.length; i++) {
            columns[i % classes][i / classes] = gradient[i];
        }
        return new Answers(value.array(), columns, curved ? hessian : Answers.NO_SLOPE);
    }

    private static double[] byRow(double[][] columns) {
        int classes = columns.length;
        return IntStream.range(0, classes * columns[0].length)
                .mapToDouble(i -> columns[i % classes][i / classes])
                .toArray();
    }

    private static DoubleBuffer buffer(double[][] columns) {
        double[] matrix = byRow(columns);
        return DoubleBuffer.allocate(matrix.length + 3).position(3).put(matrix).position(3);
    }

    private static List<Input> strided(double[][] columns) {
        double[] matrix = byRow(columns);
        return IntStream.range(0, columns.length)
                .mapToObj(k -> Input.strided(matrix, k, columns.length, columns[0].length))
                .toList();
    }

    /** Among rows that are not asked for. */
    private static Input slice(double[][] columns) {
        int rows = columns[0].length;
        double[][] longer = new double[columns.length][rows + 5];
        for (int k = 0; k < columns.length; k++) {
            System.arraycopy(columns[k], 0, longer[k], 2, rows);
        }
        return Input.columns(longer).slice(2, rows);
    }
}
