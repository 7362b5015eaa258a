package org.surprisal.report;

/**
 * What a text is written on.
 *
 * @param language its language
 * @param width its width in terminal cells, at least 40
 * @param colour whether escape sequences for colour and weight are understood
 */
public record Page(Language language, int width, boolean colour) {
    /** A plain page of the usual 80 cells. */
    public static Page plain(Language language) {
        return new Page(language, 80, false);
    }
}
