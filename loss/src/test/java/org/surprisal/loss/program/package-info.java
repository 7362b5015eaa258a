/** Tests of programs and the machines that run them. */
@NullMarked
package org.surprisal.loss.program;

import org.jspecify.annotations.NullMarked;
