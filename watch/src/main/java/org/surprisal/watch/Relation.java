package org.surprisal.watch;

import org.jspecify.annotations.Nullable;

/**
 * That a line uses a variable as the index of a container: {@code a[j + 1]} relates {@code a} to {@code j} with the
 * offset 1. Found in the bytecode, or told by a comment {@code // watch: ref a[j]}.
 *
 * @param method where
 * @param line the line of the use
 * @param container the variable or field that holds the array, list or map
 * @param index the variable that holds the index or key
 * @param offset what is added to it; null when it is no constant
 */
public record Relation(
        Method method,
        int line,
        String container,
        String index,
        @Nullable Integer offset) {}
