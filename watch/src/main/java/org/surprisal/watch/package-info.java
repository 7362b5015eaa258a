/**
 * Recordings of running programs: what happened, event by event, the state at any step, and the players that show it.
 */
@NullMarked
package org.surprisal.watch;

import org.jspecify.annotations.NullMarked;
