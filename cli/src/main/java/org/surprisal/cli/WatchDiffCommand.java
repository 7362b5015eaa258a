package org.surprisal.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.report.watch.StepText;
import org.surprisal.watch.Recording;
import org.surprisal.watch.state.Difference;
import org.surprisal.watch.state.Replay;

/** {@code surprisal watch diff}: the first step at which two runs differ, as each did it. */
final class WatchDiffCommand implements Command {
    private final Console console;
    private String one = "";
    private String other = "";
    private @Nullable String lang;

    WatchDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("RECORDING", value -> one = value)
                .argument("RECORDING", value -> other = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        return RecordingFile.read(one, left -> RecordingFile.read(other, right -> compare(left, right, page)));
    }

    private int compare(Recording left, Recording right, Page page) throws IOException {
        Words words = Words.in(page.language());
        Difference difference = Difference.between(left, right);
        if (difference == null) {
            long steps = Replay.of(left).last();
            console.out().println(words.say("watch.same", "steps", Prose.count(steps)));
            return 0;
        }
        console.out().println(words.say("watch.differ", "step", Prose.count(difference.step())));
        state(one, left, difference.step(), page);
        state(other, right, difference.step(), page);
        return Failure.GATE;
    }

    private void state(String file, Recording recording, long step, Page page) throws IOException {
        Replay replay = Replay.of(recording);
        console.out().println("\n== " + Words.printable(file));
        console.out().print(StepText.of(replay.at(step), replay.last(), recording.sources(), page));
    }
}
