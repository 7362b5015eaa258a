package org.surprisal.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.surprisal.loss.traits.Answer;
import org.surprisal.loss.traits.Counterexample;
import org.surprisal.loss.traits.Trait;

/** Traits of a loss as rows of a text: what was asked, the answer, and what it rests on. */
final class TraitText {
    private TraitText() {}

    static List<String> lines(List<Trait> traits, Page page) {
        Words words = Words.in(page.language());
        Grid grid = new Grid(List.of("", "", ""), "lll");
        traits.forEach(trait ->
                grid.add(words.say("trait." + key(trait.property())), answer(trait, words), ground(trait, words)));
        // A figure that is cut short is none.
        return grid.lines(new Page(page.language(), Integer.MAX_VALUE, page.colour()), "  ");
    }

    /** The key of a property, an answer or a reason in the words of a language. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String answer(Trait trait, Words words) {
        return switch (trait.answer()) {
            case Answer.Proved proved
            when !Double.isNaN(proved.bound()) -> words.say("trait.bound", "bound", bound(proved.bound()));
            case Answer.Proved proved -> words.say("trait.yes");
            case Answer.Refuted refuted -> words.say("trait.no");
            case Answer.Undecided undecided -> words.say("trait.open");
        };
    }

    /** Rounded upwards to seven digits, so that it stays a bound. */
    private static String bound(double bound) {
        return Figures.plain(
                new BigDecimal(bound).round(new MathContext(7, RoundingMode.UP)).doubleValue());
    }

    private static String ground(Trait trait, Words words) {
        String about = trait.about().isEmpty() ? "" : trait.about() + ": ";
        return switch (trait.answer()) {
            case Answer.Proved proved ->
                about + words.say("trait.method." + key(proved.method()), "boxes", Figures.count(proved.boxes()));
            case Answer.Refuted refuted -> about + figures(refuted.example());
            case Answer.Undecided undecided ->
                about
                        + words.say(
                                "trait.reason." + key(undecided.reason()),
                                "boxes",
                                Figures.count(undecided.boxes()),
                                "points",
                                Figures.count(undecided.points()));
        };
    }

    static String figures(Counterexample example) {
        return example.figures().stream()
                .map(figure -> figure.name() + " = " + figure.value())
                .collect(Collectors.joining(", "));
    }
}
