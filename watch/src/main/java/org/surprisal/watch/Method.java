package org.surprisal.watch;

import java.util.List;

/**
 * A method that was watched.
 *
 * @param type the class, as the language names it: {@code org.example.Sort$Order}
 * @param name with the types of its parameters: {@code quickSort(int[], int, int)}, {@code <init>(int)}, {@code lambda
 *     at line 12}
 * @param file the source file's name, as in {@link Recording#sources()}; empty when the class does not say
 * @param firstLine the first line that has code; 0 when the class has no lines
 * @param lastLine the last one
 * @param parameters the names of its parameters, without {@code this}
 */
public record Method(String type, String name, String file, int firstLine, int lastLine, List<String> parameters) {}
