/** Recordings as one self-contained page that plays them: docs/watch-page.md. */
@NullMarked
package org.surprisal.watch.page;

import org.jspecify.annotations.NullMarked;
