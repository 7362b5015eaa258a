/** The operations, one file each. */
@NullMarked
package org.surprisal.loss.op;

import org.jspecify.annotations.NullMarked;
