/** Fractions of polynomials: what plus, minus, times and over do to them. */
@NullMarked
package org.surprisal.loss.algebra;

import org.jspecify.annotations.NullMarked;
