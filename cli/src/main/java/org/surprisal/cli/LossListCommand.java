package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.report.LossJson;
import org.surprisal.report.LossText;
import org.surprisal.report.Page;
import org.surprisal.report.Words;

/** {@code surprisal loss list}: the losses that are built in, or those in which words occur. */
final class LossListCommand implements Command {
    private final Console console;

    private final List<String> words = new ArrayList<>();
    private @Nullable String json;
    private @Nullable String lang;

    LossListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .optionalArguments("WORD", words::add)
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        String search = String.join(" ", words);
        Page page = console.page(Main.language(lang, console));
        String list = LossText.list(Catalogue.all(), search, page);
        if (json != null) {
            JsonTarget.write(json, console, out -> LossJson.list(Catalogue.all(), search, out));
        }
        if (list.isEmpty()) {
            console.err().println("surprisal: " + Words.in(page.language()).say("loss.none", "word", search));
            return Failure.INPUT;
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(list);
        }
        return 0;
    }
}
