package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** What an objective hands to XGBoost. */
final class LossObjectiveTest {
    @BeforeAll
    static void needsXGBoost() {
        Needed.xgboost();
    }

    private static DMatrix labels(float... label) throws XGBoostError {
        DMatrix data = new DMatrix(new float[label.length], label.length, 1, Float.NaN);
        data.setLabel(label);
        return data;
    }

    @Test
    void ofSeveralClassesOneRowStandsAfterTheOther() throws XGBoostError {
        LossObjective objective = LossObjective.of(Catalogue.BRIER_CLASSES);
        float[][] margins = {{1, 2, 3}, {-1, 0, 4}};
        List<float[]> both = objective.getGradient(margins, labels(2, 0));
        Loss loss = objective.onMargin();
        for (int i = 0; i < 2; i++) {
            double[][] z = {{margins[i][0]}, {margins[i][1]}, {margins[i][2]}};
            double[][] gradient = new double[3][1];
            double[][] hessian = new double[3][1];
            loss.evaluator().classes(new int[] {i == 0 ? 2 : 0}, z, 1, null, gradient, hessian);
            for (int k = 0; k < 3; k++) {
                assertThat(both.get(0)[i * 3 + k]).isEqualTo((float) gradient[k][0]);
                assertThat(both.get(1)[i * 3 + k]).isEqualTo((float) Math.max(hessian[k][0], 1e-16));
            }
        }
    }

    @Test
    void aWeightMultipliesBothAndTheFloor() throws XGBoostError {
        DMatrix data = labels(1, 1, 1);
        data.setWeight(new float[] {1, 3, 0});
        // Half way up the logit of a certain failure, the Brier score bends down.
        List<float[]> both = LossObjective.of(Catalogue.BRIER)
                .hessianFloor(0.25)
                .getGradient(new float[][] {{-3}, {-3}, {-3}}, data);
        assertThat(both.get(0)[0]).isNegative();
        assertThat(both.get(0)[1]).isEqualTo(3 * both.get(0)[0]);
        assertThat(both.get(0)[2]).isZero();
        assertThat(both.get(1)).containsExactly(0.25f, 0.75f, 0);
    }

    @Test
    void aStraightLossHasItsGradientAsAStep() throws XGBoostError {
        List<float[]> both = LossObjective.of(Catalogue.PINBALL.with("tau", 0.25))
                .getGradient(new float[][] {{1}, {3}}, labels(2, 2));
        assertThat(both.get(0)).containsExactly(-0.25f, 0.75f);
        assertThat(both.get(1)).containsExactly(1, 1);
        LossObjective squared = LossObjective.of(Catalogue.SQUARED).hessianTimes(0.5);
        assertThat(squared.getGradient(new float[][] {{1}, {3}}, labels(2, 2)).get(1))
                .containsExactly(1, 1);
    }

    @Test
    void whereToStart() throws XGBoostError {
        DMatrix data = labels(1, 2, 6);
        data.setWeight(new float[] {1, 1, 2});
        assertThat(LossObjective.of(Catalogue.SQUARED).baseScore(data)).isEqualTo(3.75f);
        assertThat(LossObjective.of(Catalogue.POISSON).baseScore(data)).isEqualTo((float) Math.log(3.75));
        assertThat(LossObjective.of(Catalogue.CROSS_ENTROPY).baseScore(data)).isZero();
        assertThat(LossObjective.of(Catalogue.LOG_LOSS).baseScore(labels(0, 1))).isZero();
        assertThat(LossObjective.of(Catalogue.ABSOLUTE).baseScore(labels(-7, -2, 40)))
                .isCloseTo(-2, within(1e-6f));
        for (LossObjective none : List.of(LossObjective.of(Catalogue.LOG_LOSS), LossObjective.of(Loss.of("-y * p")))) {
            assertThatThrownBy(() -> none.baseScore(labels(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no constant is the best one");
        }
        assertThat(LossObjective.of(Catalogue.SQUARED).parameters())
                .containsEntry("objective", "reg:squarederror")
                .containsEntry("base_score", 0f);
    }

    @Test
    void predictionsAreOfTheLossAgain() {
        float[][] margins = {{0, 0}, {1000, -1000}};
        assertThat(LossObjective.of(Catalogue.CROSS_ENTROPY).predictions(margins))
                .isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {1, 0}});
        assertThat(LossObjective.of(Catalogue.LOG_LOSS).predictions(margins))
                .isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {1, 0}});
        assertThat(LossObjective.of(Catalogue.POISSON).predictions(new float[][] {{0}}))
                .isDeepEqualTo(new float[][] {{1}});
        assertThat(LossObjective.of(Catalogue.HUBER).predictions(margins)).isDeepEqualTo(margins);
    }

    @Test
    void whatXGBoostWouldTakeInSilenceIsRefused() throws XGBoostError {
        LossObjective poisson = LossObjective.of(Catalogue.POISSON);
        float[][] two = {{0}, {0}};
        refused(poisson, two, labels(3, -1), "row 1 has the label -1.0, but poisson is for labels in [0, ∞)");
        refused(poisson, new float[][] {{0}, {200}}, labels(3, 1), "row 1 has the gradient Infinity");
        refused(poisson, new float[][] {{0}, {Float.NaN}}, labels(3, 1), "row 1 has the gradient NaN");
        refused(poisson, two, labels(3), "there are 1 labels for 2 rows");
        refused(poisson, new float[][] {{0, 0}}, labels(3), "leave num_class out");
        LossObjective classes = LossObjective.of(Catalogue.CROSS_ENTROPY);
        refused(classes, two, labels(0, 1), "set the parameter num_class");
        refused(classes, new float[][] {{0, 0}}, labels(2), "");
        LossObjective root = LossObjective.of(Loss.of("sqrt(y_pred) - y_true"));
        refused(root, new float[][] {{1e-28f}}, labels(1), "row 0 has the Hessian -Infinity");
    }

    private static void refused(LossObjective objective, float[][] margins, DMatrix data, String why) {
        assertThatThrownBy(() -> objective.getGradient(margins, data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFloorAndAFactorArePositive(double value) {
        LossObjective objective = LossObjective.of(Catalogue.LOG_LOSS);
        assertThatThrownBy(() -> objective.hessianFloor(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objective.hessianTimes(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_loss", "huber(delta=2)", "(y_true - y_pred)^4"})
    void itCanBeSentToOtherMachines(String loss) throws Exception {
        LossObjective objective =
                LossObjective.of(Catalogue.parse(loss)).hessianTimes(3).hessianFloor(0.01);
        float[][] margins = {{0.25f}, {-4}};
        DMatrix data = labels(1, 0);
        LossObjective arrived = (LossObjective) sent(objective);
        assertThat(arrived.getGradient(margins, data).get(0))
                .isEqualTo(objective.getGradient(margins, data).get(0));
        assertThat(arrived.getGradient(margins, data).get(1))
                .isEqualTo(objective.getGradient(margins, data).get(1));
        LossMetric metric = (LossMetric) sent(objective.metric().named("here"));
        assertThat(metric.getMetric()).isEqualTo("here");
        assertThat(metric.eval(margins, data)).isEqualTo(objective.metric().eval(margins, data));
    }

    @Test
    void aLossThatIsMoreThanItsTextIsNotSent() {
        Loss mine = Loss.named("mine").value("(y - p)^2").build();
        Loss asHuber = Loss.named("huber").value("(y - p)^2").build();
        for (Loss loss : List.of(mine, asHuber)) {
            assertThatThrownBy(() -> sent(LossObjective.of(loss)))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("can be sent only if");
        }
    }

    private static Object sent(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
