package org.surprisal.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.report.LossText;
import org.surprisal.report.Page;
import org.surprisal.report.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code surprisal loss list}: the losses that are built in. */
@Command(name = "list")
final class LossListCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "WORD", arity = "0..1")
    String word = "";

    @Option(names = "--lang", paramLabel = "en|zh")
    @Nullable
    String lang;

    LossListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
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
