package org.surprisal.agent;

/**
 * How a record looks in memory: an int that names its site, or one of the numbers here, then its payload in ints. What
 * each holds, and how it stands in the file, is told in docs/watch-format.md.
 */
final class Words {
    static final int ORDER = 1;
    static final int OBJECT = 2;
    static final int OUTPUT = 3;
    static final int CONTENTS = 4;
    static final int PUT = 5;
    static final int INSERT = 6;
    static final int REMOVE = 7;
    static final int CAUGHT = 8;
    static final int VALUE = 9;
    /** The first number that is a site. */
    static final int SITES = 16;

    /** A tag stands in the low four bits of an int, what the comment says in the others and in the ints that follow. */
    static final int TAG_BITS = 4;

    static final int NULL = 0;
    /** Then the object's number. */
    static final int REFERENCE = 1;
    /** Then the value. */
    static final int INT = 2;
    /** Then two ints, the higher first. */
    static final int LONG = 3;
    /** Then its bits. */
    static final int FLOAT = 4;
    /** Then its bits in two ints, the higher first. */
    static final int DOUBLE = 5;

    static final int FALSE = 6;
    static final int TRUE = 7;
    /** With the character. */
    static final int LETTER = 8;
    /** With the number of characters kept; then the length, and the characters, two in an int, the first one high. */
    static final int TEXT = 9;
    /** With the name's number; then the object's. */
    static final int OPAQUE = 10;
    /** With the name's number. */
    static final int NAMED = 11;

    static final int UNKNOWN = 12;

    private Words() {}

    /** Where a tagged value that starts at {@code at} ends. */
    static int after(int[] words, int at) {
        int head = words[at];
        return switch (head & ((1 << TAG_BITS) - 1)) {
            case REFERENCE, INT, FLOAT, OPAQUE -> at + 2;
            case LONG, DOUBLE -> at + 3;
            case TEXT -> at + 2 + ((head >>> TAG_BITS) + 1) / 2;
            default -> at + 1;
        };
    }

    /** Where the record that starts at {@code at} ends. */
    static int next(int[] words, int at, Sites.Shapes shapes) {
        int site = words[at];
        return switch (site) {
            case ORDER -> at + 3;
            case CAUGHT -> at + 2;
            case OBJECT -> values(words, at + 4);
            case CONTENTS -> values(words, at + 4);
            case OUTPUT, VALUE -> after(words, at + 2);
            case PUT, INSERT, REMOVE -> after(words, after(words, at + 2));
            default -> {
                int shape = shapes.of(site);
                yield switch (Sites.IS[shape >>> 8]) {
                    case LINE, HERE, ENTER -> at + 1;
                    case WRITE, STATIC, EXIT -> value(words, at + 1, shape);
                    case FIELD -> value(words, at + 2, shape);
                    case ELEMENT -> value(words, at + 3, shape);
                    case THROW -> after(words, at + 2);
                };
            }
        };
    }

    private static int value(int[] words, int at, int shape) {
        return switch (shape & 0xFF) {
            case 'V' -> at;
            case 'J', 'D' -> at + 2;
            case 'L' -> after(words, at);
            default -> at + 1;
        };
    }

    private static int values(int[] words, int at) {
        int end = at + 1;
        for (int i = 0; i < words[at]; i++) {
            end = after(words, end);
        }
        return end;
    }
}
