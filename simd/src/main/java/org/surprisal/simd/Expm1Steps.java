package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import org.surprisal.math.Expm1;
import org.surprisal.math.Tanh;

/** The twins of {@link Expm1} and {@link Tanh}. */
final class Expm1Steps {
    private static final Blocks.Single EXPM1 = (x, out, i) -> out[i] = Expm1.of(x[i]);
    private static final Blocks.Single TANH = (x, out, i) -> out[i] = Tanh.of(x[i]);
    private static final LongVector SIGN = Width.all(Long.MIN_VALUE);
    private static final DoubleVector HALF = Width.all(0.5);
    private static final DoubleVector ONE = Width.all(1.0);
    private static final DoubleVector TWO = Width.all(2.0);
    private static final DoubleVector MINUS_TWO = Width.all(-2.0);
    private static final DoubleVector LEAST = Width.all(-80.0);

    private Expm1Steps() {}

    static void expm1(double[] x, double[] out, int n) {
        Blocks.run(Expm1Steps::expm1Block, EXPM1, x, out, n);
    }

    static void tanh(double[] x, double[] out, int n) {
        Blocks.run(Expm1Steps::tanhBlock, TANH, x, out, n);
    }

    private static void expm1Block(double[] x, int from, double[] a, double[] b, double[] out, int n) {
        parts(x, from, a, b, n);
        sum(x, from, a, b, out, n);
    }

    private static void tanhBlock(double[] x, int from, double[] a, double[] b, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector y =
                    MINUS_TWO.mul(DoubleVector.fromArray(DOUBLE, x, from + i).lanewise(ABS));
            LEAST.blend(y, LEAST.compare(LE, y)).intoArray(a, i);
        }
        parts(a, 0, a, b, n);
        quotient(x, from, a, b, out, n);
    }

    /** Sets lead[i] + rest[i] to e^x - 1; lead may be x. */
    private static void parts(double[] x, int from, double[] lead, double[] rest, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, from + i);
            DoubleVector t = v.fma(Exponentials.LOG2E, Exponentials.ROUND);
            DoubleVector k = t.sub(Exponentials.ROUND);
            DoubleVector power = t.reinterpretAsLongs()
                    .add(Exponentials.BIAS)
                    .lanewise(LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector first = k.fma(Exponentials.MINUS_LN2_HIGH, v);
            DoubleVector second = k.mul(Exponentials.LN2_LOW);
            DoubleVector r = first.sub(second);
            DoubleVector low = first.sub(r).sub(second);

            DoubleVector square = r.mul(r);
            DoubleVector fourth = square.mul(square);
            DoubleVector q34 = r.fma(Exponentials.C4, Exponentials.C3);
            DoubleVector q56 = r.fma(Exponentials.C6, Exponentials.C5);
            DoubleVector q78 = r.fma(Exponentials.C8, Exponentials.C7);
            DoubleVector q90 = r.fma(Exponentials.C10, Exponentials.C9);
            DoubleVector q12 = r.fma(Exponentials.C12, Exponentials.C11);
            DoubleVector q = fourth.fma(fourth.fma(q12, square.fma(q90, q78)), square.fma(q56, q34));
            DoubleVector lost = low.fma(r, low).add(HALF.mul(r.fma(r, square.neg())));
            DoubleVector tail = square.mul(r).fma(q, lost);

            DoubleVector linear = power.mul(r);
            DoubleVector half = power.mul(HALF.mul(square));
            DoubleVector a = power.sub(ONE);
            DoubleVector big = a.add(ONE);
            DoubleVector aLow = power.sub(big).sub(ONE.sub(big.sub(a)));
            DoubleVector b = a.add(linear);
            DoubleVector bLow = linear.sub(b.sub(a));
            DoubleVector c = b.add(half);
            DoubleVector cLow = half.sub(c.sub(b));
            c.intoArray(lead, i);
            bLow.add(cLow).add(aLow.add(power.mul(tail))).intoArray(rest, i);
        }
    }

    /** Sets out to |lead + rest| with the sign of x. */
    private static void sum(double[] x, int from, double[] lead, double[] rest, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, from + i);
            DoubleVector sum = DoubleVector.fromArray(DOUBLE, lead, i).add(DoubleVector.fromArray(DOUBLE, rest, i));
            sum.lanewise(ABS)
                    .reinterpretAsLongs()
                    .or(v.reinterpretAsLongs().and(SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(out, from + i);
        }
    }

    /** Sets out to |u / (2 + u)| with the sign of x, where u = lead + rest. */
    private static void quotient(double[] x, int from, double[] lead, double[] rest, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, from + i);
            DoubleVector a = DoubleVector.fromArray(DOUBLE, lead, i);
            DoubleVector b = DoubleVector.fromArray(DOUBLE, rest, i);
            DoubleVector u = a.add(b);
            DoubleVector uLow = b.sub(u.sub(a));
            DoubleVector high = TWO.add(u);
            DoubleVector low = u.sub(high.sub(TWO)).add(uLow);
            DoubleVector inverse = ONE.div(high);
            DoubleVector quotient = u.mul(inverse);
            DoubleVector remainder = quotient.neg().fma(high, u).add(uLow.sub(quotient.mul(low)));
            remainder
                    .fma(inverse, quotient)
                    .lanewise(ABS)
                    .reinterpretAsLongs()
                    .or(v.reinterpretAsLongs().and(SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(out, from + i);
        }
    }
}
