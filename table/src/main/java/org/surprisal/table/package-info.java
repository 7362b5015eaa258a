/** Columns in and out of files. */
@NullMarked
package org.surprisal.table;

import org.jspecify.annotations.NullMarked;
