package org.surprisal.watch.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a chunk of events is.
 *
 * @param thread the number of its thread
 * @param stamp the order at its start
 * @param events how many events it holds
 * @param open the numbers of the methods that were open at its start if what came before is missing; else null
 * @param at where its columns begin in the file
 * @param length how many bytes they are
 */
record Chunk(int thread, long stamp, long events, @Nullable List<Integer> open, long at, int length) {}
