package org.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

/** Shapes, weights, reductions, and what is refused. */
final class DjlLossTest {
    private NDManager manager;

    @BeforeAll
    static void needsAnEngine() {
        Needed.engine();
    }

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(double... values) {
        return manager.create(values);
    }

    @Test
    void weightsAndReductions() {
        NDList labels = new NDList(array(0, 0, 0), array(1, 3, 0));
        NDList predictions = new NDList(array(1, 2, 100));
        DjlLoss loss = DjlLoss.of(Catalogue.SQUARED);
        assertThat(loss.evaluate(labels, predictions).getDouble()).isEqualTo(13.0 / 3);
        assertThat(loss.reduced(Reduction.SUM).evaluate(labels, predictions).getDouble())
                .isEqualTo(13);
        assertThat(loss.reduced(Reduction.WEIGHTED_MEAN)
                        .evaluate(labels, predictions)
                        .getDouble())
                .isEqualTo(13.0 / 4);
        assertThat(loss.named("mine").reduced(Reduction.SUM).getName()).isEqualTo("mine");
        assertThat(loss.getName()).isEqualTo("squared");
    }

    @Test
    void theGradientIsThatOfTheReducedLoss() {
        NDArray prediction = array(1, 2, 100);
        prediction.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            DjlLoss loss = DjlLoss.of(Catalogue.SQUARED).reduced(Reduction.WEIGHTED_MEAN);
            collector.backward(loss.evaluate(new NDList(array(0, 0, 0), array(1, 3, 0)), new NDList(prediction)));
        }
        assertThat(prediction.getGradient().toDoubleArray()).containsExactly(0.5, 3, 0);
    }

    @Test
    void classesAreTheLastOfManyAxes() {
        NDArray scores = manager.create(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, new Shape(2, 2, 3));
        NDArray labels = manager.create(new long[] {0, 1, 2, 0}, new Shape(2, 2));
        NDArray value = DjlLoss.of(Catalogue.CROSS_ENTROPY_LOGIT).evaluate(new NDList(labels), new NDList(scores));
        double all = org.surprisal.math.Log.of(1 + org.surprisal.math.Exp.of(-1) + org.surprisal.math.Exp.of(-2));
        assertThat(value.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(value.getFloat()).isCloseTo((float) (all + 5.0 / 4), within(1e-6f));
    }

    @Test
    void theValueOfAnEvaluationMayBeInfinite() {
        DjlLoss loss = DjlLoss.of(Catalogue.LOG_LOSS).evaluating();
        NDArray value = loss.evaluate(new NDList(array(1, 1)), new NDList(array(0.5, 0)));
        assertThat(value.getDouble()).isPositive().isInfinite();
        assertThat(loss.evaluate(new NDList(array(0)), new NDList(array(0.5))).getDouble())
                .isCloseTo(0.6931471805599453, within(1e-15));
    }

    @Test
    void butNotTheGradientOfATraining() {
        refused(new NDList(array(1, 1)), array(0.5, 0), "row 1 has the gradient -Infinity of log_loss");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        NDArray half = array(0.5, 0.5);
        refused(new NDList(array(1)), half, "do not fit 2 rows");
        refused(new NDList(), half, "there are 0 arrays of labels");
        refused(new NDList(half, half, half), half, "there are 3 arrays of labels");
        refused(new NDList(half, array(-1, 1)), half, "weight");
        refused(new NDList(half), half.toType(DataType.INT32, true), "use toType");
        DjlLoss classes = DjlLoss.of(Catalogue.CROSS_ENTROPY_LOGIT);
        assertThatThrownBy(() -> classes.evaluate(
                        new NDList(array(1, 1)), new NDList(array(1, 1).reshape(2, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its last axis must be the classes");
        assertThatThrownBy(() -> classes.evaluate(
                        new NDList(array(2)), new NDList(array(1, 1).reshape(1, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> classes.evaluate(
                        new NDList(array(1, 2, 3)), new NDList(array(1, 1).reshape(1, 2))))
                .hasMessageContaining("do not fit 1 rows of 2 classes");
    }

    private static void refused(NDList labels, NDArray prediction, String why) {
        assertThatThrownBy(() -> DjlLoss.of(Catalogue.LOG_LOSS).evaluate(labels, new NDList(prediction)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatDjlDoesNotHandOverIsRefused() {
        assertThatThrownBy(() -> DjlLoss.of(Catalogue.GAUSSIAN.predicting("sigma")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes sigma from each row, but DJL hands over");
    }
}
