/** The laws of losses as tests, and the decimal oracle that they are judged by. */
@NullMarked
package org.surprisal.loss;

import org.jspecify.annotations.NullMarked;
