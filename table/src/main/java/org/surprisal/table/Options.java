package org.surprisal.table;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * How to read a table.
 *
 * @param encoding the character encoding of text files, such as {@code UTF-8} or {@code GBK}; null to find it
 * @param where an SQL condition over the columns; rows for which it is not true are not delivered; null for all rows
 * @param threads the number of threads that read, at least 1
 * @param memoryLimit the memory that the reading engine may use, in bytes
 * @param input what the source {@code -} stands for
 * @param progress hears how far a reading is
 */
public record Options(
        @Nullable String encoding,
        @Nullable String where,
        int threads,
        long memoryLimit,
        InputStream input,
        Progress progress) {
    /** Half a gibibyte. */
    public static final long DEFAULT_MEMORY_LIMIT = 512L << 20;

    /** Refuses what cannot be meant. */
    public Options {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread must read, not " + threads + ".");
        }
        if (memoryLimit < 64L << 20) {
            throw new IllegalArgumentException("Reading needs at least 64 MiB of memory, not " + memoryLimit + " B.");
        }
    }

    /** Everything found from the files, all processors, standard input for {@code -}, no listener. */
    public static Options defaults() {
        return new Options(
                null, null, Runtime.getRuntime().availableProcessors(), DEFAULT_MEMORY_LIMIT, System.in, Progress.NONE);
    }

    /** The same with this encoding. */
    public Options withEncoding(@Nullable String name) {
        return new Options(name, where, threads, memoryLimit, input, progress);
    }

    /** The same with this condition on the rows. */
    public Options withWhere(@Nullable String condition) {
        return new Options(encoding, condition, threads, memoryLimit, input, progress);
    }

    /** The same with this many threads. */
    public Options withThreads(int number) {
        return new Options(encoding, where, number, memoryLimit, input, progress);
    }

    /** The same with this for standard input. */
    public Options withInput(InputStream stream) {
        return new Options(encoding, where, threads, memoryLimit, stream, progress);
    }

    /** The same with this listener. */
    public Options withProgress(Progress listener) {
        return new Options(encoding, where, threads, memoryLimit, input, listener);
    }
}
