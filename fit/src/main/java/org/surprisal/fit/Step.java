package org.surprisal.fit;

/**
 * How a fit stands after some steps.
 *
 * @param iteration the number of steps so far
 * @param objective what is to be made small: the weighted sum of losses and the penalty
 * @param gap how far above its least it is, by a quadratic model: half the squared Newton decrement
 * @param gradient the largest derivative of the objective, each in units of the standard deviation of its coefficient
 * @param length the part of the Newton step that was taken; 0 at the start
 */
public record Step(int iteration, double objective, double gap, double gradient, double length) {}
