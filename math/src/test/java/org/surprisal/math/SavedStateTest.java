package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStateTest {
    private static final int[][] MONOMIALS = {{0}, {1}, {0, 0}, {0, 1}, {0, 0, 1}, {1, 0, 1, 1}, {0, 0}};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyTreeOfMergesAndReloadsHasTheSameBytes(long seed) {
        Draw draw = new Draw(seed);
        int n = 1 + draw.below(4000);
        double[] x = seed % 2 == 0 ? draw.tame(n) : draw.hard(n);
        ExactSum whole = new ExactSum();
        whole.add(x, n);
        byte[] bytes = whole.toBytes();
        assertThat(ExactSum.fromBytes(bytes)).isEqualTo(whole);
        assertThat(ExactSum.fromBytes(bytes).toBytes()).isEqualTo(bytes);
        for (int repeat = 0; repeat < 10; repeat++) {
            draw.shuffle(x);
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0; from < n; ) {
                int length = Math.min(n - from, 1 + draw.below(900));
                ExactSum part = new ExactSum();
                part.add(Arrays.copyOfRange(x, from, from + length), length);
                parts.add(part.toBytes());
                from += length;
            }
            while (parts.size() > 1) {
                ExactSum one = ExactSum.fromBytes(parts.remove(draw.below(parts.size())));
                int other = draw.below(parts.size());
                one.merge(ExactSum.fromBytes(parts.get(other)));
                parts.set(other, one.toBytes());
            }
            assertThat(parts.getFirst()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void powerSumsComeBackWithEveryDigit(long seed) {
        Draw draw = new Draw(seed);
        int n = 1 + draw.below(2000);
        double[][] columns = seed % 2 == 0
                ? new double[][] {draw.tame(n), draw.tame(n)}
                : new double[][] {draw.hard(n), draw.hard(n)};
        PowerSums whole = new PowerSums(MONOMIALS);
        whole.add(columns, n);
        PowerSums back = PowerSums.fromBytes(whole.toBytes());
        assertThat(back).isEqualTo(whole);
        assertThat(back.rows()).isEqualTo(n);
        assertThat(back.sum(6)).isEqualTo(back.sum(2)).isEqualTo(whole.sum(2));
        assertThat(back.toBytes()).isEqualTo(whole.toBytes());
        back.add(columns, n);
        whole.merge(PowerSums.fromBytes(whole.toBytes()));
        assertThat(back).isEqualTo(whole);
    }

    @Test
    void theExtremesOfAnAccumulatorComeBack() {
        ExactSum sum = new ExactSum();
        sum.addProduct(Double.MAX_VALUE, -Double.MAX_VALUE);
        sum.addProduct(Double.MIN_VALUE, Double.MIN_VALUE);
        ExactSum back = ExactSum.fromBytes(sum.toBytes());
        assertThat(back).isEqualTo(sum);
        assertThat(back.exact()).isEqualTo(sum.exact());
        assertThat(sum.toBytes()).hasSizeLessThan(560);
        PowerSums powers = new PowerSums(new int[] {0, 0, 0, 0});
        powers.add(new double[][] {{Double.MAX_VALUE, Double.MIN_VALUE, 0x1.8p-1070}}, new long[] {1L << 62, 1, 3}, 3);
        assertThat(PowerSums.fromBytes(powers.toBytes())).isEqualTo(powers);
    }

    @Test
    void aStateIsSmall() {
        assertThat(new ExactSum().toBytes()).hasSizeLessThan(32);
        double[] x = new Draw(7).tame(100_000);
        ExactSum sum = new ExactSum();
        sum.add(x, x.length);
        assertThat(sum.toBytes()).hasSizeLessThan(48);
        PowerSums three = new PowerSums(new int[] {0}, new int[] {0, 0}, new int[] {0, 0, 0});
        three.add(new double[][] {x}, x.length);
        assertThat(three.toBytes()).hasSizeLessThan(128);
    }

    @Test
    void whatIsNotFiniteIsRemembered() {
        for (double[] values : new double[][] {
            {Double.NaN}, {Double.POSITIVE_INFINITY, 1}, {Double.NEGATIVE_INFINITY}, {1 / 0.0, -1 / 0.0}
        }) {
            ExactSum sum = new ExactSum();
            sum.add(values, values.length);
            ExactSum back = ExactSum.fromBytes(sum.toBytes());
            assertThat(back).isEqualTo(sum);
            assertThat(back).hasToString(sum.toString());
        }
    }

    @Test
    void noChangedByteGoesUnnoticed() {
        ExactSum sum = new ExactSum();
        sum.add(Math.PI);
        byte[] bytes = sum.toBytes();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                refused(() -> ExactSum.fromBytes(changed), "saved exact sum");
            }
            byte[] cut = Arrays.copyOf(bytes, i);
            refused(() -> ExactSum.fromBytes(cut), "saved exact sum");
        }
    }

    @Test
    void foreignAndNewerStatesAreRefusedInOneSentence() {
        refused(() -> ExactSum.fromBytes(new byte[0]), "These 0 bytes are not a saved exact sum");
        refused(
                () -> ExactSum.fromBytes("not a sum, but a text".getBytes(StandardCharsets.US_ASCII)),
                "21 bytes are not");
        byte[] powers = new PowerSums(new int[] {0}).toBytes();
        refused(() -> ExactSum.fromBytes(powers), "state of the kind \"power sums\", not \"exact sum\"");
        refused(
                () -> ExactSum.fromBytes(SavedState.seal("exact sum", 2, new byte[9])),
                "has version 2, and this program reads versions up to 1");
    }

    /** Whoever can compute a checksum can still not make a state that no sum has. */
    @Test
    void forgedContentsAreRefused() {
        for (byte[] content : new byte[][] {
            {},
            {8, 0, 1, 1},
            {0, 0, 0},
            {0, 0, 1},
            {0, 0, 9, 1},
            {0, 0, 1, 1, 1},
            {0, -1, -1, -1, -1, 7, 1, 1},
            {0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1},
            new StateWriter().number(0).exact(new Dyadic(BigInteger.ONE, -4000)).bytes(),
            new StateWriter().number(0).exact(new Dyadic(BigInteger.ONE, 4000)).bytes()
        }) {
            refused(() -> ExactSum.fromBytes(SavedState.seal("exact sum", 1, content)), "damaged");
        }
        for (byte[] content :
                new byte[][] {{}, {2, 1, 0}, {1, 0}, {1, 5, 0, 0, 0, 0, 0}, {1, 1, -1, -1, 4, 0, 0, 1, 0}}) {
            refused(() -> PowerSums.fromBytes(SavedState.seal("power sums", 1, content)), "damaged");
        }
        byte[] longName = new byte[20];
        System.arraycopy("Srpl".getBytes(StandardCharsets.US_ASCII), 0, longName, 0, 4);
        longName[5] = (byte) 200;
        CRC32C crc = new CRC32C();
        crc.update(longName, 0, 16);
        ByteBuffer.wrap(longName).putInt(16, (int) crc.getValue());
        refused(() -> SavedState.open("exact sum", 1, longName), "damaged");
    }

    private static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }
}
