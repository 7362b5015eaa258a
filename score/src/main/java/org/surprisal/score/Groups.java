package org.surprisal.score;

/**
 * Some distinct forecasts in ascending order, each with how much happened and how much did not. A row of weight w and
 * outcome y, whose count is one where nothing else is said, adds w·y to the events and w·(1 - y) to the others.
 */
final class Groups {
    /** The most forecasts held: few enough to stay in the first-level cache. */
    static final int SIZE = 1024;

    /** The forecasts: probabilities or log-odds. */
    final double[] forecast = new double[SIZE];

    final double[] events = new double[SIZE];
    final double[] others = new double[SIZE];
    /** Sums of the squares of what single rows add to the events; without weights the events themselves. */
    final double[] eventSquares;

    final double[] otherSquares;
    /** Sums of the products of what single rows add to events and others: not 0 only for soft outcomes. */
    final double[] products = new double[SIZE];

    /** How many are held. */
    int size;

    /** Room for forecasts; {@code plain} says that each row counts once and one of events and others is 0 or 1. */
    Groups(boolean plain) {
        eventSquares = plain ? events : new double[SIZE];
        otherSquares = plain ? others : new double[SIZE];
    }
}
