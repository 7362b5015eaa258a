package org.surprisal.score;

/**
 * The standard error of a number whose influences were summed by groups.
 *
 * @param value the error; NaN where the variance came out negative or 0 where it is not
 * @param degrees the degrees of freedom of Student's t
 * @param method the method of the interval
 */
record GroupError(double value, double degrees, String method) {}
