@NullMarked
package org.surprisal.fit.design;

import org.jspecify.annotations.NullMarked;
