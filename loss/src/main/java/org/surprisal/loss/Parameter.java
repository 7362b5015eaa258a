package org.surprisal.loss;

/**
 * A number that a formula leaves open, such as the {@code delta} of the Huber loss.
 *
 * @param name its name in the formula
 * @param value its value, the default unless {@link Loss#with} changed it
 * @param domain the values it may take
 */
public record Parameter(String name, double value, Domain domain) {}
