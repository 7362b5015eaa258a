/** Expressions: the interned graph that a formula becomes. */
@NullMarked
package org.surprisal.loss.expr;

import org.jspecify.annotations.NullMarked;
