package org.surprisal.loss.traits;

/**
 * One answer.
 *
 * @param property what was asked
 * @param about the formula that it is about, such as {@code L(1 - y, 1 - p) = L(y, p)} or {@code mean = sigmoid(z)};
 *     empty if the property says all
 * @param answer what was found
 */
public record Trait(Property property, String about, Answer answer) {}
