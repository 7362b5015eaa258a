package org.surprisal.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language that results can be told in. */
public enum Language {
    /** English. */
    EN,
    /** Simplified Chinese. */
    ZH;

    /**
     * The language of a name such as {@code zh}, {@code zh_CN} or {@code en-GB}.
     *
     * @param name a language tag or locale name
     * @return the language, or empty for any other
     */
    public static Optional<Language> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("zh") || lower.startsWith("zh_") || lower.startsWith("zh-")) {
            return Optional.of(ZH);
        }
        boolean english = lower.equals("en") || lower.startsWith("en_") || lower.startsWith("en-");
        return english ? Optional.of(EN) : Optional.empty();
    }

    /**
     * The language a user's environment asks for: {@code LC_ALL}, else {@code LC_MESSAGES}, else {@code LANG}, the
     * first that is not empty; Chinese where it says so, otherwise English.
     *
     * @param environment the environment variables
     */
    public static Language from(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            @Nullable String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                return of(value).orElse(EN);
            }
        }
        return EN;
    }

    /** The code used in file names and in {@code --lang}. */
    public String code() {
        return this == ZH ? "zh" : "en";
    }
}
