/** Clips of a recording: GIF by the JDK alone, MP4 and WebP through ffmpeg. */
@NullMarked
package org.surprisal.watch.clip;

import org.jspecify.annotations.NullMarked;
