/** What every host language can say: the terms that the portable forms of operations are made of. */
@NullMarked
package org.surprisal.loss.portable;

import org.jspecify.annotations.NullMarked;
