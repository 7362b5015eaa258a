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
import org.surprisal.report.LossJson;

/** {@code surprisal loss sql} and {@code surprisal loss code}: a loss as source code of another host. */
final class LossCodeCommand implements Command {
    private final Console console;
    private final boolean sql;

    private String loss = "";
    private String host = "";
    private @Nullable String name;
    private @Nullable String out;
    private @Nullable String json;

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
                .option("--out", "FILE|-", value -> out = value)
                .option("--json", "FILE|-", value -> json = value);
    }

    @Override
    public int run() {
        Host where = Host.of(host, sql).orElseThrow(this::unknown);
        Loss formula = LossArgument.parse(loss, "loss");
        String code = code(formula, where);
        if (out != null && json != null && JsonTarget.isStandardOutput(out) && JsonTarget.isStandardOutput(json)) {
            throw new WrongCall("--out - and --json - both want standard output: leave one of them out.", "loss");
        }
        if (json != null) {
            JsonTarget.write(json, console, stream -> LossJson.source(formula, where, code, stream));
        }
        boolean taken = json != null && JsonTarget.isStandardOutput(json);
        if (out == null ? !taken : JsonTarget.isStandardOutput(out)) {
            console.out().print(code);
        } else if (out != null) {
            write(out, code);
        }
        return 0;
    }

    private String code(Loss formula, Host where) {
        try {
            return name == null ? HostCode.of(formula, where) : HostCode.of(formula, where, name);
        } catch (IllegalArgumentException e) {
            throw new WrongCall("For " + host + ", " + e.getMessage() + ".", "loss");
        }
    }

    private static void write(String file, String code) {
        try {
            Files.writeString(Path.of(file), code);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(file, e);
        }
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
