package org.surprisal.loss.laws;

import java.util.List;
import java.util.stream.IntStream;
import org.surprisal.loss.Loss;

/**
 * What to ask for in one pass.
 *
 * @param value the losses
 * @param gradient the derivatives
 * @param hessian the second derivatives
 */
record Wanted(boolean value, boolean gradient, boolean hessian) {
    /** Each of them alone, each two, all three. */
    static List<Wanted> all() {
        return IntStream.range(1, 8)
                .mapToObj(set -> new Wanted((set & 1) > 0, (set & 2) > 0, (set & 4) > 0))
                .toList();
    }

    /** Room for the answers; none for a Hessian without a closed form. */
    Answers room(Loss loss, Sample sample) {
        return new Answers(
                value ? new double[sample.rows()] : Answers.NO_VALUE,
                gradient ? new double[sample.classes()][sample.rows()] : Answers.NO_SLOPE,
                hessian && Subjects.hasHessian(loss) ? new double[sample.classes()][sample.rows()] : Answers.NO_SLOPE);
    }
}
