/** Tests of what is proved and refuted about losses. */
@NullMarked
package org.surprisal.loss.traits;

import org.jspecify.annotations.NullMarked;
