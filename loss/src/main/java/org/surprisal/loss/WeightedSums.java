package org.surprisal.loss;

import org.surprisal.math.Dyadic;

/**
 * Exact sums over rows of u, weight times loss, of w, the weight, and of their products: uu is the sum of u², and so
 * on.
 */
record WeightedSums(
        Dyadic u, Dyadic w, Dyadic uu, Dyadic uw, Dyadic ww, Dyadic uuu, Dyadic uuw, Dyadic uww, Dyadic www) {
    private static final Dyadic TWO = Dyadic.of(2L);
    private static final Dyadic THREE = Dyadic.of(3L);

    /** The sum of (u - w mean)², times the square of the sum of weights. */
    Dyadic second() {
        return uu.times(w)
                .times(w)
                .minus(TWO.times(u).times(w).times(uw))
                .plus(u.times(u).times(ww));
    }

    /** The sum of (u - w mean)³, times the cube of the sum of weights. */
    Dyadic third() {
        Dyadic w2 = w.times(w);
        Dyadic u2 = u.times(u);
        return uuu.times(w2)
                .times(w)
                .minus(THREE.times(u).times(w2).times(uuw))
                .plus(THREE.times(u2).times(w).times(uww))
                .minus(u2.times(u).times(www));
    }
}
