/** Opens a recording of whatever format. */
@NullMarked
package org.surprisal.watch.open;

import org.jspecify.annotations.NullMarked;
