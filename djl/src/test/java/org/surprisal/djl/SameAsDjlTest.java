package org.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss gives the value and the gradient of DJL's own loss of that name. */
final class SameAsDjlTest {
    private static final int ROWS = 40;
    private static final int CLASSES = 5;

    @BeforeAll
    static void needsAnEngine() {
        Needed.engine();
    }

    enum Labels {
        OUTCOME,
        NUMBER,
        CLASS,
        CLASS_COLUMN,
        DISTRIBUTION
    }

    record Twins(ai.djl.training.loss.Loss theirs, Loss ours, Labels labels, Shape shape) {
        @Override
        public String toString() {
            return theirs.getName() + " " + ours + " " + labels + " " + shape;
        }
    }

    static List<Twins> twins() {
        Shape column = new Shape(ROWS);
        Shape matrix = new Shape(ROWS, 3);
        Shape classes = new Shape(ROWS, CLASSES);
        ai.djl.training.loss.Loss soft = ai.djl.training.loss.Loss.softmaxCrossEntropyLoss("soft", 1, -1, false, true);
        return List.of(
                new Twins(
                        ai.djl.training.loss.Loss.softmaxCrossEntropyLoss(),
                        Catalogue.CROSS_ENTROPY_LOGIT,
                        Labels.CLASS,
                        classes),
                new Twins(
                        ai.djl.training.loss.Loss.softmaxCrossEntropyLoss(),
                        Catalogue.CROSS_ENTROPY_LOGIT,
                        Labels.CLASS_COLUMN,
                        classes),
                new Twins(soft, Catalogue.CROSS_ENTROPY_LOGIT, Labels.DISTRIBUTION, classes),
                new Twins(
                        ai.djl.training.loss.Loss.sigmoidBinaryCrossEntropyLoss(),
                        Catalogue.LOG_LOSS_LOGIT,
                        Labels.OUTCOME,
                        column),
                new Twins(
                        ai.djl.training.loss.Loss.sigmoidBinaryCrossEntropyLoss(),
                        Catalogue.LOG_LOSS_LOGIT,
                        Labels.OUTCOME,
                        matrix),
                new Twins(
                        ai.djl.training.loss.Loss.l2Loss(), Loss.of("(y_true - y_pred)^2 / 2"), Labels.NUMBER, matrix),
                new Twins(ai.djl.training.loss.Loss.l2Loss("mse", 1), Catalogue.SQUARED, Labels.NUMBER, column),
                new Twins(ai.djl.training.loss.Loss.l1Loss(), Catalogue.ABSOLUTE, Labels.NUMBER, column));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void floatsHaveTheSameValueAndGradient(Twins twins) {
        compare(twins, DataType.FLOAT32, 2e-6);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void doublesHaveTheSameValueAndGradient(Twins twins) {
        compare(twins, DataType.FLOAT64, 1e-14);
    }

    private static void compare(Twins twins, DataType type, double tolerance) {
        Result theirs = result(twins.theirs, twins, type);
        Result ours = result(DjlLoss.of(twins.ours), twins, type);
        assertThat(ours.value).isCloseTo(theirs.value, within(tolerance * Math.max(1, theirs.value)));
        assertThat(ours.gradient).hasSameSizeAs(theirs.gradient);
        for (int i = 0; i < ours.gradient.length; i++) {
            assertThat(ours.gradient[i]).isCloseTo(theirs.gradient[i], within(tolerance));
        }
    }

    private record Result(double value, double[] gradient) {}

    private static Result result(ai.djl.training.loss.Loss loss, Twins twins, DataType type) {
        SplittableRandom random = new SplittableRandom(7);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            double[] numbers = random.doubles(twins.shape.size(), -6, 6).toArray();
            NDArray prediction = manager.create(numbers, twins.shape).toType(type, true);
            NDArray label = label(manager, twins, random).toType(type, true);
            prediction.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                // Twice the prediction: the chain rule has something to do.
                NDArray value = loss.evaluate(new NDList(label), new NDList(prediction.mul(2)));
                collector.backward(value);
                return new Result(
                        value.toType(DataType.FLOAT64, true).toDoubleArray()[0],
                        prediction.getGradient().toType(DataType.FLOAT64, true).toDoubleArray());
            }
        }
    }

    private static NDArray label(NDManager manager, Twins twins, SplittableRandom random) {
        int size = Math.toIntExact(twins.shape.size());
        return switch (twins.labels) {
            case OUTCOME ->
                manager.create(random.ints(size, 0, 2).asDoubleStream().toArray(), twins.shape);
            case NUMBER -> manager.create(random.doubles(size, -9, 9).toArray(), twins.shape);
            case CLASS ->
                manager.create(random.ints(ROWS, 0, CLASSES).asDoubleStream().toArray());
            case CLASS_COLUMN ->
                manager.create(random.ints(ROWS, 0, CLASSES).asDoubleStream().toArray(), new Shape(ROWS, 1));
            case DISTRIBUTION -> manager.create(random.doubles(size).toArray(), twins.shape);
        };
    }
}
