package org.surprisal.watch;

/**
 * How often something happened, where a recording has no events of it but counts them.
 *
 * @param kind {@link Kind#LINE}, {@link Kind#ENTER} or {@link Kind#THROW}
 * @param method the method
 * @param line the line, of {@link Kind#LINE}; else 0
 * @param times how often
 * @param deepest of {@link Kind#ENTER} how many activations of the method were open at once, in one thread; else 0
 */
public record Count(Kind kind, Method method, int line, long times, int deepest) {}
