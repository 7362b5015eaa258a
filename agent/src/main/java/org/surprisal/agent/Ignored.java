package org.surprisal.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments {@code // watch: ignore} of a source: what they name is not recorded at all. Where it is not clear which
 * variable is meant, rather one too many is left out than one too few: it may be a secret.
 */
final class Ignored {
    /** Of a source that is not known: nothing. */
    static final Ignored NOTHING = new Ignored("");

    private static final Pattern COMMENT = Pattern.compile("//\\s*watch:\\s*ignore\\b\\s*(?<names>.*?)\\s*$");
    private static final Pattern WRITTEN =
            Pattern.compile("([\\p{L}_$][\\w$]*)(?:\\[[^\\]]*\\])*\\s*(?:=(?!=)|:(?!:)|;|,|\\)|\\+\\+|--|[-+*/]=)");
    /** A parameter stands so many lines before the first line of its method at most. */
    private static final int HEAD = 12;

    private final List<Comment> comments = new ArrayList<>();

    private record Comment(int line, List<String> names) {}

    Ignored(String source) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (comment.find()) {
                String names = comment.group("names");
                String code = lines.get(i).substring(0, comment.start());
                comments.add(new Comment(i + 1, names.isEmpty() ? written(code) : List.of(names.split("[,\\s]+", -1))));
            }
        }
    }

    private static List<String> written(String code) {
        Matcher written = WRITTEN.matcher(code);
        return written.find() ? List.of(written.group(1)) : List.of();
    }

    /** Whether nothing is ignored. */
    boolean isEmpty() {
        return comments.isEmpty();
    }

    /** Whether some comment names a field. */
    boolean field(String name) {
        return comments.stream().anyMatch(comment -> comment.names().contains(name));
    }

    /**
     * The variables that are ignored in a method with these lines, also those named in its head, or around a lambda.
     */
    Set<String> variables(int first, int last, List<int[]> methods, boolean lambda) {
        Set<String> names = new HashSet<>();
        for (Comment comment : comments) {
            int line = comment.line();
            boolean elsewhere = false;
            boolean around = false;
            for (int[] method : methods) {
                boolean within = method[0] <= line && line <= method[1];
                elsewhere |= within;
                around |= within && method[0] <= first && last <= method[1];
            }
            boolean head = !elsewhere && line < first && first - line <= HEAD;
            if ((first <= line && line <= last) || head || (lambda && around)) {
                names.addAll(comment.names());
            }
        }
        return names;
    }
}
