package org.surprisal.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the build runs to make the start-up cache: the commands that people start with, on the example data. The JVM
 * notes which classes they need and which of their methods are hot. What is printed goes nowhere, and a command that
 * fails costs speed only.
 */
final class Training {
    private Training() {}

    /**
     * Runs the commands.
     *
     * @param arguments the folder of the example data
     */
    public static void main(String[] arguments) {
        String examples = arguments[0];
        List<List<String>> commands = List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("score", examples + "/nfl_games.csv"),
                List.of("score", examples + "/nfl_games.csv", "--json", "-"),
                List.of("score", examples + "/employment_ma.parquet", "--outcome", "employed"),
                List.of("score", examples + "/by-hand.csv", "--json", "-"),
                List.of("loss", "list"),
                List.of("loss", "show", "log_loss"),
                List.of("loss", "eval", "log_loss", "--at", "y=1,p=0.9"),
                List.of("explain", "log-loss-vs-cross-entropy"));
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (List<String> command : commands) {
            Main.run(command.toArray(String[]::new), InputStream.nullInputStream(), nowhere, nowhere);
        }
    }
}
