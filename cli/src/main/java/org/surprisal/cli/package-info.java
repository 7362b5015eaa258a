/** The command line: parse, call, print, exit code. */
@NullMarked
package org.surprisal.cli;

import org.jspecify.annotations.NullMarked;
