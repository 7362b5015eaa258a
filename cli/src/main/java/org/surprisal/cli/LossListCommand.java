package org.surprisal.cli;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.report.LossText;
import org.surprisal.report.Page;
import org.surprisal.report.Words;

/** {@code surprisal loss list}: the losses that are built in. */
final class LossListCommand implements Command {
    private final Console console;

    private String word = "";
    private @Nullable String lang;

    LossListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .optionalArgument("WORD", value -> word = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        String list = LossText.list(Catalogue.all(), word, page);
        if (list.isEmpty()) {
            console.err().println("surprisal: " + Words.in(page.language()).say("loss.none", "word", word));
            return Failure.INPUT;
        }
        console.out().print(list);
        return 0;
    }
}
