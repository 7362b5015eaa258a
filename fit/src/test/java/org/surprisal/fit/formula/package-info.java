@NullMarked
package org.surprisal.fit.formula;

import org.jspecify.annotations.NullMarked;
