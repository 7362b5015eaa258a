/** Fitted models that outlive their data: kept, used for new rows, written down as SQL and as Java. */
@NullMarked
package org.surprisal.fit.model;

import org.jspecify.annotations.NullMarked;
