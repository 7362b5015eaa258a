/** A main class that calls one method of the program with arguments given as text. */
@NullMarked
package org.surprisal.agent.call;

import org.jspecify.annotations.NullMarked;
