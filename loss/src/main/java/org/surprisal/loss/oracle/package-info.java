/** What a formula is worth in decimals of any precision: the oracle that every loop is tested against. */
@NullMarked
package org.surprisal.loss.oracle;

import org.jspecify.annotations.NullMarked;
