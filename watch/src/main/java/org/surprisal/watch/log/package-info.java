/** The reader of the files that the agent writes. The format is told in docs/watch-format.md. */
@NullMarked
package org.surprisal.watch.log;

import org.jspecify.annotations.NullMarked;
