package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.LabelScores;
import org.surprisal.score.PitHistogram;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

/** The command that gives the same scores with nothing left to be found. */
final class FullCommand {
    private FullCommand() {}

    /**
     * Spells a command out.
     *
     * @param call what the user said
     * @param card what was found
     */
    static String of(ScoreCommand call, Scorecard card) {
        List<String> words = new ArrayList<>(List.of("surprisal", "score"));
        words.addAll(call.files);
        LabelScores several = card.section(LabelScores.class);
        if (several != null) {
            add(words, "--labels", CommaList.join(pairs(several)));
        } else {
            columns(words, call, card);
        }
        if (card.task() == Task.CLASSES || (card.task() == Task.LABELS && call.classes != null)) {
            add(words, "--classes", CommaList.join(card.classes()));
        }
        if (card.task() == Task.BINARY && card.classes().size() == 2) {
            add(words, "--positive", card.classes().get(1));
        }
        add(words, "--where", call.where);
        add(words, "--weight", call.weight);
        add(words, "--count", call.count);
        if (!call.zero.equals("infinite")) {
            add(words, "--zero", call.zero);
        }
        call.losses.forEach(loss -> add(words, "--loss", loss));
        add(words, "--reference", call.reference);
        if (call.ordered) {
            words.add("--ordered");
        }
        if (call.softOutcomes) {
            words.add("--soft-outcomes");
        }
        if (call.noRanking) {
            words.add("--no-ranking");
        }
        add(words, "--cluster", call.cluster);
        add(words, "--time", call.time);
        add(words, "--horizon", call.horizon == null ? null : Integer.toString(call.horizon));
        call.by.forEach(columns -> add(words, "--by", columns));
        add(words, "--versus", call.versus);
        add(words, "--versus-file", call.versusFile);
        add(words, "--on", call.on);
        add(words, "--margin", call.margin == null ? null : Double.toString(call.margin));
        add(words, "--find-segments", call.findSegments == null ? null : Integer.toString(call.findSegments));
        if (call.recalibrate) {
            words.add("--recalibrate");
        }
        add(words, "--map", call.map);
        add(words, "--method", call.method);
        add(words, "--worst", call.worst == null ? null : Integer.toString(call.worst));
        add(words, "--threshold", call.threshold == null ? null : Double.toString(call.threshold));
        add(words, "--cost", call.cost);
        add(words, "--memory", call.memory);
        if (call.level != 0.95) {
            add(words, "--level", Double.toString(call.level));
        }
        add(words, "--encoding", call.encoding);
        return Shell.command(words);
    }

    /** Which columns hold what happened and the forecasts, and how these are read. */
    private static void columns(List<String> words, ScoreCommand call, Scorecard card) {
        if (!card.outcome().isEmpty()) {
            add(words, "--outcome", CommaList.join(card.outcome()));
        }
        boolean spread = card.scale().hasSpread();
        boolean inRows = call.levelColumn != null;
        List<String> forecasts = spread ? card.prediction().subList(0, 1) : card.prediction();
        add(words, "--prediction", inRows ? call.prediction : CommaList.join(forecasts));
        add(words, "--quantile", call.levelColumn);
        add(
                words,
                card.scale().hasShape() ? "--shape" : "--scale",
                spread ? card.prediction().getLast() : null);
        add(words, "--bytes", call.bytes);
        if (card.task() != Task.LABELS) {
            add(words, "--as", card.scale().name().toLowerCase(Locale.ROOT));
        }
        PitHistogram distribution = card.section(PitHistogram.class);
        if (distribution != null && !distribution.levels().isEmpty() && !inRows) {
            add(
                    words,
                    "--levels",
                    CommaList.join(
                            distribution.levels().stream().map(String::valueOf).toList()));
        }
    }

    private static List<String> pairs(LabelScores scores) {
        return scores.labels().stream()
                .map(label -> label.outcome() + "=" + label.prediction())
                .toList();
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(value);
        }
    }
}
