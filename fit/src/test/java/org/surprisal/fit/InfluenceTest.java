package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;

/** Measures of influence and tests of models within models, against R 4.2 and against fits without a row. */
final class InfluenceTest {
    @Test
    void leastSquares() {
        Fitted fit = Fit.leastSquares("lot1 ~ log(u)").to(GlmReferenceTest.CLOTTING);
        Influence influence = fit.influence();
        assertThat(influence.leverage()[0]).isCloseTo(0.474217941937037, within(1e-13));
        assertThat(influence.cooks()[0]).isCloseTo(2.9065845048894974, within(1e-10));
        assertThat(influence.cooks()[8]).isCloseTo(0.25758454206457326, within(1e-12));
        assertThat(influence.studentised())
                .containsExactly(
                        new double[] {
                            8.349355015377585,
                            -0.716606855502119,
                            -1.018099566933087,
                            -0.915580469247569,
                            -0.673278310062717,
                            -0.288334456904804,
                            0.168242639546186,
                            0.590987424451637,
                            1.049232462914166
                        },
                        within(1e-9));
        assertThat(influence.dfbetas()[0])
                .containsExactly(new double[] {7.723453784218338, -6.938526577755285}, within(1e-9));
        assertThat(influence.dfbetas()[8])
                .containsExactly(new double[] {-0.446605412637089, 0.5849846768904599}, within(1e-11));
    }

    /** Of least squares the estimates move without a row exactly as is said. */
    @Test
    void withoutARow() {
        double[] x = {1, 2, 3, 4, 5, 6, 7};
        double[] y = {2, 1, 4, 3, 7, 5, 9};
        Frame frame = Frame.EMPTY.with("x", x).with("y", y);
        Fitted all = Fit.leastSquares("y ~ x").to(frame);
        double[][] dfbetas = all.influence().dfbetas();
        for (int row = 0; row < 7; row++) {
            double[] w = {1, 1, 1, 1, 1, 1, 1};
            w[row] = 0;
            Fitted without = Fit.leastSquares("y ~ x").weight("w").to(frame.with("w", w));
            double scale = Math.sqrt(without.dispersion() / all.dispersion());
            for (int j = 0; j < 2; j++) {
                double error = all.coefficients().get(j).se() * scale;
                assertThat(dfbetas[row][j])
                        .isCloseTo((all.estimates()[j] - without.estimates()[j]) / error, within(1e-11));
            }
            double error = y[row] - without.predict(frame, org.surprisal.fit.design.UnknownLevel.REFUSE)[row];
            double h = all.leverage()[row];
            assertThat(all.influence().studentised()[row])
                    .isCloseTo(error * Math.sqrt((1 - h) / without.dispersion()), within(1e-11));
            assertThat(all.influence().standardised()[row])
                    .isCloseTo((y[row] - all.fitted()[row]) / Math.sqrt(all.dispersion() * (1 - h)), within(1e-12));
        }
    }

    /** R stops a step short of the weights at the estimates: some 7 digits are its own. */
    @Test
    void generalisedLinearModels() {
        Influence gamma = Fit.glm("lot1 ~ log(u)", Family.GAMMA)
                .to(GlmReferenceTest.CLOTTING)
                .influence();
        assertThat(gamma.standardised()[0]).isCloseTo(2.354479792180261, within(1e-6));
        assertThat(gamma.studentised()[0]).isCloseTo(3.960205805972779, within(1e-6));
        assertThat(gamma.studentised()[8]).isCloseTo(1.4096927601094353, within(1e-6));
        assertThat(gamma.cooks()[0]).isCloseTo(2.4999548108248564, within(1e-6));
        Fitted all = Fit.glm("lot1 ~ log(u)", Family.GAMMA).to(GlmReferenceTest.CLOTTING);
        double[] w = {1, 1, 1, 0, 1, 1, 1, 1, 1};
        Fitted without = Fit.glm("lot1 ~ log(u)", Family.GAMMA).weight("w").to(GlmReferenceTest.CLOTTING.with("w", w));
        double scale = Math.sqrt(without.dispersion() / all.dispersion());
        for (int j = 0; j < 2; j++) {
            double moved = (all.estimates()[j] - without.estimates()[j])
                    / (all.coefficients().get(j).se() * scale);
            assertThat(gamma.dfbetas()[3][j]).isCloseTo(moved, within(0.2 * Math.abs(moved)));
        }
        Influence poisson = Fit.glm("counts ~ outcome", Family.POISSON)
                .to(GlmReferenceTest.DOBSON)
                .influence();
        assertThat(poisson.studentised()[5]).isCloseTo(1.304033179776057, within(1e-6));
        assertThat(poisson.cooks()[5]).isCloseTo(0.299645390070921, within(1e-6));
    }

    @Test
    void likelihoodRatio() {
        Fit fit = Fit.glm("counts ~ outcome", Family.POISSON);
        Fitted larger = fit.to(GlmReferenceTest.DOBSON);
        Fitted smaller = fit.formula("counts ~ 1").to(GlmReferenceTest.DOBSON);
        LikelihoodRatio test = LikelihoodRatio.of(smaller, larger);
        assertThat(test.statistic()).isCloseTo(5.45230478675, within(1e-10));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.p()).isCloseTo(0.065471, within(1e-6));
        assertThatThrownBy(() -> LikelihoodRatio.of(larger, smaller)).hasMessageContaining("no more than");
        assertThatThrownBy(() -> LikelihoodRatio.of(fit.l2(1).to(GlmReferenceTest.DOBSON), larger))
                .hasMessageContaining("penalised");
        double[] few = Arrays.copyOf(new double[] {1, 2, 3}, 9);
        Fitted other = fit.to(GlmReferenceTest.DOBSON.with("counts", few));
        assertThatThrownBy(() -> LikelihoodRatio.of(smaller, other)).hasMessageContaining("other rows");
        Fitted huber = Fit.of("counts ~ outcome", Catalogue.HUBER).to(GlmReferenceTest.DOBSON);
        assertThatThrownBy(() -> LikelihoodRatio.of(smaller, huber)).hasMessageContaining("no likelihood");
        assertThatThrownBy(huber::influence).hasMessageContaining("without a penalty");
    }
}
