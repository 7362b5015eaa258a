/** The state of a program at any step of its recording. */
@NullMarked
package org.surprisal.watch.state;

import org.jspecify.annotations.NullMarked;
