package org.surprisal.loss.traits;

/**
 * A place where a loss is not smooth in its prediction.
 *
 * @param target the target
 * @param prediction where
 * @param value by how much the loss jumps upwards there
 * @param slope by how much its derivative does
 * @param bend by how much its second derivative does; NaN if that is not known
 */
public record Corner(double target, double prediction, double value, double slope, double bend) {}
