/** Statistics of predictions: how good, how sure, what is wrong. */
@NullMarked
package org.surprisal.score;

import org.jspecify.annotations.NullMarked;
