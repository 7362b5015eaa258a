/** Formulas, what follows from them, and the catalogue of losses. */
@NullMarked
package org.surprisal.loss;

import org.jspecify.annotations.NullMarked;
