package org.surprisal.agent;

import org.jspecify.annotations.Nullable;

/**
 * Records of one thread that follow each other, on their way into the file.
 *
 * @param thread the number of the thread
 * @param serial the how many-th of this thread, from 0
 * @param stamp the order at its start
 * @param words the records are {@code words[from, to)}
 * @param from where they begin
 * @param to where they end
 * @param open the methods that were open at the start, if what came before is not in the recording; else null
 */
record Stretch(int thread, int serial, long stamp, int[] words, int from, int to, int @Nullable [] open) {

    Stretch as(int newSerial, int @Nullable [] newOpen) {
        return new Stretch(thread, newSerial, stamp, words, from, to, newOpen);
    }
}
