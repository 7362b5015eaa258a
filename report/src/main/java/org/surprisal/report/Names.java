package org.surprisal.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Scorecard;

/** What scores, references and levels are called in one language. */
final class Names {
    private final Words words;

    Names(Words words) {
        this.words = words;
    }

    /** A score by its name in the JSON; a loss of the user's own keeps the name it has. */
    String score(String name) {
        return words.find("score." + name, Map.of())
                .or(() -> suffixed(name, "_of_finite_rows"))
                .or(() -> suffixed(name, "_infinite_share"))
                .orElse(Words.printable(name));
    }

    private Optional<String> suffixed(String name, String suffix) {
        return name.endsWith(suffix)
                ? Optional.of(words.say(
                        "score." + suffix, "score", score(name.substring(0, name.length() - suffix.length()))))
                : Optional.empty();
    }

    /** The reference forecast of a scorecard, or an empty text without one. */
    String reference(Scorecard card) {
        @Nullable String name = card.referenceName();
        if (name == null) {
            return "";
        }
        @Nullable Estimate rate = card.scores().get("base_rate");
        if (name.equals("base_rate") && rate != null) {
            return words.say("reference.base_rate.value", "value", Figures.value(rate));
        }
        return words.find("reference." + name, Map.of()).orElseGet(() -> words.say("reference.given", "name", name));
    }

    /** Why there is no interval, in the language where it is known there. */
    String reason(String reason) {
        String key =
                reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return words.find("reason." + key, Map.of()).orElse(Words.printable(reason));
    }

    /** A confidence level as per cent. */
    String level(double level) {
        return Figures.percent(level);
    }

    /** A unit, empty for pure numbers and shares. */
    String unit(Estimate estimate) {
        return words.say("unit." + code(estimate.unit()));
    }

    /** Which direction is better. */
    String better(Estimate estimate) {
        return words.say("better." + code(estimate.better()));
    }

    /** The geometric mean of the probabilities behind a log loss in nats, as per cent. */
    static String probability(double logLoss) {
        return Figures.percent(Math.exp(-logLoss));
    }

    /** The code of an enumeration's constant in the JSON and in the properties. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
