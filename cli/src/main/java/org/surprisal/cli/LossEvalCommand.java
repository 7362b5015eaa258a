package org.surprisal.cli;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.report.LossColumns;
import org.surprisal.report.LossPoint;
import org.surprisal.report.LossText;
import org.surprisal.report.Page;

/** {@code surprisal loss eval}: what one forecast costs, or each row of a file, with the derivatives. */
final class LossEvalCommand implements Command {
    private final Console console;

    private String loss = "";
    private @Nullable String file;
    private @Nullable String at;
    private @Nullable String outcome;
    private @Nullable String prediction;
    private @Nullable String where;
    private @Nullable String encoding;
    private @Nullable String out;
    private @Nullable String json;
    private @Nullable String lang;

    LossEvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("NAME|FORMULA", value -> loss = value)
                .optionalArgument("FILE", value -> file = value)
                .option("--at", "ASSIGNMENTS", value -> at = value)
                .option("--outcome", "COL[,COL...]", value -> outcome = value)
                .option("--prediction", "COL[,COL...]", value -> prediction = value)
                .option("--where", "EXPR", value -> where = value)
                .option("--encoding", "NAME", value -> encoding = value)
                .option("--out", "FILE", value -> out = value)
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        if ((at == null) == (file == null)) {
            throw new WrongCall(
                    at == null
                            ? "Say where to evaluate: --at y=1,p=0.9, or a file."
                            : "Give either --at or a file, not both.",
                    "loss");
        }
        Page page = console.page(Main.language(lang, console));
        Loss formula = LossArgument.parse(loss, "loss");
        return at != null ? point(formula, at, page) : columns(formula, String.valueOf(file), page);
    }

    private int point(Loss formula, String place, Page page) {
        LossPoint point = PointEvaluation.of(loss, formula, place);
        if (json != null) {
            JsonTarget.write(json, console, point::writeJson);
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(LossText.eval(point, page));
        }
        return 0;
    }

    private int columns(Loss formula, String path, Page page) {
        LossColumns found = new FileEvaluation(console, formula, outcome, prediction, where, encoding, out).of(path);
        if (json != null) {
            JsonTarget.write(json, console, found::json);
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(found.text(page));
        }
        return 0;
    }
}
