package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.surprisal.fit.design.SparseRows;

/** The examples of the Javadoc. */
final class SparseExamplesTest {
    @Test
    void sparse() {
        // @start region="sparse"
        // Three texts of a vocabulary of four words: each row has the words that occur, and how often.
        int[] starts = {0, 2, 3, 5};
        int[] words = {0, 2, 1, 0, 3};
        double[] counts = {1, 2, 1, 1, 1};
        SparseRows texts = new SparseRows(4, starts, words, counts);
        SparseFitted fitted = SparseFit.of(Family.BINOMIAL).l2(1).to(texts, 1, 0, 1);
        double[] chances = fitted.predict(texts);
        // @end
        assertThat(fitted.convergence().converged()).isTrue();
        assertThat(chances[1]).isBetween(0.2, 0.5);
        assertThat(chances[0]).isGreaterThan(0.5);
    }
}
