/** Short answers that compute: what a loss is, shown on the reader's own numbers. */
@NullMarked
package org.surprisal.report.explain;

import org.jspecify.annotations.NullMarked;
