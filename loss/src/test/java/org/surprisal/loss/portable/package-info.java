@NullMarked
package org.surprisal.loss.portable;

import org.jspecify.annotations.NullMarked;
