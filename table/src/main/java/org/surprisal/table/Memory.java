package org.surprisal.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * The memory behind a column of a chunk. The driver hands out one number a call, each after several checks, and keeps
 * the memory, which can be copied at once, to itself; so we ask.
 */
final class Memory {
    private static final MethodHandle DATA = buffer("data");
    private static final MethodHandle VALIDITY = buffer("validity");

    private Memory() {}

    /** The first n numbers of a column, valid until the next chunk; null if one is NULL or they are not doubles. */
    static @Nullable DoubleBuffer ofNumbers(DuckDBReadableVector vector, int n) {
        if (vector.getType() != DuckDBColumnType.DOUBLE || !allValid(read(VALIDITY, vector), n)) {
            return null;
        }
        @Nullable ByteBuffer data = read(DATA, vector);
        return data == null
                ? null
                : data.duplicate().order(ByteOrder.nativeOrder()).asDoubleBuffer();
    }

    /** A bit for each row, 1 where it is not NULL; no bits where no row is. */
    private static boolean allValid(@Nullable ByteBuffer bits, int n) {
        long all = -1;
        for (int row = 0; bits != null && row < n; row += Long.SIZE) {
            // Beyond the last row a bit may be anything.
            long beyond = n - row < Long.SIZE ? -1L << (n - row) : 0;
            all &= bits.getLong(row / Byte.SIZE) | beyond;
        }
        return all == -1;
    }

    private static @Nullable ByteBuffer read(MethodHandle field, DuckDBReadableVector vector) {
        try {
            return (ByteBuffer) field.invokeExact(vector);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle buffer(String field) {
        try {
            return MethodHandles.privateLookupIn(DuckDBReadableVector.class, MethodHandles.lookup())
                    .findGetter(DuckDBReadableVector.class, field, ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
