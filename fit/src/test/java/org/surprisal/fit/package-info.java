@NullMarked
package org.surprisal.fit;

import org.jspecify.annotations.NullMarked;
