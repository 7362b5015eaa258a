/** Results as text and JSON. */
@NullMarked
package org.surprisal.report;

import org.jspecify.annotations.NullMarked;
