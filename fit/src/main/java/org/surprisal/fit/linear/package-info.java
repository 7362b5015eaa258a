/** Linear algebra of small dense matrices, in doubles and in pairs of doubles. */
@NullMarked
package org.surprisal.fit.linear;

import org.jspecify.annotations.NullMarked;
