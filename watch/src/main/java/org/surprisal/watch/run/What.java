package org.surprisal.watch.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to start, as a user says it.
 *
 * @param program a source file, a jar or the name of a class; null if only a method to call is named
 * @param classPath where classes are found; empty: the current folder, or none for a source or a jar
 * @param call a method to call instead of a main class, such as {@code Sort.quickSort(int[])}; null for none
 * @param values the arguments of that call, as JSON
 * @param arguments the arguments of the program
 */
public record What(
        @Nullable String program,
        String classPath,
        @Nullable String call,
        List<String> values,
        List<String> arguments) {}
