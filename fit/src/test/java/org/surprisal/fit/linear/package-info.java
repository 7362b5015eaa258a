@NullMarked
package org.surprisal.fit.linear;

import org.jspecify.annotations.NullMarked;
