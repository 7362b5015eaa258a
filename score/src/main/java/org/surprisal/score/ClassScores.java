package org.surprisal.score;

/**
 * One class against the rest, by the class with the largest probability.
 *
 * @param name the class
 * @param rows the rows in which it happened
 * @param share their share of all rows, or of their weight
 * @param precision how often it happened where it was predicted
 * @param recall how often it was predicted where it happened
 * @param f1 the harmonic mean of both
 */
public record ClassScores(String name, long rows, Estimate share, Estimate precision, Estimate recall, Estimate f1) {}
