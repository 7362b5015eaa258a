/**
 * Vector twins of the loops of {@code math}, with the same bits whatever the width of the vectors. Optional: they are
 * found where this module is on the class path and the JVM was started with {@code --add-modules jdk.incubator.vector}.
 */
@NullMarked
package org.surprisal.simd;

import org.jspecify.annotations.NullMarked;
