/** What can be proved about a loss from its formula, or refuted by an example, or not decided within a budget. */
@NullMarked
package org.surprisal.loss.traits;

import org.jspecify.annotations.NullMarked;
