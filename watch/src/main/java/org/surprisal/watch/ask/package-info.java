/** Questions to a recording: expressions over variables, and what comments in the sources ask for. */
@NullMarked
package org.surprisal.watch.ask;

import org.jspecify.annotations.NullMarked;
