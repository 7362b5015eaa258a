/** What a recording comes to: each variable, line and method, and what first went wrong. */
@NullMarked
package org.surprisal.watch.summary;

import org.jspecify.annotations.NullMarked;
