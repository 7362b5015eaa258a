/** How large the error of an operation or a loss is at worst: a search, with the oracle as judge. */
@NullMarked
package org.surprisal.loss.accuracy;

import org.jspecify.annotations.NullMarked;
