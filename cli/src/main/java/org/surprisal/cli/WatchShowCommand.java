package org.surprisal.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Page;
import org.surprisal.report.watch.StepJson;
import org.surprisal.report.watch.StepText;
import org.surprisal.report.watch.SummaryJson;
import org.surprisal.report.watch.SummaryText;
import org.surprisal.watch.Recording;
import org.surprisal.watch.ask.Answer;
import org.surprisal.watch.ask.Expression;
import org.surprisal.watch.ask.QuestionException;
import org.surprisal.watch.state.Replay;
import org.surprisal.watch.state.State;
import org.surprisal.watch.summary.Summary;

/** {@code surprisal watch show}: what a recording comes to, the state at a step, answers to questions. */
final class WatchShowCommand implements Command {
    private final Console console;

    private String file = "";
    private long step = -1;
    private final List<String> assertions = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();
    private @Nullable String json;
    private @Nullable String lang;

    WatchShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("RECORDING", value -> file = value)
                .option("--step", "N", Long.class, value -> step = value)
                .repeated("--assert", "EXPR", assertions::add)
                .repeated("--watch", "EXPR", watched::add)
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        List<Expression> asserted = parse(assertions);
        List<Expression> asked = parse(watched);
        return RecordingFile.read(file, recording -> {
            if (step >= 0) {
                return step(recording, page);
            }
            List<Expression> all = new ArrayList<>(asserted);
            all.addAll(asked);
            List<Answer> answers = all.isEmpty() ? List.of() : Answer.of(recording, all);
            List<Answer> held = answers.subList(0, asserted.size());
            List<Answer> seen = answers.subList(asserted.size(), answers.size());
            summary(recording, held, seen, page);
            return held.stream().allMatch(answer -> answer.broken() == null) ? 0 : Failure.GATE;
        });
    }

    private static List<Expression> parse(List<String> texts) {
        try {
            return texts.stream().map(Expression::parse).toList();
        } catch (QuestionException e) {
            throw new WrongCall(String.valueOf(e.getMessage()), "watch");
        }
    }

    private void summary(Recording recording, List<Answer> held, List<Answer> seen, Page page) throws IOException {
        if (json == null && !(held.isEmpty() && seen.isEmpty())) {
            console.out().print(SummaryText.answers(held, seen, page));
            return;
        }
        Summary summary = Summary.of(recording);
        if (json != null) {
            JsonTarget.write(json, console, out -> SummaryJson.write(summary, held, seen, out));
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(SummaryText.of(summary, recording.sources(), page));
        }
    }

    private int step(Recording recording, Page page) throws IOException {
        Replay replay = Replay.of(recording);
        if (step > replay.last()) {
            throw new Unusable(
                    "There is no step " + step + ": the recording has steps up to " + replay.last() + ".",
                    new IndexOutOfBoundsException());
        }
        State state = replay.at(step);
        if (json != null) {
            JsonTarget.write(json, console, out -> StepJson.write(state, replay.last(), recording.sources(), out));
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(StepText.of(state, replay.last(), recording.sources(), page));
        }
        return 0;
    }
}
