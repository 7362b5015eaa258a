package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;

/**
 * Where the formulas of other engines burnt their users, a test for each burn that concerns the numbers of a row. The
 * comment names the reports as repository#number; the numbers expected here are exact reasoning or decimals, not what
 * some program printed.
 */
class PainsOfFormulasTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** exp(-40), to the last digit of a double. */
    private static final double TAIL = 4.248354255291589e-18;

    private static final Loss BCE = Catalogue.LOG_LOSS;
    private static final Loss LOGIT = Catalogue.LOG_LOSS_LOGIT;
    private static final Loss SOFTMAX = Catalogue.CROSS_ENTROPY_LOGIT;

    // pytorch#103316: the value is clamped by one rule and the gradient by another; through a sigmoid it vanished.
    @Test
    void theSlopeThroughASigmoidDoesNotVanish() {
        Loss composed = Loss.of("-(xlogy(y, sigmoid(z)) + xlog1py(1 - y, -sigmoid(z)))");
        for (double z : new double[] {-50, -300, -700}) {
            assertThat(composed.value(1, z)).isEqualTo(-z);
            assertThat(composed.gradient(1, z)).isCloseTo(-1, within(1e-15));
            assertThat(BCE.gradient(1, StrictMath.exp(z)) * StrictMath.exp(z)).isCloseTo(-1, within(1e-15));
        }
    }

    // pytorch#195529, #195677, #195678, #195681: the tail of one of two mirrored branches is lost.
    // Spark lost label 0 beyond a margin of 37, Smile all beyond 15, JSAT all beyond 30.
    @Test
    void bothTailsAreThere() {
        assertThat(LOGIT.value(1, 40)).isEqualTo(TAIL);
        assertThat(LOGIT.value(0, -40)).isEqualTo(TAIL);
        assertThat(LOGIT.gradient(1, 40)).isEqualTo(-TAIL);
        assertThat(LOGIT.gradient(0, -40)).isEqualTo(TAIL);
        for (double[] scores : new double[][] {{0, 40}, {40, 0}}) {
            int winner = scores[1] > 0 ? 1 : 0;
            Answers row = row(SOFTMAX, oneHot(2, winner), scores);
            assertThat(row.value()[0]).isEqualTo(TAIL);
            assertThat(row.gradient()[winner][0]).isEqualTo(-TAIL);
        }
        // The smallest tail of all: exp(-745) is the smallest double.
        assertThat(LOGIT.value(1, 745)).isEqualTo(Double.MIN_VALUE);
        assertThat(LOGIT.value(1, 746)).isZero();
    }

    // pytorch#1792: the gradient at 0 was that of an absolute value; #2195: its repair was infinite at -100.
    @Test
    void theMiddleAndTheFarEndAreRight() {
        assertThat(LOGIT.gradient(1, 0)).isEqualTo(-0.5);
        assertThat(LOGIT.gradient(1, -0.0)).isEqualTo(-0.5);
        assertThat(LOGIT.gradient(0, 0)).isEqualTo(0.5);
        assertThat(LOGIT.value(1, 0)).isEqualTo(StrictMath.log(2));
        assertThat(LOGIT.value(1, -100)).isEqualTo(100);
        assertThat(LOGIT.gradient(1, -100)).isEqualTo(-1);
    }

    // pytorch#28575, Paddle#56733, icecube/pisa#854, SIMPL#119: a "full" Poisson likelihood with Stirling's formula.
    @Test
    void theConstantOfCountsIsLogFactorial() {
        double[] factorials = {1, 1, 2, 6, 24, 120};
        for (int y = 0; y < factorials.length; y++) {
            assertThat(Catalogue.POISSON.value(y, 1)).isCloseTo(1 + StrictMath.log(factorials[y]), within(1e-15));
        }
        // No step above 1: the slope of the logarithm of y! there is 1 less Euler's constant.
        double step = Catalogue.POISSON.value(1 + 0x1p-20, 1) - Catalogue.POISSON.value(1, 1);
        assertThat(step * 0x1p20).isCloseTo(0.4227843350984671, within(1e-6));
    }

    // pytorch#184030: a negative rate gives NaN and no message.
    @Test
    void aNegativeRateIsFoundAndCounted() {
        double[] rates = {1, 2, -1};
        assertThat(Catalogue.POISSON.prediction().domain().firstOutside(rates, 3))
                .isEqualTo(2);
        Total total = Catalogue.POISSON.total(new double[] {1, 1, 1}, rates);
        assertThat(total.undefined()).isEqualTo(1);
        assertThat(total.mean()).isNaN();
    }

    // keras#4744: clipping hides that the "probabilities" are scores.
    @Test
    void aNegativeProbabilityIsNotClipped() {
        assertThat(BCE.value(1, -3)).isNaN();
        assertThat(BCE.value(0, 1.5)).isNaN();
        assertThat(BCE.prediction().domain().contains(-3)).isFalse();
    }

    // keras#9664, tensorflow/addons#693: clipping kills the gradient exactly where it is needed.
    @Test
    void theSlopeIsSteepestWhereItIsNeeded() {
        assertThat(BCE.gradient(1, 1e-12)).isEqualTo(-1e12);
        assertThat(BCE.gradient(1, 1e-300)).isEqualTo(-1 / 1e-300);
        assertThat(row(Catalogue.CROSS_ENTROPY, oneHot(2, 0), 1e-200, 1).gradient()[0][0])
                .isEqualTo(-1 / 1e-200);
    }

    // keras#15249, tensorflow#41595: an epsilon that is applied twice.
    @Test
    void noEpsilonIsAppliedAtAll() {
        assertThat(BCE.value(1, 1e-7)).isEqualTo(16.11809565095832);
        assertThat(BCE.value(0, 1e-7)).isEqualTo(1.0000000500000033e-7);
    }

    // keras#377, scikit-learn#24315: an epsilon below the step of a float gives NaN.
    @Test
    void floatsNextToCertaintyAreNoSpecialCase() {
        float[] p = {1f, Math.nextDown(1f), 0f, Float.MIN_VALUE};
        double[] values = new double[4];
        Batch zeros = Batch.of(Input.of(new byte[] {0, 0, 0, 0}), Input.of(p));
        BCE.compute(zeros, Results.NONE.values(Output.to(values)), 1);
        assertThat(values).containsExactly(INFINITY, 24 * StrictMath.log(2), 0, Float.MIN_VALUE);
        Batch ones = Batch.of(Input.of(new byte[] {1, 1, 1, 1}), Input.of(p));
        BCE.compute(ones, Results.NONE.values(Output.to(values)), 1);
        assertThat(values[0]).isZero();
        assertThat(values[2]).isEqualTo(INFINITY);
        assertThat(values[3]).isEqualTo(149 * StrictMath.log(2));
    }

    // scikit-learn#24515, #25299, #28851: rows that do not sum to one are renormalised, 0.51 for 1.20.
    @Test
    void aBrokenRowIsNotMadeBetter() {
        assertThat(row(Catalogue.CROSS_ENTROPY, oneHot(2, 1), 0.2, 0.3).value()[0])
                .isEqualTo(-StrictMath.log(0.3));
    }

    // scikit-learn#28046, #28048, #28453: three code paths of one loss, one of them NaN at a score of -1000.
    @Test
    void allPathsAgreeAtAThousand() {
        Sample sample = Sample.of(List.of(
                Point.of(1, -1000), Point.of(0, -1000), Point.of(1, 1000), Point.of(0, 1000), Point.of(0.25, 1000)));
        for (EntryPoint entry : EntryPoint.of(LOGIT, false)) {
            Answers answers = entry.way().of(LOGIT, sample);
            if (answers.value().length > 0) {
                assertThat(answers.value()).as(entry.name()).containsExactly(1000, 0, 0, 1000, 750);
            }
            if (answers.gradient().length > 0) {
                assertThat(answers.gradient()[0]).as(entry.name()).containsExactly(-1, 0, 0, 1, 0.75);
            }
            if (answers.hessian().length > 0) {
                assertThat(answers.hessian()[0]).as(entry.name()).containsOnly(0);
            }
        }
    }

    // keras#15271, tensorflow#31930, #118313, keras-hub#1008, pytorch#55902, tflearn#562, tensorflow_cookbook#86,
    // MicrosoftDocs/ml-basics#48, DL4Proteins#13: softmax in the model and in the loss; 1449 here, 15.9 there.
    @Test
    void scoresAndProbabilitiesAreNotMixed() {
        double[] scores = {1449, 0};
        assertThat(row(SOFTMAX, oneHot(2, 1), scores).value()[0]).isEqualTo(1449);
        Loss throughProbabilities = Loss.of("-sum(xlogy(y, softmax(z)))");
        assertThat(row(throughProbabilities, oneHot(2, 1), scores).value()[0]).isIn(1449.0, INFINITY);
        // A second softmax is a second softmax: of two probabilities 1 and 0 it makes e/(e + 1).
        assertThat(row(SOFTMAX, oneHot(2, 0), 1, 0).value()[0])
                .isCloseTo(StrictMath.log1p(StrictMath.exp(-1)), within(1e-16));
    }

    // optax#896, #898, #1762: a score of -inf as a mask gives NaN in the value, the gradient, the forward mode;
    // optax#1335: the same loss by label and by distribution, with different gradients there.
    @Test
    void aMaskedScoreIsNoClassInAnyDerivative() {
        double[] scores = {1, Double.NEGATIVE_INFINITY, 3};
        Sample sample = Sample.of(List.of(new Point(oneHot(3, 2), scores)));
        Answers two = row(SOFTMAX, oneHot(2, 1), 1, 3);
        for (EntryPoint entry : EntryPoint.of(SOFTMAX, true)) {
            Answers answers = entry.way().of(SOFTMAX, sample);
            new Answers(two.value(), new double[][] {two.gradient()[0], {0}, two.gradient()[1]}, new double[][] {
                        two.hessian()[0], {0}, two.hessian()[1]
                    })
                    .assertBitsOf(answers, entry.name(), sample);
        }
        double[][] matrix = SOFTMAX.hessianMatrix(oneHot(3, 2), scores);
        assertThat(matrix[1]).containsOnly(0);
        assertThat(matrix[0][1]).isZero();
        assertThat(matrix[0][2]).isEqualTo(SOFTMAX.hessianMatrix(oneHot(2, 1), new double[] {1, 3})[0][1]);
    }

    // kornia#918, optax#1267, #1346: focal loss is NaN at p = 1, or for gamma < 1.
    @Test
    void focalLossHasNoHole() {
        for (double gamma : new double[] {0, 0.5, 1, 2}) {
            Loss focal = Catalogue.FOCAL.with("gamma", gamma);
            assertThat(focal.value(1, 1)).isZero();
            assertThat(focal.value(0, 0)).isZero();
            assertThat(focal.gradient(1, 1)).isEqualTo(gamma == 0 ? -1 : 0);
            assertThat(focal.gradient(0, 0)).isEqualTo(gamma == 0 ? 1 : 0);
            assertThat(focal.value(1, 0)).isEqualTo(INFINITY);
            Loss logit = Catalogue.FOCAL_LOGIT.with("gamma", gamma);
            for (double z : new double[] {-1000, -800, 800, 1000}) {
                assertThat(logit.value(1, z)).isEqualTo(Math.max(0, -z));
                assertThat(logit.gradient(1, z)).isEqualTo(z < 0 ? -1 : 0);
                assertThat(logit.hessian(1, z)).isZero();
            }
        }
    }

    // pytorch#2421, nd4j#1586, keras#3941, #23075: the slope of a norm is NaN at the zero vector, and so it stays when
    // the zero vector is told apart, for the slope that was not chosen is multiplied by 0.
    @Test
    void aNormHasASlopeAtZeroWhereItIsSaid() {
        Loss norm = Loss.of("sqrt(sum(square(p - y)))");
        Loss guarded = Loss.of("where(sum(square(p - y)) > 0, sqrt(sum(square(p - y))), 0)");
        Sample zero = Sample.of(List.of(new Point(new double[] {1, 2, 3}, new double[] {1, 2, 3})));
        assertThat(EntryPoint.alone(norm, zero).value()).containsExactly(0);
        assertThat(EntryPoint.alone(norm, zero).gradient()[0][0]).isNaN();
        assertThat(EntryPoint.alone(guarded, zero).value()).containsExactly(0);
        for (int k = 0; k < 3; k++) {
            assertThat(EntryPoint.alone(guarded, zero).gradient()[k][0]).isZero();
            assertThat(EntryPoint.alone(guarded, zero).hessian()[k][0]).isZero();
        }
        Sample other = Sample.of(List.of(new Point(new double[] {1, 2, 3}, new double[] {4, 2, 7})));
        double[][] slope = EntryPoint.alone(guarded, other).gradient();
        assertThat(slope[0][0]).isCloseTo(0.6, within(1e-15));
        assertThat(slope[1][0]).isZero();
        assertThat(slope[2][0]).isCloseTo(0.8, within(1e-15));
    }

    // xgboost#5769, #10258, #10105, LightGBM#1154: a "Hessian" that is twice the Hessian, or something else.
    @Test
    void theHessianIsTheHessian() {
        assertThat(LOGIT.hessian(1, 0)).isEqualTo(0.25);
        assertThat(row(SOFTMAX, oneHot(4, 2), 0, 0, 0, 0).hessian()[1][0]).isEqualTo(0.25 * 0.75);
        double[][] matrix = SOFTMAX.hessianMatrix(oneHot(4, 2), new double[4]);
        assertThat(matrix[0]).containsExactly(0.1875, -0.0625, -0.0625, -0.0625);
        assertThat(Catalogue.POISSON.hessian(3, 2)).isEqualTo(0.75);
    }

    // catboost#1370, #2514, #2958, #1200: which way is down; #730: the quantile at a tie.
    @Test
    void aGradientPointsUphill() {
        assertThat(Catalogue.SQUARED.gradient(1, 3)).isEqualTo(4);
        assertThat(LOGIT.gradient(1, 0)).isNegative();
        assertThat(Catalogue.PINBALL.with("tau", 0.25).gradient(2, 2)).isEqualTo(-0.25);
    }

    // xgboost#6731, #6723, #7273: wrong gamma likelihoods for years; #12444: Tweedie of power 1 is -infinity; #2473.
    @Test
    void likelihoodsAreLikelihoods() {
        // A gamma of shape 2 and mean 3 has the density (2/3)² y exp(-2 y / 3).
        double y = 1.5;
        assertThat(Catalogue.GAMMA.with("shape", 2).value(y, 3))
                .isCloseTo(1 - StrictMath.log(y * 4 / 9), within(5e-16));
        Loss tweedie = Catalogue.TWEEDIE.with("power", 1);
        assertThat(tweedie.value(3, 2)).isCloseTo(2 - 3 * StrictMath.log(2), within(1e-15));
        assertThat(tweedie.value(0, 2)).isEqualTo(2);
    }

    // stan-dev/math#428, #1495, EpiNow2#431, SauersML/gam#4252: huge shapes cancel to a probability above 1, and the
    // switch to Poisson is a step.
    @Test
    void hugeShapesAreNotNoisy() {
        double p = 2.56e-5;
        for (double shape = 1e3; shape < 1e300; shape *= 10) {
            // The cost of no event is shape log(1 + p / shape) = p - p² / (2 shape) + p³ / (3 shape²) - ...
            double cost = Catalogue.NEGATIVE_BINOMIAL.with("shape", shape).value(0, p);
            double exact = p - p * (p / shape) / 2 + p * (p / shape) * (p / shape) / 3;
            assertThat(cost).isPositive().isCloseTo(exact, within(3 * Math.ulp(p)));
        }
    }

    // MLJBase#437, torchmetrics#3488, burn#5373, LossFunctions.jl#90: log-cosh and softplus overflow when most wrong.
    @Test
    void theMostWrongHasAFiniteCost() {
        for (double d : new double[] {-1e300, -1000, 1000, 1e300}) {
            assertThat(Catalogue.LOG_COSH.value(0, d)).isCloseTo(Math.abs(d), within(0.7 + Math.ulp(d)));
            assertThat(Catalogue.LOG_COSH.gradient(0, d)).isEqualTo(Math.signum(d));
            assertThat(LOGIT.value(0, d)).isEqualTo(Math.max(0, d));
            assertThat(LOGIT.gradient(0, d)).isEqualTo(d > 0 ? 1 : 0);
            assertThat(Loss.of("log(1 + exp(z)) - y * z").value(0, d)).isEqualTo(Math.max(0, d));
        }
    }

    // nd4j#1169, #1328, deeplearning4j#3247, #345, djl#1316: sign missing, no gradient for label 0, 0/0.
    @Test
    void bothLabelsHaveAnswers() {
        assertThat(BCE.value(0, 0.75)).isEqualTo(StrictMath.log(4));
        assertThat(BCE.value(1, 0.25)).isEqualTo(StrictMath.log(4));
        assertThat(BCE.gradient(0, 0.75)).isEqualTo(4);
        assertThat(BCE.gradient(1, 0.25)).isEqualTo(-4);
        assertThat(BCE.gradient(0, 0)).isEqualTo(1);
        assertThat(BCE.gradient(1, 1)).isEqualTo(-1);
    }

    // xgboost#1293, #2840, #4962, spark PR 3439: a log loss with a factor of 2 of its own.
    @Test
    void logLossOfACoinIsLogTwo() {
        assertThat(BCE.value(1, 0.5)).isEqualTo(StrictMath.log(2));
        assertThat(LOGIT.value(1, 0)).isEqualTo(StrictMath.log(2));
        assertThat(row(SOFTMAX, oneHot(2, 0), 0, 0).value()[0]).isEqualTo(StrictMath.log(2));
    }

    // scoringRules#50, #45: proper scores that turn negative, or NaN.
    @Test
    void noScoreIsNegative() {
        for (Loss loss : Subjects.probabilities()) {
            for (double value : EntryPoint.alone(loss, Points.inside(loss)).value()) {
                assertThat(value).as("%s", loss).isGreaterThanOrEqualTo(0);
            }
        }
    }

    // scikit-learn#22046, ranger#600: two scales of one score under one name.
    @Test
    void theTwoBrierScoresHaveTwoNames() {
        assertThat(Catalogue.BRIER.value(1, 0)).isEqualTo(1);
        assertThat(row(Catalogue.BRIER_CLASSES, oneHot(2, 1), 1, 0).value()[0]).isEqualTo(2);
        assertThat(Catalogue.BRIER.name()).isNotEqualTo(Catalogue.BRIER_CLASSES.name());
    }

    private static double[] oneHot(int classes, int label) {
        double[] y = new double[classes];
        y[label] = 1;
        return y;
    }

    private static Answers row(Loss loss, double[] y, double... p) {
        return EntryPoint.alone(loss, Sample.of(List.of(new Point(y, p))));
    }
}
