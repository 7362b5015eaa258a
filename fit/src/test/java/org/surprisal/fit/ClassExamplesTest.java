package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;

/** The example of models of classes. */
final class ClassExamplesTest {
    @Test
    void classes() {
        // @start region="classes"
        Frame data = Frame.EMPTY
                .with("mood", "bad", "good", "fair", "bad", "good", "fair", "bad", "good", "fair", "bad")
                .with("sun", 1, 3, 2, 4, 5, 6, 2, 4, 3, 5);
        FittedClasses logit = Fit.multinomial("mood ~ sun").to(data);
        FittedClasses ordered = Fit.ordered("mood ~ sun", Link.LOGIT)
                .order("bad", "fair", "good")
                .to(data);
        double[][] tomorrow = ordered.predict(Frame.EMPTY.with("sun", 4), UnknownLevel.REFUSE); // bad, fair, good
        // @end
        assertThat(logit.classes()).isEqualTo(List.of("bad", "fair", "good"));
        assertThat(logit.coefficients()).hasSize(4);
        assertThat(ordered.cuts()).hasSize(2).isSorted();
        assertThat(tomorrow[0][0] + tomorrow[0][1] + tomorrow[0][2]).isCloseTo(1, within(1e-15));
    }
}
