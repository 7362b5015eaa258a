package org.surprisal.report;

/** Weight and colour of words on a terminal; plain where the page has none. */
enum Ink {
    /** What must be seen first. */
    BOLD("1"),
    /** What may be skipped. */
    DIM("2"),
    /** Good news. */
    GREEN("32"),
    /** A warning. */
    YELLOW("33"),
    /** Bad news. */
    RED("31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text in this ink. */
    String on(Page page, String text) {
        return page.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
