package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/** The twins of {@link Sigmoid} and {@link Softplus}: both begin with e^-|x| in two doubles. */
final class Logistic {
    private static final Blocks.Single SIGMOID = (x, out, i) -> out[i] = Sigmoid.of(x[i]);
    private static final Blocks.Single SOFTPLUS = (x, out, i) -> out[i] = Softplus.of(x[i]);

    private static final DoubleVector ZERO = Width.all(0.0);
    private static final DoubleVector HALF = Width.all(0.5);
    private static final DoubleVector ONE = Width.all(1.0);
    private static final DoubleVector MINUS_ONE = Width.all(-1.0);
    private static final DoubleVector SQRT_HALF = Width.all(0x1.6a09e667f3bcdp-1);

    private Logistic() {}

    static void sigmoid(double[] x, double[] out, int n) {
        Blocks.run(Logistic::sigmoidBlock, SIGMOID, x, out, n);
    }

    static void softplus(double[] x, double[] out, int n) {
        Blocks.run(Logistic::softplusBlock, SOFTPLUS, x, out, n);
    }

    /** Both, of one exponential; out is not x. */
    static void both(double[] x, double[] out, double[] slope, int n) {
        Blocks.run(
                (v, from, a, b, to, length) -> {
                    softplusBlock(v, from, a, b, to, length);
                    quotient(v, from, a, b, slope, length);
                },
                (v, to, i) -> {
                    double one = v[i];
                    to[i] = Softplus.of(one);
                    slope[i] = Sigmoid.of(one);
                },
                x,
                out,
                n);
    }

    private static void sigmoidBlock(double[] x, int from, double[] a, double[] b, double[] out, int n) {
        Exponentials.ofMinusAbs(x, from, a, b, n);
        quotient(x, from, a, b, out, n);
    }

    private static void softplusBlock(double[] x, int from, double[] a, double[] b, double[] out, int n) {
        Exponentials.ofMinusAbs(x, from, a, b, n);
        logOfOnePlus(x, from, a, b, out, n);
    }

    /** 1 / (1 + e + eLow), or (e + eLow) over it where x is negative. */
    private static void quotient(double[] x, int from, double[] e, double[] eLow, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, from + i);
            DoubleVector t = DoubleVector.fromArray(DOUBLE, e, i);
            DoubleVector tLow = DoubleVector.fromArray(DOUBLE, eLow, i);
            VectorMask<Double> negative = v.compare(LT, ZERO);
            DoubleVector high = ONE.add(t);
            DoubleVector low = t.sub(high.sub(ONE)).add(tLow);
            DoubleVector numerator = ONE.blend(t, negative);
            DoubleVector inverse = ONE.div(high);
            DoubleVector quotient = numerator.mul(inverse);
            DoubleVector lost = ZERO.blend(tLow, negative).sub(quotient.mul(low));
            DoubleVector remainder = quotient.neg().fma(high, numerator).add(lost);
            remainder.fma(inverse, quotient).intoArray(out, from + i);
        }
    }

    /** max(x, 0) + ln(1 + e + eLow). */
    private static void logOfOnePlus(double[] x, int from, double[] e, double[] eLow, double[] out, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, from + i);
            DoubleVector t = DoubleVector.fromArray(DOUBLE, e, i);
            DoubleVector high = ONE.add(t);
            DoubleVector low = t.sub(high.sub(ONE));
            DoubleVector k = ZERO.blend(ONE, high.mul(SQRT_HALF).compare(GE, ONE));
            DoubleVector scale = ONE.sub(HALF.mul(k));
            DoubleVector g = high.fma(scale, MINUS_ONE);
            DoubleVector scaled = low.mul(scale);
            DoubleVector f = g.add(scaled);
            DoubleVector lost = DoubleVector.fromArray(DOUBLE, eLow, i).fma(scale, scaled.sub(f.sub(g)));

            DoubleVector half = HALF.mul(f);
            DoubleVector h = half.mul(f);
            DoubleVector hLow = half.fma(f, h.neg());
            DoubleVector s = f.div(f.add(Logarithms.TWO));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = w.fma(w.fma(w.fma(Logarithms.C7, Logarithms.C5), Logarithms.C3), Logarithms.C1);
            DoubleVector odd = w.fma(w.fma(w.fma(Logarithms.C8, Logarithms.C6), Logarithms.C4), Logarithms.C2);
            DoubleVector tail = s.mul(z.fma(z.fma(odd, even), h));
            DoubleVector a = k.mul(Logarithms.LN2_HIGH);
            DoubleVector b = a.add(f);
            DoubleVector lead = b.sub(h);
            DoubleVector lows = f.sub(b.sub(a)).add(b.sub(lead).sub(h));
            DoubleVector derivative = f.fma(f.fma(Logarithms.D2, Logarithms.D1), ONE);
            DoubleVector rest = lows.add(lost.fma(derivative, k.fma(Logarithms.LN2_LOW, tail.sub(hLow))));

            DoubleVector linear = HALF.mul(v.add(v.lanewise(ABS)));
            DoubleVector total = linear.add(lead);
            DoubleVector part = total.sub(lead);
            DoubleVector totalLow = linear.sub(part).add(lead.sub(total.sub(part)));
            total.add(totalLow.add(rest)).intoArray(out, from + i);
        }
    }
}
