package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.HostCode;
import org.surprisal.loss.Loss;
import org.surprisal.loss.host.Host;

/** {@code surprisal loss sql} and {@code surprisal loss code}: a loss as source code of another host. */
final class LossCodeCommand implements Command {
    private final Console console;
    private final boolean sql;

    private String loss = "";
    private String host = "";
    private @Nullable String name;
    private String out = "-";

    LossCodeCommand(Console console, boolean sql) {
        this.console = console;
        this.sql = sql;
    }

    @Override
    public Arguments arguments() {
        String hosts = String.join("|", Host.labels(sql));
        return new Arguments()
                .argument("NAME|FORMULA", value -> loss = value)
                .required(sql ? "--dialect" : "--for", hosts, value -> host = value)
                .option("--name", "NAME", value -> name = value)
                .option("--out", "FILE|-", value -> out = value);
    }

    @Override
    public int run() {
        Host where = Host.of(host, sql).orElseThrow(this::unknown);
        Loss formula = LossArgument.parse(loss, "loss");
        String code;
        try {
            code = name == null ? HostCode.of(formula, where) : HostCode.of(formula, where, name);
        } catch (IllegalArgumentException e) {
            throw new WrongCall("For " + host + ", " + e.getMessage() + ".", "loss");
        }
        if (JsonTarget.isStandardOutput(out)) {
            console.out().print(code);
            return 0;
        }
        try {
            Files.writeString(Path.of(out), code);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(out, e);
        }
        return 0;
    }

    private WrongCall unknown() {
        List<String> known = Host.labels(sql);
        String option = sql ? "--dialect" : "--for";
        return new WrongCall(
                option + " is " + String.join(", ", known.subList(0, known.size() - 1)) + " or " + known.getLast()
                        + ", not '" + host + "'"
                        + (Host.of(host, !sql).isPresent()
                                ? "; that is a matter of surprisal loss " + (sql ? "code --for" : "sql --dialect") + "."
                                : DidYouMean.end(host, known)),
                "loss");
    }
}
