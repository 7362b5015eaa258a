package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import org.surprisal.math.Exp;

/** The twin of {@link Exp}, and e^-|x| for others; see there for what the steps mean. */
final class Exponentials {
    static final DoubleVector LIMIT = Width.all(708.0);
    static final LongVector BIAS = Width.all(1023L);
    static final DoubleVector ROUND = Width.all(0x1.8p52);
    static final DoubleVector LOG2E = Width.all(0x1.71547652b82fep0);
    static final DoubleVector MINUS_LN2_HIGH = Width.all(-0x1.62e42fefa3000p-1);
    static final DoubleVector LN2_LOW = Width.all(0x1.3de6af278ece6p-42);

    static final DoubleVector C3 = Width.all(0x1.555555555555bp-3);
    static final DoubleVector C4 = Width.all(0x1.555555555555ap-5);
    static final DoubleVector C5 = Width.all(0x1.111111110ebf9p-7);
    static final DoubleVector C6 = Width.all(0x1.6c16c16c14147p-10);
    static final DoubleVector C7 = Width.all(0x1.a01a01b3a5457p-13);
    static final DoubleVector C8 = Width.all(0x1.a01a01b2018dfp-16);
    static final DoubleVector C9 = Width.all(0x1.71ddefc1b9cc8p-19);
    static final DoubleVector C10 = Width.all(0x1.27e4c2b994c1fp-22);
    static final DoubleVector C11 = Width.all(0x1.af6c879527684p-26);
    static final DoubleVector C12 = Width.all(0x1.1f99ca5424ff3p-29);

    private static final DoubleUnaryOperator PLAIN = Exp::of;
    private static final DoubleVector ONE = Width.all(1.0);
    private static final DoubleVector HALF = Width.all(0.5);

    private Exponentials() {}

    static void of(double[] x, double[] out, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, i);
            DoubleVector t = v.fma(LOG2E, ROUND);
            DoubleVector k = t.sub(ROUND);
            DoubleVector power =
                    t.reinterpretAsLongs().add(BIAS).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector first = k.fma(MINUS_LN2_HIGH, v);
            DoubleVector second = k.mul(LN2_LOW);
            DoubleVector r = first.sub(second);
            DoubleVector low = first.sub(r).sub(second);

            DoubleVector square = r.mul(r);
            DoubleVector fourth = square.mul(square);
            DoubleVector q34 = r.fma(C4, C3);
            DoubleVector q56 = r.fma(C6, C5);
            DoubleVector q78 = r.fma(C8, C7);
            DoubleVector q90 = r.fma(C10, C9);
            DoubleVector q12 = r.fma(C12, C11);
            DoubleVector q = fourth.fma(fourth.fma(q12, square.fma(q90, q78)), square.fma(q56, q34));
            DoubleVector lost = low.fma(r, low).add(HALF.mul(r.fma(r, square.neg())));
            DoubleVector tail = square.mul(r).fma(q, lost);

            DoubleVector half = HALF.mul(square);
            DoubleVector a = ONE.add(r);
            DoubleVector lead = a.add(half);
            DoubleVector lows = r.sub(a.sub(ONE)).add(half.sub(lead.sub(a)));
            power.mul(lead.add(lows.add(tail))).intoArray(out, i);

            VectorMask<Double> common = v.lanewise(ABS).compare(LE, LIMIT);
            if (!common.allTrue()) {
                Width.mend(PLAIN, v, common, out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = Exp.of(x[i]);
        }
    }

    /** Sets e[i] + eLow[i] to e^-|x[from + i]|; right where |x| is at most {@link #LIMIT}. */
    static void ofMinusAbs(double[] x, int from, double[] e, double[] eLow, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v =
                    DoubleVector.fromArray(DOUBLE, x, from + i).lanewise(ABS).neg();
            DoubleVector t = v.fma(LOG2E, ROUND);
            DoubleVector k = t.sub(ROUND);
            DoubleVector power =
                    t.reinterpretAsLongs().add(BIAS).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector first = k.fma(MINUS_LN2_HIGH, v);
            DoubleVector second = k.mul(LN2_LOW);
            DoubleVector r = first.sub(second);
            DoubleVector low = first.sub(r).sub(second);

            DoubleVector square = r.mul(r);
            DoubleVector fourth = square.mul(square);
            DoubleVector q34 = r.fma(C4, C3);
            DoubleVector q56 = r.fma(C6, C5);
            DoubleVector q78 = r.fma(C8, C7);
            DoubleVector q90 = r.fma(C10, C9);
            DoubleVector q12 = r.fma(C12, C11);
            DoubleVector q = fourth.fma(fourth.fma(q12, square.fma(q90, q78)), square.fma(q56, q34));
            DoubleVector lost = low.fma(r, low).add(HALF.mul(r.fma(r, square.neg())));
            DoubleVector tail = square.mul(r).fma(q, lost);

            DoubleVector half = HALF.mul(square);
            DoubleVector a = ONE.add(r);
            DoubleVector lead = a.add(half);
            DoubleVector rest = r.sub(a.sub(ONE)).add(half.sub(lead.sub(a))).add(tail);
            DoubleVector m = lead.add(rest);
            power.mul(m).intoArray(e, i);
            power.mul(rest.sub(m.sub(lead))).intoArray(eLow, i);
        }
    }
}
