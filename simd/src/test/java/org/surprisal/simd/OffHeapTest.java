package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;

/** Memory outside of the heap, read and written in the two ways of docs/engine.md: the bits of arrays. */
class OffHeapTest {
    /** An input as the document has it. */
    private record OffHeap(MemorySegment doubles) implements Input {
        @Override
        public int rows() {
            return Math.toIntExact(doubles.byteSize() / Double.BYTES);
        }

        @Override
        public void load(int from, int n, double[] to, int at) {
            MemorySegment.copy(doubles, ValueLayout.JAVA_DOUBLE, (long) Double.BYTES * from, to, at, n);
        }
    }

    private record OffHeapResults(MemorySegment doubles) implements Output {
        @Override
        public int rows() {
            return Math.toIntExact(doubles.byteSize() / Double.BYTES);
        }

        @Override
        public void store(int from, int n, double[] values, int at) {
            MemorySegment.copy(values, at, doubles, ValueLayout.JAVA_DOUBLE, (long) Double.BYTES * from, n);
        }
    }

    private static DoubleBuffer buffer(MemorySegment doubles) {
        return doubles.asByteBuffer().order(ByteOrder.nativeOrder()).asDoubleBuffer();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 479, 480, 481, 5_000})
    void buffersOfSegmentsAreColumns(int rows) {
        compare(rows, segment -> Input.of(buffer(segment)), segment -> Output.to(buffer(segment)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 479, 480, 481, 5_000})
    void soAreInputsAndOutputsOfOnesOwn(int rows) {
        compare(rows, OffHeap::new, OffHeapResults::new);
    }

    private static void compare(int rows, Function<MemorySegment, Input> in, Function<MemorySegment, Output> out) {
        SplittableRandom random = new SplittableRandom(rows);
        double[] y =
                IntStream.range(0, rows).mapToDouble(i -> random.nextInt(2)).toArray();
        double[] p = random.doubles(rows).toArray();
        Loss loss = Catalogue.LOG_LOSS;
        double[] value = new double[rows];
        double[] gradient = new double[rows];
        Total expected = new Total();
        Results arrays = Results.NONE.values(Output.to(value)).gradients(Output.to(gradient));
        loss.evaluator().compute(Batch.of(Input.of(y), Input.of(p)), arrays.total(expected));
        try (Arena arena = Arena.ofShared()) {
            // Parts of a larger segment, with something else before and behind.
            MemorySegment all = arena.allocate((5L * rows + 3) * Double.BYTES, Double.BYTES);
            all.fill((byte) -1);
            MemorySegment targets = part(all, 1, rows).copyFrom(MemorySegment.ofArray(y));
            MemorySegment predictions = part(all, 2L + rows, rows).copyFrom(MemorySegment.ofArray(p));
            MemorySegment values = part(all, 2L + 2L * rows, rows);
            MemorySegment gradients = part(all, 2L + 3L * rows, rows);
            Batch batch = Batch.of(in.apply(targets), in.apply(predictions));
            Total total = new Total();
            Results wanted = Results.NONE.values(out.apply(values)).gradients(out.apply(gradients));
            loss.evaluator().compute(batch, wanted.total(total));
            assertThat(values.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(value);
            assertThat(gradients.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(gradient);
            assertThat(total.toBytes()).isEqualTo(expected.toBytes());
            assertThat(all.getAtIndex(ValueLayout.JAVA_LONG, 0)).isEqualTo(-1);
            assertThat(part(all, 2L + 4L * rows, rows + 1).toArray(ValueLayout.JAVA_LONG))
                    .containsOnly(-1);
            // The threads of a loss share the segments.
            Total byThreads = new Total();
            gradients.fill((byte) 0);
            loss.compute(batch, Results.NONE.gradients(out.apply(gradients)).total(byThreads), 2);
            assertThat(gradients.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(gradient);
            assertThat(byThreads.toBytes()).isEqualTo(expected.toBytes());
        }
    }

    private static MemorySegment part(MemorySegment all, long from, long rows) {
        return all.asSlice(from * Double.BYTES, rows * Double.BYTES);
    }

    /** In the other order the numbers are others, hence the order in the document. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.75})
    void theOrderOfBytesMatters(double p) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.nativeOrder());
        bytes.putDouble(0, p);
        Loss loss = Catalogue.LOG_LOSS;
        Input target = Input.of(1.0);
        Input natively = Input.of(bytes.order(ByteOrder.nativeOrder()).asDoubleBuffer());
        assertThat(loss.mean(Batch.of(target, natively), 1)).isEqualTo(loss.value(1, p));
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Input swapped = Input.of(bytes.order(other).asDoubleBuffer());
        assertThat(loss.mean(Batch.of(target, swapped), 1)).isNotEqualTo(loss.value(1, p));
    }

    /** A closed segment is refused by the JDK, not read. */
    @ParameterizedTest
    @ValueSource(ints = 3)
    void closedMemoryIsRefused(int rows) {
        Input closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = new OffHeap(arena.allocate(ValueLayout.JAVA_DOUBLE, rows));
        }
        Batch batch = Batch.of(closed, closed);
        assertThatThrownBy(() -> Catalogue.SQUARED.mean(batch, 1)).isInstanceOf(IllegalStateException.class);
    }
}
