package org.surprisal.loss.expr;

/**
 * One node of a formula: a number, a symbol, or an operation applied to nodes.
 *
 * <p>Nodes are immutable and belong to a {@link Graph} that holds equal ones once, so within a graph {@code ==} is
 * equality of formulas. {@code toString} prints infix notation with no more parentheses than needed.
 */
public interface Expr {}
