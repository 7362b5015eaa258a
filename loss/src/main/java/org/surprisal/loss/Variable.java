package org.surprisal.loss;

/**
 * The target or the prediction of a loss.
 *
 * @param name its name in the formula
 * @param domain the values it may take; of a class loss, the values of each class
 */
public record Variable(String name, Domain domain) {}
