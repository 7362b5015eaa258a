package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.ClassFindings;
import org.surprisal.score.Decisions;
import org.surprisal.score.ErrorFindings;
import org.surprisal.score.Estimate;
import org.surprisal.score.EventFindings;
import org.surprisal.score.LabelScores;
import org.surprisal.score.ModelComparison;
import org.surprisal.score.Note;
import org.surprisal.score.NumberCalibration;
import org.surprisal.score.PitHistogram;
import org.surprisal.score.RecalibrationGains;
import org.surprisal.score.RowReference;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Section;
import org.surprisal.score.Task;
import org.surprisal.score.WeakSegments;
import org.surprisal.score.WorstRows;

/** A scorecard as text for a terminal: the verdict first, then the numbers, warnings last. */
public final class ScorecardText {
    private static final String INDENT = "  ";

    private final Scorecard card;
    private final Page page;
    private final Words words;
    private final Names names;
    private final List<String> lines = new ArrayList<>();

    private ScorecardText(Scorecard card, Page page) {
        this.card = card;
        this.page = page;
        this.words = Words.in(page.language());
        this.names = new Names(words);
    }

    /**
     * The report.
     *
     * @param card what was scored
     * @param files the names of the files, as the user gave them
     * @param command the command that spells every choice out, or null where the user already did
     * @param page what to write on
     * @return lines, each ended by a line feed
     */
    public static String of(Scorecard card, List<String> files, @Nullable String command, Page page) {
        ScorecardText text = new ScorecardText(card, page);
        text.verdict();
        text.facts(files);
        text.scores();
        text.reference();
        text.sections();
        text.decomposition();
        text.confusion();
        text.segments();
        text.remarks();
        text.leftOut();
        text.command(command);
        text.notes(Note.Severity.INFO);
        text.notes(Note.Severity.WARNING);
        return String.join("\n", text.lines) + "\n";
    }

    /**
     * The main result alone, in one line.
     *
     * @param card what was scored
     * @param page what to write on
     */
    public static String headline(Scorecard card, Page page) {
        return Verdict.of(card, Words.in(page.language())).sentences().getFirst() + "\n";
    }

    private void verdict() {
        Verdict verdict = Verdict.of(card, words);
        Ink ink = switch (verdict.tone()) {
            case GOOD -> Ink.GREEN;
            case BAD -> Ink.RED;
            case OPEN -> Ink.BOLD;
        };
        boolean first = true;
        for (String sentence : verdict.sentences()) {
            for (String line : Paragraph.lines(sentence, page.width(), "", "")) {
                lines.add(first ? ink.on(page, line) : line);
            }
            first = false;
        }
    }

    private void facts(List<String> files) {
        lines.add("");
        lines.addAll(new FactsText(card, page).lines(files, INDENT));
    }

    private void scores() {
        if (card.scores().isEmpty()) {
            return;
        }
        double level = card.scores().values().iterator().next().level();
        Grid grid = new Grid(
                List.of(
                        words.say("table.score"),
                        words.say("table.value"),
                        words.say("table.interval", "level", names.level(level)),
                        words.say("table.unit"),
                        words.say("table.better"),
                        words.say("table.n")),
                "lrlllr");
        Map<String, Estimate> shown = new LinkedHashMap<>(card.scores());
        shown.keySet().removeIf(Details::are);
        shown.forEach((name, score) -> grid.add(
                names.score(name),
                Figures.value(score),
                Figures.interval(score),
                names.unit(score),
                names.better(score),
                Figures.count(score.n())));
        lines.add("");
        lines.addAll(grid.lines(page, INDENT));
        reasons(shown);
    }

    /** Why numbers have no interval, each reason once. */
    private void reasons(Map<String, Estimate> estimates) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        estimates.forEach((name, estimate) -> {
            @Nullable String reason = estimate.reason();
            if (reason != null) {
                byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(names.score(name));
            }
        });
        byReason.forEach((reason, scores) -> {
            String text = words.say(
                    "table.no.interval",
                    "scores",
                    String.join(words.say("list.join"), scores),
                    "reason",
                    names.reason(reason));
            for (String line : Paragraph.lines(text, page.width(), INDENT, INDENT)) {
                lines.add(Ink.DIM.on(page, line));
            }
        });
    }

    private void reference() {
        if (card.reference().isEmpty()) {
            return;
        }
        Grid grid = new Grid(
                List.of(
                        words.say("table.score"),
                        words.say("table.reference"),
                        words.say("table.skill"),
                        words.say(
                                "table.interval",
                                "level",
                                names.level(card.reference()
                                        .values()
                                        .iterator()
                                        .next()
                                        .level()))),
                "lrrl");
        card.reference().forEach((name, reference) -> {
            @Nullable Estimate gain = card.skill().get(name);
            @Nullable Estimate skill = gain == null ? null : Figures.asShare(gain);
            grid.add(
                    names.score(name),
                    Figures.beside(reference, card.scores().get(name)),
                    skill == null ? "" : Figures.value(skill),
                    skill == null ? "" : Figures.interval(skill));
        });
        lines.add("");
        lines.add(INDENT + Ink.BOLD.on(page, words.say("table.against", "reference", names.reference(card))));
        lines.addAll(grid.lines(page, INDENT));
        reasons(card.skill());
    }

    private void sections() {
        for (Section section : card.sections()) {
            List<String> block = switch (section) {
                case ClassFindings classes -> List.of();
                case Decisions decisions -> DecisionsText.lines(decisions, words, page, INDENT);
                case ErrorFindings errors -> ErrorsText.lines(errors, words, page, INDENT);
                case EventFindings curves -> List.of();
                case LabelScores labels -> LabelScoresText.lines(labels, card, words, page, INDENT);
                case ModelComparison comparison ->
                    ComparisonText.lines(comparison, card.classes(), words, page, INDENT);
                case NumberCalibration calibration ->
                    NumberCalibrationText.lines(calibration, card.scores(), words, page, INDENT);
                case RecalibrationGains gains -> RecalibrationText.lines(gains, words, page, INDENT);
                case WorstRows worst -> WorstRowsText.lines(worst, card, words, page, INDENT);
                case PitHistogram histogram -> DistributionText.lines(histogram, card.scores(), words, page, INDENT);
                case WeakSegments weak -> WeakSegmentsText.lines(weak, words, page, INDENT);
            };
            if (!block.isEmpty()) {
                lines.add("");
                lines.addAll(block);
            }
        }
    }

    private void decomposition() {
        List<String> block = DecompositionText.lines(card.decomposition(), words, page, INDENT);
        if (!block.isEmpty()) {
            lines.add("");
            lines.addAll(block);
        }
    }

    private void confusion() {
        Scorecard.@Nullable Confusion confusion = card.confusion();
        if (confusion == null || card.classes().size() < 2) {
            return;
        }
        for (List<String> block : List.of(
                ConfusionText.lines(confusion, card.classes(), words, page, INDENT),
                card.task() == Task.BINARY
                        ? List.<String>of()
                        : ClassScoresText.lines(
                                confusion.classes(),
                                Section.of(card.sections(), ClassFindings.class),
                                words,
                                page,
                                INDENT))) {
            if (!block.isEmpty()) {
                lines.add("");
                lines.addAll(block);
            }
        }
    }

    private void segments() {
        List<String> block = SegmentText.lines(card.segments(), names, words, page, INDENT);
        if (!block.isEmpty()) {
            lines.add("");
            lines.addAll(block);
        }
    }

    private void remarks() {
        List<String> remarks = new ArrayList<>();
        if (card.scores().containsKey("log_loss")) {
            remarks.add(words.say("remark.cross_entropy"));
        }
        if (card.task() == Task.CLASSES && card.scores().containsKey("brier")) {
            remarks.add(words.say("remark.brier_classes"));
        }
        if (!remarks.isEmpty()) {
            lines.add("");
            remarks.forEach(remark -> lines.addAll(Paragraph.lines(remark, page.width(), INDENT, INDENT)));
        }
    }

    private void leftOut() {
        if (card.leftOut().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(INDENT + Ink.BOLD.on(page, words.say("left.title")));
        int width = card.leftOut().values().stream()
                .mapToInt(count -> Figures.count(count).length())
                .max()
                .orElse(1);
        card.leftOut().forEach((code, count) -> {
            String number = CellWidth.padLeft(Figures.count(count), width);
            String reason = words.say("left." + Names.code(code));
            String rows = card.notes().stream()
                    .filter(note -> note.code() == code && NoteText.isAboutRowsLeftOut(note, card))
                    .map(note -> references(note.rows(), note.count()))
                    .findFirst()
                    .orElse("");
            String text = rows.isEmpty() ? reason : reason + words.say("left.join") + rows;
            String hang = INDENT + INDENT + " ".repeat(width + 2);
            lines.addAll(Paragraph.lines(text, page.width(), INDENT + INDENT + number + "  ", hang));
        });
    }

    /** Where rows stand, such as {@code rows 12, 88, …}; empty without row numbers. */
    private String references(List<RowReference> rows, long count) {
        if (rows.isEmpty()) {
            return "";
        }
        boolean several = rows.stream().anyMatch(row -> row.file() > 1);
        List<String> texts = rows.stream()
                .map(row -> several
                        ? words.say("left.row.file", "row", row.row(), "file", row.file())
                        : Long.toString(row.row()))
                .toList();
        String list =
                String.join(words.say("list.join"), texts) + (count > rows.size() ? words.say("list.join") + "…" : "");
        return words.count("left.rows", count, "rows", list);
    }

    private void command(@Nullable String command) {
        if (command != null) {
            lines.add("");
            lines.add(INDENT + Ink.BOLD.on(page, words.say("command.title")));
            lines.add(INDENT + INDENT + Words.printable(command));
        }
    }

    private void notes(Note.Severity severity) {
        List<Note> notes = card.notes().stream()
                .filter(note -> note.severity() == severity && !NoteText.isAboutRowsLeftOut(note, card))
                .toList();
        if (notes.isEmpty()) {
            return;
        }
        boolean warning = severity == Note.Severity.WARNING;
        lines.add("");
        lines.add(INDENT
                + (warning ? Ink.YELLOW : Ink.BOLD).on(page, words.say(warning ? "notes.warnings" : "notes.infos")));
        for (Note note : notes) {
            String text = NoteText.of(note, card, page.language());
            String rows = references(note.rows(), note.count());
            String full = rows.isEmpty() ? text : text + words.say("notes.rows", "rows", rows);
            lines.addAll(Paragraph.lines(full, page.width(), INDENT + (warning ? "! " : "- "), INDENT + "  "));
        }
    }
}
