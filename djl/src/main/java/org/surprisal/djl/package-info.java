/** Any loss as a loss of the Deep Java Library. */
@NullMarked
package org.surprisal.djl;

import org.jspecify.annotations.NullMarked;
