package org.surprisal.watch;

/**
 * How a variable is to be shown, told by a comment such as {@code // watch: as bars}, or {@code hidden} by {@code //
 * watch: ignore}.
 *
 * @param method the method in which the variable has this view
 * @param variable the variable or field
 * @param as {@code bars}, {@code matrix}, {@code tree}, {@code plot}, {@code cells} or {@code hidden}
 */
public record View(Method method, String variable, String as) {}
