package org.surprisal.watch.clip;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of a source: keywords, texts, numbers and comments. */
final class Syntax {
    private static final Pattern PART = Pattern.compile("(?<comment>//.*|#.*|/\\*.*?(?:\\*/|$))"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)+')"
            + "|(?<number>\\b\\d[\\w.]*)"
            + "|(?<keyword>\\b(?:abstract|boolean|break|byte|case|catch|char|class|continue|def|default|do|double|elif"
            + "|else|enum|extends|final|finally|float|for|if|implements|import|in|instanceof|int|interface|long|new|not"
            + "|null|package|pass|permits|private|protected|public|record|return|sealed|short|static|super|switch"
            + "|synchronized|this|throw|throws|true|false|try|var|void|volatile|while|yield)\\b)");

    private Syntax() {}

    /**
     * A part of a line.
     *
     * @param start where it begins
     * @param end where it ends
     * @param colour its colour
     */
    record Part(int start, int end, Color colour) {}

    /** The parts of a line, together all of it. */
    static List<Part> parts(String line, boolean inComment) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        if (inComment) {
            int end = line.indexOf("*/");
            at = end < 0 ? line.length() : end + 2;
            parts.add(new Part(0, at, Palette.MUTED));
        }
        Matcher matcher = PART.matcher(line);
        while (at < line.length() && matcher.find(at)) {
            if (matcher.start() > at) {
                parts.add(new Part(at, matcher.start(), Palette.TEXT));
            }
            Color colour = matcher.group("comment") != null
                    ? Palette.MUTED
                    : matcher.group("text") != null
                            ? Palette.GREEN
                            : matcher.group("number") != null ? Palette.BLUE : Palette.PURPLE;
            parts.add(new Part(matcher.start(), matcher.end(), colour));
            at = matcher.end();
        }
        if (at < line.length()) {
            parts.add(new Part(at, line.length(), Palette.TEXT));
        }
        return parts;
    }

    /** Whether a comment is open behind a line. */
    static boolean opensComment(String line, boolean inComment) {
        int open = line.lastIndexOf("/*");
        int close = line.lastIndexOf("*/");
        return close > open ? false : open >= 0 || inComment;
    }

    /** Whether a comment is open where a line begins. */
    static boolean inComment(List<String> source, int line) {
        boolean open = false;
        for (int i = 0; i < line - 1; i++) {
            open = opensComment(source.get(i), open);
        }
        return open;
    }
}
