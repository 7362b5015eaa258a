package org.surprisal.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Interval;
import org.surprisal.score.Note;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

/**
 * The answer in plain words: how good, how sure, against what.
 *
 * @param tone whether it is good news
 * @param sentences the answer first, then what it means
 */
record Verdict(Tone tone, List<String> sentences) {
    /** Good, bad or undecided. */
    enum Tone {
        GOOD,
        BAD,
        OPEN
    }

    /** What may make the numbers mean something else than they seem to. */
    private static final Set<Note.Code> GRAVE = EnumSet.of(
            Note.Code.LOOKS_LIKE_LOGITS,
            Note.Code.LOOKS_LIKE_PERCENTAGES,
            Note.Code.INVERTED_POSITIVE_CLASS,
            Note.Code.CLASS_ORDER,
            Note.Code.ONE_CLASS_ONLY);

    /** The verdict on a scorecard. */
    static Verdict of(Scorecard card, Words words) {
        Names names = new Names(words);
        List<String> sentences = new ArrayList<>();
        Tone tone = card.task() == Task.LABELS
                ? labels(card, words, names, sentences)
                : forecasts(card, words, names, sentences);
        long warnings = card.notes().stream()
                .filter(note -> note.severity() == Note.Severity.WARNING && GRAVE.contains(note.code()))
                .count();
        if (warnings > 0) {
            sentences.add(
                    warnings == 1
                            ? words.say("verdict.warned")
                            : words.say("verdict.warned.many", "count", Figures.count(warnings)));
        }
        return new Verdict(tone, sentences);
    }

    private static Tone labels(Scorecard card, Words words, Names names, List<String> sentences) {
        @Nullable Estimate accuracy = card.scores().get("accuracy");
        if (accuracy == null || Double.isNaN(accuracy.value())) {
            sentences.add(words.say("verdict.undefined"));
            return Tone.OPEN;
        }
        sentences.add(ranged(accuracy, "verdict.labels", words, names));
        return Tone.OPEN;
    }

    private static Tone forecasts(Scorecard card, Words words, Names names, List<String> sentences) {
        String main = card.scores().containsKey("log_loss") ? "log_loss" : first(card.scores());
        @Nullable Estimate score = card.scores().get(main);
        if (score == null || Double.isNaN(score.value())) {
            sentences.add(words.say("verdict.undefined"));
            return Tone.OPEN;
        }
        if (score.kind() == Estimate.Kind.INFINITE) {
            return infinite(card, main, words, names, sentences);
        }
        @Nullable Estimate reference = card.reference().get(main);
        @Nullable Estimate gain = card.skill().get(main);
        @Nullable Estimate skill = gain == null ? null : Figures.asShare(gain);
        Tone tone = Tone.OPEN;
        if (reference == null || skill == null) {
            sentences.add(ranged(score, "verdict.alone", words, names, "score", names.score(main)));
        } else {
            tone = tone(skill);
            sentences.add(compared(card, main, score, reference, skill, words, names));
        }
        if (main.equals("log_loss")) {
            String p = Names.probability(score.value());
            sentences.add(
                    reference == null
                            ? words.say("verdict.meaning.alone", "p", p)
                            : words.say(
                                    "verdict.meaning",
                                    "p",
                                    p,
                                    "q",
                                    Names.probability(reference.value()),
                                    "reference",
                                    shortReference(card, words)));
        }
        return tone;
    }

    private static String compared(
            Scorecard card, String main, Estimate score, Estimate reference, Estimate skill, Words words, Names names) {
        @Nullable Interval interval = skill.interval();
        @Nullable Estimate rmse = card.scores().get("rmse");
        boolean mean = main.equals("mse") && rmse != null;
        if (interval == null) {
            return words.say(
                    "verdict.plain",
                    "score",
                    names.score(main),
                    "value",
                    Figures.value(score),
                    "against",
                    Figures.beside(reference, score),
                    "reference",
                    names.reference(card));
        }
        boolean worse = interval.high() < 0;
        String key =
                (mean ? "verdict.mean." : "verdict.") + (interval.low() > 0 ? "better" : worse ? "worse" : "unsure");
        Interval shown = worse ? new Interval(-interval.high(), -interval.low()) : interval;
        return words.say(
                key,
                "reference",
                names.reference(card),
                "score",
                names.score(main),
                "value",
                Figures.value(score),
                "against",
                Figures.beside(reference, score),
                "gain",
                Figures.value(skill),
                "loss",
                Figures.at(-skill.value(), skill),
                "level",
                names.level(skill.level()),
                "low",
                Figures.at(shown.low(), skill),
                "high",
                Figures.at(shown.high(), skill),
                "rmse",
                rmse == null ? "" : Figures.value(rmse));
    }

    private static Tone infinite(Scorecard card, String main, Words words, Names names, List<String> sentences) {
        long rows = card.notes().stream()
                .filter(note -> note.code() == Note.Code.ZERO_PROBABILITY)
                .mapToLong(Note::count)
                .sum();
        sentences.add(words.say(
                "verdict.infinite",
                "score",
                names.score(main),
                "rows",
                words.count("count.rows", rows, "count", Figures.count(rows))));
        @Nullable Estimate finite = card.scores().get(main + "_of_finite_rows");
        if (finite != null && Double.isFinite(finite.value())) {
            sentences.add(words.say("verdict.finite", "value", Figures.value(finite), "score", names.score(main)));
        }
        return Tone.BAD;
    }

    private static String ranged(Estimate estimate, String key, Words words, Names names, Object... more) {
        @Nullable Interval interval = estimate.interval();
        Object[] figures = new Object[more.length + 8];
        System.arraycopy(more, 0, figures, 8, more.length);
        figures[0] = "value";
        figures[1] = Figures.value(estimate);
        figures[2] = "level";
        figures[3] = names.level(estimate.level());
        figures[4] = "low";
        figures[5] = interval == null ? "" : Figures.at(interval.low(), estimate);
        figures[6] = "high";
        figures[7] = interval == null ? "" : Figures.at(interval.high(), estimate);
        return words.say(interval == null ? key + ".plain" : key, figures);
    }

    private static String shortReference(Scorecard card, Words words) {
        String name = String.valueOf(card.referenceName());
        return words.find("reference." + name + ".short", Map.of()).orElseGet(() -> words.say("reference.short"));
    }

    private static Tone tone(Estimate skill) {
        @Nullable Interval interval = skill.interval();
        if (interval == null) {
            return Tone.OPEN;
        }
        return interval.low() > 0 ? Tone.GOOD : interval.high() < 0 ? Tone.BAD : Tone.OPEN;
    }

    private static String first(Map<String, Estimate> scores) {
        return scores.isEmpty() ? "" : scores.keySet().iterator().next();
    }
}
