/** Expressions as a textbook would write them. */
@NullMarked
package org.surprisal.loss.textbook;

import org.jspecify.annotations.NullMarked;
