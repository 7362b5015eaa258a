/** Models by minimum loss: which parameters make what happened least surprising. */
@NullMarked
package org.surprisal.fit;

import org.jspecify.annotations.NullMarked;
