/** Recordings as JSON lines, in and out: docs/watch-json.md. */
@NullMarked
package org.surprisal.watch.lines;

import org.jspecify.annotations.NullMarked;
