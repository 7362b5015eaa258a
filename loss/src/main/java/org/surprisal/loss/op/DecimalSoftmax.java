package org.surprisal.loss.op;

import java.math.BigDecimal;
import org.surprisal.math.decimal.Decimals;

/** What the softmax and its relatives share in decimals. */
final class DecimalSoftmax {
    private DecimalSoftmax() {}

    /** The sum of exp(x_j - x_k) over all j but k: with p the softmax, (1 - p_k) / p_k. */
    static BigDecimal others(int k, BigDecimal[] x, Decimals d) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < x.length; j++) {
            sum = j == k ? sum : d.add(sum, d.exp(d.subtract(x[j], x[k])));
        }
        return sum;
    }
}
