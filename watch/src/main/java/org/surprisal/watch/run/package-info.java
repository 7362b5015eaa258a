/** Starts the program to watch: compiles it, puts the agent into its JVM, passes everything through. */
@NullMarked
package org.surprisal.watch.run;

import org.jspecify.annotations.NullMarked;
