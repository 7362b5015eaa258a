package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The examples of the documentation, and what they say. */
final class FitExamplesTest {
    @Test
    void aLine() {
        // @start region="line"
        Frame data = Frame.EMPTY.with("x", 0, 1, 2).with("y", 0.9, 1.8, 3);
        Fitted line = Fit.leastSquares("y ~ x").to(data);
        double[] estimates = line.estimates(); // 1.05 x + 0.85
        Coefficient slope = line.coefficients().get(1); // with its error and interval
        double[] next = line.predict(Frame.EMPTY.with("x", 3), UnknownLevel.REFUSE); // 4
        // @end
        assertThat(estimates).containsExactly(new double[] {0.85, 1.05}, within(2e-16));
        assertThat(slope.term()).isEqualTo("x");
        assertThat(slope.se()).isCloseTo(Math.sqrt(0.015 / 2), within(1e-15));
        assertThat(next[0]).isCloseTo(4, within(1e-15));
        assertThat(Fit.of("y ~ x", Catalogue.GAUSSIAN).to(data).estimates()).containsExactly(estimates);
    }

    @Test
    void aGeneralisedLinearModel() {
        // @start region="glm"
        Frame data = Frame.EMPTY
                .with("accidents", 2, 0, 5, 1, 9, 3)
                .with("age", 25, 40, 33, 58, 21, 47)
                .with("region", "n", "s", "n", "n", "s", "s");
        Fitted model = Fit.glm("accidents ~ region * age", Family.POISSON).to(data);
        List<String> terms = model.design().names(); // (intercept), region[s], age, region[s]:age
        boolean final_ = model.convergence().converged();
        // @end
        assertThat(terms).containsExactly("(intercept)", "region[s]", "age", "region[s]:age");
        assertThat(final_).isTrue();
    }

    @Test
    void anyLoss() {
        // @start region="loss"
        Frame data = Frame.EMPTY.with("x", 1, 2, 3, 4, 5).with("y", 1.1, 1.9, 50, 3.9, 5.1);
        Fitted robust = Fit.of("y ~ x", Catalogue.HUBER).to(data);
        Fitted own = Fit.of("y ~ x", Loss.of("sqrt(1 + (y - p)^2)")).to(data);
        // @end
        assertThat(robust.estimates()[1]).isBetween(0.8, 1.6);
        assertThat(own.estimates()[1]).isBetween(0.8, 1.6);
    }
}
