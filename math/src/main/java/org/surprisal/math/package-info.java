/** Elementary and special functions, exact sums, distribution quantiles: the ground floor. */
@NullMarked
package org.surprisal.math;

import org.jspecify.annotations.NullMarked;
