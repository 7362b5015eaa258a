package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Losses of several predictions per row, of what is known per row, and of numbers per class. */
class SeveralPredictionsTest {
    private static final int ROWS = 1500;

    private final Random random = new Random(5);
    private final double[] y = draw(-3);
    private final double[] p = draw(-3);
    private final double[] sigma = draw(0.1);

    private double[] draw(double least) {
        return random.doubles(ROWS, least, 3).toArray();
    }

    private Batch rows() {
        return Batch.of(Input.of(y), Input.of(p)).with("sigma", Input.of(sigma));
    }

    /** With sigma predicted, each row has the loss and the slopes that the textbook gives. */
    @Test
    void theGaussianOfMeanAndDeviation() {
        Loss loss = Catalogue.GAUSSIAN.predicting("sigma");
        assertThat(loss).hasToString("gaussian(sigma=predicted)");
        assertThat(loss.predictions()).containsExactly("p", "sigma");
        Local at = loss.at(1, 3, 2);
        assertThat(at.value()).isCloseTo(0.5 + Math.log(2) + 0.5 * Math.log(2 * Math.PI), within(1e-15));
        assertThat(at.gradient()).containsExactly(new double[] {0.5, 0}, within(1e-15));
        assertThat(at.hessian()[0]).containsExactly(new double[] {0.25, -0.5}, within(1e-15));
        assertThat(at.hessian()[1]).containsExactly(new double[] {-0.5, 0.5}, within(1e-15));
        Loss alone = Catalogue.GAUSSIAN.with("sigma", 2);
        assertThat(alone.value(1, 3)).isEqualTo(at.value());
        Exact exact = alone.exact(new double[] {1}, new double[] {3}, 20);
        assertThat(exact.gradient("sigma", 0).doubleValue()).isEqualTo(0);
        assertThat(exact.hessian("sigma", "p", 0).doubleValue()).isEqualTo(-0.5);
        assertThat(exact.hessian("sigma", "sigma", 0).doubleValue()).isEqualTo(0.5);
    }

    /** Law 1 for each derivative: alone or with the others, one thread or three, weighted, masked, in slices. */
    @Test
    void everyWayGivesTheSameBits() {
        Loss loss = Catalogue.GAUSSIAN.predicting("sigma");
        List<List<String>> derivatives = List.of(
                List.of("p"), List.of("sigma"), List.of("p", "p"), List.of("sigma", "p"), List.of("sigma", "sigma"));
        double[][] alone = new double[derivatives.size()][ROWS];
        double[][] together = new double[derivatives.size()][ROWS];
        float[][] masked = new float[derivatives.size()][ROWS];
        double[] mask = random.doubles(ROWS).map(Math::round).toArray();
        Total total = new Total();
        Results all = Results.NONE.total(total);
        Results some = Results.NONE;
        for (int i = 0; i < derivatives.size(); i++) {
            List<String> of = derivatives.get(i);
            loss.evaluator().compute(rows(), wanted(Results.NONE, of, Output.to(alone[i])));
            all = wanted(all, of, Output.to(together[i]));
            some = wanted(some, of, Output.to(masked[i]));
        }
        loss.compute(rows(), all, 3);
        loss.compute(rows().masked(Input.of(mask)).weighted(Input.of(draw(1))), some, 2);
        assertThat(together).isDeepEqualTo(alone);
        for (int row = 0; row < ROWS; row++) {
            Local at = loss.at(y[row], p[row], sigma[row]);
            assertThat(new double[] {alone[0][row], alone[1][row]}).isEqualTo(at.gradient());
            assertThat(new double[] {alone[2][row], alone[3][row]}).isEqualTo(at.hessian()[0]);
            assertThat(alone[4][row]).isEqualTo(at.hessian()[1][1]);
            assertThat(at.value())
                    .isEqualTo(Catalogue.GAUSSIAN.with("sigma", sigma[row]).value(y[row], p[row]));
            for (float[] one : masked) {
                assertThat(one[row] == 0).isEqualTo(mask[row] == 0);
            }
        }
        assertThat(total.mean()).isEqualTo(loss.mean(rows(), 2));
    }

    private static Results wanted(Results so, List<String> of, Output to) {
        return of.size() == 1 ? so.gradients(of.get(0), to) : so.hessians(of.get(0), of.get(1), to);
    }

    /** Four predictions of one row, two of a loss of classes: every derivative against differences in decimals. */
    @Test
    void derivativesAreThoseOfTheFormula() {
        Loss loss = Loss.named("four")
                .parameter("a", 1, Domain.POSITIVE)
                .parameter("b", 2, Domain.POSITIVE)
                .parameter("c", 3, Domain.POSITIVE)
                .parameter("d", 3, Domain.POSITIVE)
                .value("exp(p * a) * log(b) + b^2 * c * p - y * a * c^3")
                .gradient("c", "b^2 * p - 3 * y * a * c^2")
                .hessian("b", "c", "2 * b * p")
                .build()
                .predicting("a")
                .predicting("b")
                .predicting("c");
        Local at = loss.at(2, 0.5, 0.75, 1.25, 1.5);
        double e = StrictMath.exp(0.375);
        double log = StrictMath.log(1.25);
        double[] gradient = {
            0.75 * e * log + 2.34375, 0.5 * e * log - 6.75, e / 1.25 + 1.875, 0.78125 - 10.125,
        };
        assertThat(at.gradient()).containsExactly(gradient, within(1e-13));
        double[][] hessian = {
            {0.5625 * e * log, e * log * 1.375, 0.75 * e / 1.25 + 3.75, 1.5625},
            {e * log * 1.375, 0.25 * e * log, 0.5 * e / 1.25, -13.5},
            {0.75 * e / 1.25 + 3.75, 0.5 * e / 1.25, -e / 1.5625 + 1.5, 1.25},
            {1.5625, -13.5, 1.25, -13.5},
        };
        for (int i = 0; i < 4; i++) {
            assertThat(at.hessian()[i]).as("row %d", i).containsExactly(hessian[i], within(1e-13));
        }
        assertThatThrownBy(() -> loss.predicting("d")).hasMessage("a loss has at most 4 predictions");
        assertThat(loss.given("d").at(2, 0.5, 0.75, 1.25, 1.5, 7).value()).isEqualTo(at.value());
    }

    @Test
    void aTemperatureOfClasses() {
        Loss loss = Loss.named("tempered")
                .parameter("t", 1, Domain.POSITIVE)
                .value("sum(wmul(y, nlsoftmax(p / t)))")
                .build()
                .predicting("t");
        double[][] z = {{1, 0.5}, {2, -1}, {0, 0}};
        double[] t = {2, 0.5};
        Batch batch = Batch.labelled(Input.of(2, 0), Input.columns(z)).with("t", Input.of(t));
        double[] slope = new double[2];
        double[] curve = new double[2];
        double[] mixed = new double[6];
        loss.compute(
                batch,
                Results.NONE
                        .gradients("t", Output.to(slope))
                        .hessians("t", "t", Output.to(curve))
                        .hessians("p", "t", Output.rowMajor(mixed, 3)),
                1);
        for (int i = 0; i < 2; i++) {
            double[] truth = new double[3];
            truth[i == 0 ? 2 : 0] = 1;
            Exact exact = loss.with("t", t[i]).exact(truth, new double[] {z[0][i], z[1][i], z[2][i]}, 20);
            assertThat(slope[i]).isCloseTo(exact.gradient("t", 0).doubleValue(), within(1e-14));
            assertThat(curve[i]).isCloseTo(exact.hessian("t", "t", 0).doubleValue(), within(1e-14));
            for (int k = 0; k < 3; k++) {
                assertThat(mixed[3 * i + k])
                        .isCloseTo(exact.hessian("p", "t", k).doubleValue(), within(1e-14));
            }
        }
        assertThatThrownBy(() -> loss.at(1, 1, 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Class weights: a number for each class in the place of one for all. */
    @Test
    void numbersPerClass() {
        Loss loss = Loss.named("weighted")
                .parameter("w", 1, Domain.NON_NEGATIVE)
                .value("sum(w * wmul(y, nlsoftmax(p)))")
                .build();
        Loss three = loss.with("w", 0.5, 0, 2);
        assertThat(three).hasToString("weighted(w=[0.5, 0, 2])");
        Input z = Input.columns(new double[][] {{1, 0.5, 2}, {2, -1, 2}, {0, 0, 1}});
        Input label = Input.of(2, 0, 1);
        double[] plain = new double[3];
        double[] weighted = new double[3];
        double[] soft = new double[3];
        loss.compute(Batch.labelled(label, z), Results.NONE.values(Output.to(plain)), 1);
        three.compute(Batch.labelled(label, z), Results.NONE.values(Output.to(weighted)), 1);
        Input truth = Input.columns(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        three.compute(Batch.of(truth, z), Results.NONE.values(Output.to(soft)), 1);
        assertThat(weighted).isEqualTo(new double[] {2 * plain[0], 0.5 * plain[1], 0});
        assertThat(soft).isEqualTo(weighted);
        assertThat(three.with("w", 1).total(Batch.labelled(label, z), 1).mean())
                .isEqualTo(loss.total(Batch.labelled(label, z), 1).mean());
        Batch two = Batch.labelled(Input.of(0), Input.rowMajor(new double[2], 2));
        assertThatThrownBy(() -> three.mean(two, 1))
                .hasMessage("weighted(w=[0.5, 0, 2]) has numbers for 3 classes, but there are 2");
        assertThatThrownBy(three::asBinary).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> loss.with("w", 1, -1)).hasMessageContaining("must be in [0, ∞), but got -1.0");
        assertThatThrownBy(() -> Catalogue.HUBER.with("delta", 1, 2)).hasMessageContaining("one prediction per row");
    }

    @Test
    void saysWhatIsMissing() {
        Loss loss = Catalogue.GAUSSIAN.predicting("sigma");
        Batch bare = Batch.of(Input.of(y), Input.of(p));
        String missing = "gaussian(sigma=predicted) needs a column for sigma: say batch.with(\"sigma\", ...)";
        assertThatThrownBy(() -> loss.mean(bare, 1)).hasMessage(missing);
        assertThatThrownBy(() -> loss.value(1, 2)).hasMessage(missing);
        assertThatThrownBy(() -> loss.at(1, 2))
                .hasMessage("gaussian(sigma=predicted) takes 2 values beside the target, but got 1");
        assertThatThrownBy(() -> Catalogue.GAUSSIAN.mean(rows(), 1)).hasMessageContaining("none of gaussian(sigma=1)");
        assertThatThrownBy(() -> loss.predicting("sigmo")).hasMessageContaining("did you mean sigma?");
        Results tau = Results.NONE.gradients("tau", Output.to(new double[ROWS]));
        assertThatThrownBy(() -> loss.compute(rows(), tau, 1))
                .hasMessage("gaussian(sigma=predicted) has no derivative with respect to tau: it predicts p, sigma");
        Loss given = Catalogue.GAUSSIAN.given("sigma");
        assertThat(given.predictions()).containsExactly("p");
        assertThat(given.at(1, 3, 2).gradient()).hasSize(1);
        assertThat(given.predicting("sigma").predictions()).hasSize(2);
        assertThat(loss.with("sigma", 2).value(1, 3)).isEqualTo(loss.at(1, 3, 2).value());
        assertThat(Arrays.asList(loss.columns(), given.columns())).containsOnly(List.of("sigma"));
    }
}
