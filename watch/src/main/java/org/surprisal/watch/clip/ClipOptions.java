package org.surprisal.watch.clip;

/**
 * What a clip shows and how.
 *
 * @param first its first step
 * @param last its last step
 * @param fps frames per second; 0: by the number of steps, so that one can follow
 * @param width its width in pixels
 * @param height its height in pixels
 * @param language {@code en} or {@code zh}
 */
public record ClipOptions(long first, long last, int fps, int width, int height, String language) {
    /** All steps at the usual size. */
    public static final ClipOptions ALL = new ClipOptions(0, Long.MAX_VALUE, 0, 1280, 720, "en");
}
