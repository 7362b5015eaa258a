package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a column as small numbers, in the order of their first occurrence; a missing cell is a text of its own.
 * {@link #order} renumbers them so that the order of the rows no longer shows.
 */
final class TextCodes {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<@Nullable String> texts = new ArrayList<>();
    private int missing = -1;

    /** The code of a text. */
    int of(@Nullable String text) {
        if (text == null) {
            if (missing < 0) {
                missing = texts.size();
                texts.add(null);
            }
            return missing;
        }
        Integer known = codes.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(text);
        return texts.size() - 1;
    }

    /** The codes that the texts of another column have here. */
    int[] taking(TextCodes other) {
        return other.texts.stream().mapToInt(this::of).toArray();
    }

    /** The number of texts. */
    int size() {
        return texts.size();
    }

    /** The codes in the order of their texts, by UTF-16 code units, a missing cell first. */
    int[] order() {
        return IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparing(texts::get, Comparator.nullsFirst(Comparator.naturalOrder())))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The text of a code; null for a missing cell. */
    @Nullable
    String text(int code) {
        return texts.get(code);
    }
}
