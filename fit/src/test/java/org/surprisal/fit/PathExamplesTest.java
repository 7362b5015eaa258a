package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;

/** The example of a path of penalties. */
final class PathExamplesTest {
    private static Frame data() {
        Random random = new Random(1);
        Frame frame = Frame.EMPTY;
        double[] y = random.doubles(200).toArray();
        for (int j = 0; j < 10; j++) {
            double[] x = random.doubles(200).toArray();
            for (int i = 0; i < 200 && j < 3; i++) {
                y[i] += (j + 1) * x[i];
            }
            frame = frame.with("x" + j, x);
        }
        return frame.with("y", y);
    }

    @Test
    void path() {
        Frame data = data();
        // @start region="path"
        Path lasso = Fit.leastSquares("y ~ .").path(1).folds(5).to(data);
        Validation validation = Objects.requireNonNull(lasso.validation());
        Fitted simple = lasso.fitted(validation.simplest()); // within one standard error of the best
        int columns = lasso.points().get(validation.simplest()).nonzeros();
        // @end
        assertThat(columns).isBetween(3, 6);
        assertThat(simple.estimates()[1]).isBetween(0.5, 1.1);
        assertThat(lasso.points()).hasSize(100);
        assertThat(lasso.points().get(0).nonzeros()).isZero();
    }
}
