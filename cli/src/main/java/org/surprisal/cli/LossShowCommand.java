package org.surprisal.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.LossText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code surprisal loss show}: a loss and all that follows from its formula. */
@Command(name = "show")
final class LossShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME|FORMULA")
    String loss = "";

    @Option(names = "--lang", paramLabel = "en|zh")
    @Nullable
    String lang;

    LossShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out()
                .print(LossText.show(LossArgument.parse(loss, "loss"), console.page(Main.language(lang, console))));
        return 0;
    }
}
