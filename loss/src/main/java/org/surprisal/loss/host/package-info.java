/** A loss as source code of other hosts: SQL dialects, Java, Python libraries. One file each. */
@NullMarked
package org.surprisal.loss.host;

import org.jspecify.annotations.NullMarked;
