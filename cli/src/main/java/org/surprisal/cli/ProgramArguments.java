package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.run.LaunchException;
import org.surprisal.watch.run.Streams;
import org.surprisal.watch.run.What;

/** Which program to start: what the commands that start one have in common. */
final class ProgramArguments {
    private final Console console;
    private final List<String> own;
    private @Nullable String program;
    private String classPath = "";
    private @Nullable String call;
    private final List<String> values = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param console whose streams the program gets
     * @param own the program's arguments, from behind {@code --}
     */
    ProgramArguments(Console console, List<String> own) {
        this.console = console;
        this.own = own;
    }

    /** Declares them. */
    Arguments declare(Arguments arguments) {
        return arguments
                .optionalArgument("PROGRAM", value -> program = value)
                .option("--class-path", "PATH", value -> classPath = value)
                .option("--call", "METHOD", value -> call = value)
                .repeated("--arg", "JSON", values::add);
    }

    What what() {
        return new What(program, classPath, call, values, own);
    }

    @Nullable
    String program() {
        return program;
    }

    Streams streams() {
        return console.isOfProcess()
                ? Streams.inherited(console.err())
                : new Streams(console.in(), console.out(), console.err());
    }

    /** What a launch that failed comes to. */
    static RuntimeException failed(LaunchException problem) {
        String message = String.valueOf(problem.getMessage());
        return problem.isCall() ? new WrongCall(message, "watch") : new Unusable(message, problem);
    }
}
