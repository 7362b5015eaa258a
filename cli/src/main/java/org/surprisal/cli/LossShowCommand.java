package org.surprisal.cli;

import org.jspecify.annotations.Nullable;
import org.surprisal.report.LossText;

/** {@code surprisal loss show}: a loss and all that follows from its formula. */
final class LossShowCommand implements Command {
    private final Console console;

    private String loss = "";
    private @Nullable String lang;

    LossShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("NAME|FORMULA", value -> loss = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        console.out()
                .print(LossText.show(LossArgument.parse(loss, "loss"), console.page(Main.language(lang, console))));
        return 0;
    }
}
