package org.surprisal.loss.traits;

/**
 * What is spent on a question. The same questions get the same answers on any machine: what is counted is work, not
 * time.
 */
final class Budget {
    /** How many parts of the domain are looked at for one question. */
    static final int BOXES = 10_000;

    /** A part of the domain with a longer formula counts as several: so many operations are one. */
    static final int NODES_OF_A_BOX = 100;

    /** How many points are looked at in decimals for one question. */
    static final int POINTS = 400;

    /** The digits of decimals. */
    static final int DIGITS = 30;

    /** The greatest number of operations of an expression that is looked at. */
    static final int NODES = 3_000;

    private Budget() {}

    /** How many boxes a formula of some size gets. */
    static int boxes(int nodes) {
        return Math.max(100, BOXES / Math.max(1, nodes / NODES_OF_A_BOX));
    }
}
