/** Fitted models as text and as JSON. */
@NullMarked
package org.surprisal.report.fit;

import org.jspecify.annotations.NullMarked;
