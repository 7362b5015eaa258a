package org.surprisal.watch.page;

/**
 * What a page holds, and how it opens.
 *
 * @param language the language that it opens in, {@code en} or {@code zh}; empty: the reader's
 * @param firstStep the first step that it holds, at least 1
 * @param steps how many steps it holds, at least 1
 */
public record PageOptions(String language, long firstStep, long steps) {
    /** As many steps as a page can hold and still open at once. */
    public static final long MOST_STEPS = 100_000;

    /** The reader's language, the first steps. */
    public static PageOptions standard() {
        return new PageOptions("", 1, MOST_STEPS);
    }

    public PageOptions {
        if (!language.isEmpty() && !language.equals("en") && !language.equals("zh")) {
            throw new IllegalArgumentException("A page speaks en or zh, not \"" + language + "\".");
        }
        if (firstStep < 1 || steps < 1) {
            throw new IllegalArgumentException("The first step of a page and the number of its steps are at least 1.");
        }
    }
}
