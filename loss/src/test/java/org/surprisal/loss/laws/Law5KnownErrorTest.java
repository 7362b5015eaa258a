package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;

/** Law 5, known error: scores beyond all reason keep their digits. */
class Law5KnownErrorTest {
    /**
     * The surprisal of a score z is max(0, -z) + log1p(exp(-|z|)); beyond 37 the second term is below half an ulp of z.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-1000, 1000, -745, 745, -37, 37, 1e300, -1e300})
    void extremeScoresStayExact(double z) {
        double expected = Math.max(0, -z);
        double tail = StrictMath.exp(-Math.abs(z));
        assertThat(Catalogue.LOG_LOSS_LOGIT.value(1, z))
                .isBetween(expected, expected + tail * 1.01 + Math.ulp(expected));
        assertThat(Catalogue.LOG_LOSS_LOGIT.gradient(1, z)).isBetween(-1.0, 0.0);
        assertThat(Catalogue.LOG_LOSS_LOGIT.hessian(1, z)).isBetween(0.0, 1.01 * tail + 1e-300);
        Point point = new Point(new double[] {0, 1, 0}, new double[] {0, z, Double.NEGATIVE_INFINITY});
        Answers softmax = EntryPoint.alone(Catalogue.CROSS_ENTROPY_LOGIT, Sample.of(List.of(point)));
        assertThat(softmax.value()[0]).isEqualTo(Catalogue.LOG_LOSS_LOGIT.value(1, z));
        assertThat(softmax.gradient()[2][0]).isZero();
    }
}
