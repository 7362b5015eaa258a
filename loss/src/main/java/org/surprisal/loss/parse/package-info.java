/** From text to expressions. */
@NullMarked
package org.surprisal.loss.parse;

import org.jspecify.annotations.NullMarked;
