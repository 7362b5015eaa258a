/** What may take the place of the loops of {@code math}, with the same bits. */
@NullMarked
package org.surprisal.math.spi;

import org.jspecify.annotations.NullMarked;
