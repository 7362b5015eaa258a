/** What was seen of running programs, as text and JSON. */
@NullMarked
package org.surprisal.report.watch;

import org.jspecify.annotations.NullMarked;
