/** Straight-line programs and the blocks they run on. */
@NullMarked
package org.surprisal.loss.program;

import org.jspecify.annotations.NullMarked;
