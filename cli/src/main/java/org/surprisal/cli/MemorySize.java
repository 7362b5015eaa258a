package org.surprisal.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much memory columns may take before they go to a temporary file, as it is written: {@code 500M}, {@code 2G}. */
final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt]?)b?");

    private MemorySize() {}

    /** The bytes; without a size a quarter of what the JVM may have. */
    static long of(@Nullable String size, String verb) {
        if (size == null) {
            return Runtime.getRuntime().maxMemory() / 4;
        }
        Matcher matcher = SIZE.matcher(size.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new WrongCall("--memory is a size such as 500M or 2G, not '" + size + "'.", verb);
        }
        int power = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        return Long.parseLong(matcher.group(1)) << (10 * power);
    }
}
