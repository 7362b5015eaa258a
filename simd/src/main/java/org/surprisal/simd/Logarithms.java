package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Surprisal;

/** The twins of {@link Log}, {@link Log1p} and {@link Surprisal}; see there for what the steps mean. */
final class Logarithms {
    static final DoubleVector LN2_HIGH = Width.all(0x1.62e42fefa3000p-1);
    static final DoubleVector LN2_LOW = Width.all(0x1.3de6af278ece6p-42);
    static final DoubleVector TWO = Width.all(2.0);

    static final DoubleVector C1 = Width.all(0x1.5555555555555p-1);
    static final DoubleVector C2 = Width.all(0x1.9999999999dffp-2);
    static final DoubleVector C3 = Width.all(0x1.249249242b433p-2);
    static final DoubleVector C4 = Width.all(0x1.c71c7258fc167p-3);
    static final DoubleVector C5 = Width.all(0x1.745cde35f482dp-3);
    static final DoubleVector C6 = Width.all(0x1.3b20ab85d62a0p-3);
    static final DoubleVector C7 = Width.all(0x1.0f5cc9939006fp-3);
    static final DoubleVector C8 = Width.all(0x1.0f630ec07dd0ap-3);

    /** The derivative 1 / (1 + f), roughly. */
    static final DoubleVector D1 = Width.all(-0.99);

    static final DoubleVector D2 = Width.all(0.75);

    private static final DoubleUnaryOperator LOG1P = Log1p::of;
    private static final DoubleUnaryOperator LOG = Log::of;

    private static final DoubleVector LEAST = Width.all(Double.MIN_NORMAL);
    private static final DoubleVector LARGE = Width.all(0x1p1000);
    private static final LongVector SHIFT = Width.all(0x3FE6A09E667F3BCDL - (1023L << 52));
    private static final LongVector TWO_52 = Width.all(0x4330000000000000L);
    private static final LongVector MIRROR = Width.all(2046L);
    private static final DoubleVector BIAS = Width.all(0x1p52 + 1023);
    private static final DoubleVector ZERO = Width.all(0.0);
    private static final DoubleVector HALF = Width.all(0.5);
    private static final DoubleVector ONE = Width.all(1.0);
    private static final DoubleVector MINUS_ONE = Width.all(-1.0);

    private Logarithms() {}

    static void log(double[] x, double[] out, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, i);
            LongVector p = v.reinterpretAsLongs().sub(SHIFT).lanewise(LSHR, 52);
            DoubleVector k = p.or(TWO_52).reinterpretAsDoubles().sub(BIAS);
            DoubleVector f = v.fma(MIRROR.sub(p).lanewise(LSHL, 52).reinterpretAsDoubles(), MINUS_ONE);

            DoubleVector half = HALF.mul(f);
            DoubleVector h = half.mul(f);
            DoubleVector hLow = half.fma(f, h.neg());
            DoubleVector s = f.div(f.add(TWO));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = w.fma(w.fma(w.fma(C7, C5), C3), C1);
            DoubleVector odd = w.fma(w.fma(w.fma(C8, C6), C4), C2);
            DoubleVector tail = s.mul(z.fma(z.fma(odd, even), h));
            DoubleVector a = k.mul(LN2_HIGH);
            DoubleVector b = a.add(f);
            DoubleVector lead = b.sub(h);
            DoubleVector lows = f.sub(b.sub(a)).add(b.sub(lead).sub(h));
            // The scalar form adds a product of 0 here, which changes no bit.
            lead.add(lows.add(k.fma(LN2_LOW, tail.sub(hLow)))).intoArray(out, i);

            VectorMask<Double> common = v.compare(GE, LEAST).and(v.compare(LE, LARGE));
            if (!common.allTrue()) {
                Width.mend(LOG, v, common, out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = Log.of(x[i]);
        }
    }

    static void log1p(double[] x, double[] out, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, x, i);
            DoubleVector high = ONE.add(v);
            DoubleVector one = high.sub(v);
            DoubleVector low = ONE.sub(one).add(v.sub(high.sub(one)));
            LongVector p = high.reinterpretAsLongs().sub(SHIFT).lanewise(LSHR, 52);
            DoubleVector k = p.or(TWO_52).reinterpretAsDoubles().sub(BIAS);
            DoubleVector scale = MIRROR.sub(p).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector g = high.fma(scale, MINUS_ONE);
            DoubleVector scaled = low.mul(scale);
            DoubleVector f = g.add(scaled);
            DoubleVector lost = scaled.sub(f.sub(g));

            DoubleVector half = HALF.mul(f);
            DoubleVector h = half.mul(f);
            DoubleVector hLow = half.fma(f, h.neg());
            DoubleVector s = f.div(f.add(TWO));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = w.fma(w.fma(w.fma(C7, C5), C3), C1);
            DoubleVector odd = w.fma(w.fma(w.fma(C8, C6), C4), C2);
            DoubleVector tail = s.mul(z.fma(z.fma(odd, even), h));
            DoubleVector a = k.mul(LN2_HIGH);
            DoubleVector b = a.add(f);
            DoubleVector lead = b.sub(h);
            DoubleVector lows = f.sub(b.sub(a)).add(b.sub(lead).sub(h));
            DoubleVector derivative = f.fma(f.fma(D2, D1), ONE);
            DoubleVector rest = lost.fma(derivative, k.fma(LN2_LOW, tail.sub(hLow)));
            lead.add(lows.add(rest)).intoArray(out, i);

            VectorMask<Double> common = high.compare(GE, LEAST).and(high.compare(LE, LARGE));
            if (!common.allTrue()) {
                Width.mend(LOG1P, v, common, out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = Log1p.of(x[i]);
        }
    }

    /** The twin of {@link Surprisal}: the logarithm of p or 1 - p. */
    static void surprisal(double[] y, double[] p, double[] out, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLE, p, i);
            DoubleVector outcome = DoubleVector.fromArray(DOUBLE, y, i);
            VectorMask<Double> happened = outcome.compare(NE, ZERO);
            DoubleVector rest = ONE.sub(v);
            DoubleVector one = rest.add(v);
            DoubleVector lostRest = ONE.sub(one).sub(v.sub(one.sub(rest)));
            DoubleVector high = rest.blend(v, happened);
            DoubleVector low = lostRest.blend(ZERO, happened);
            LongVector q = high.reinterpretAsLongs().sub(SHIFT).lanewise(LSHR, 52);
            DoubleVector k = q.or(TWO_52).reinterpretAsDoubles().sub(BIAS);
            DoubleVector scale = MIRROR.sub(q).lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector g = high.fma(scale, MINUS_ONE);
            DoubleVector scaled = low.mul(scale);
            DoubleVector f = g.add(scaled);
            DoubleVector lost = scaled.sub(f.sub(g));

            DoubleVector half = HALF.mul(f);
            DoubleVector h = half.mul(f);
            DoubleVector hLow = half.fma(f, h.neg());
            DoubleVector s = f.div(f.add(TWO));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = w.fma(w.fma(w.fma(C7, C5), C3), C1);
            DoubleVector odd = w.fma(w.fma(w.fma(C8, C6), C4), C2);
            DoubleVector tail = s.mul(z.fma(z.fma(odd, even), h));
            DoubleVector a = k.mul(LN2_HIGH);
            DoubleVector b = a.add(f);
            DoubleVector lead = b.sub(h);
            DoubleVector lows = f.sub(b.sub(a)).add(b.sub(lead).sub(h));
            DoubleVector derivative = f.fma(f.fma(D2, D1), ONE);
            DoubleVector last = lost.fma(derivative, k.fma(LN2_LOW, tail.sub(hLow)));
            ZERO.sub(lead.add(lows.add(last))).intoArray(out, i);

            VectorMask<Double> common = high.compare(GE, LEAST).and(high.compare(LE, LARGE));
            if (!common.allTrue()) {
                mend(outcome, v, common, out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = Surprisal.of(y[i], p[i]);
        }
    }

    private static void mend(DoubleVector y, DoubleVector p, VectorMask<Double> common, double[] out, int at) {
        double[] outcomes = y.toArray();
        double[] chances = p.toArray();
        for (int j = 0; j < chances.length; j++) {
            if (!common.laneIsSet(j)) {
                out[at + j] = Surprisal.of(outcomes[j], chances[j]);
            }
        }
    }
}
