package org.surprisal.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.report.LossJson;
import org.surprisal.report.LossPoint;
import org.surprisal.report.LossText;
import org.surprisal.report.Page;

/** {@code surprisal loss show}: a loss and all that follows from its formula. */
final class LossShowCommand implements Command {
    private final Console console;

    private String loss = "";
    private @Nullable String at;
    private @Nullable String json;
    private @Nullable String lang;

    LossShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("NAME|FORMULA", value -> loss = value)
                .option("--at", "ASSIGNMENTS", value -> at = value)
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        Loss formula = LossArgument.parse(loss, "loss");
        Optional<LossPoint> point = Optional.ofNullable(at).map(text -> PointEvaluation.of(loss, formula, text));
        if (json != null) {
            JsonTarget.write(json, console, out -> LossJson.show(formula, point, out));
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(LossText.show(formula, page));
            point.ifPresent(one -> console.out().print("\n" + LossText.eval(one, page)));
        }
        return 0;
    }
}
