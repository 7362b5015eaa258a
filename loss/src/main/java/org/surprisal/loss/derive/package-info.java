/** Derivatives of expressions. */
@NullMarked
package org.surprisal.loss.derive;

import org.jspecify.annotations.NullMarked;
