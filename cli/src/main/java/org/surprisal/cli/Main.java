package org.surprisal.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Language;

/** The command line: finds the verb, runs it, ends with its exit code. Only the classes of that verb are loaded. */
public final class Main {
    private static final List<String> VERBS =
            List.of("score", "fit", "predict", "recalibrate", "loss", "explain", "watch");

    private Main() {}

    /**
     * Runs a command and ends the process.
     *
     * @param arguments the verb and its arguments
     */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        int exit = run(arguments, console);
        console.out().flush();
        console.err().flush();
        System.exit(exit);
    }

    /**
     * Runs a command on streams that are no terminals.
     *
     * @param arguments the verb and its arguments
     * @param in standard input
     * @param out receives results
     * @param err receives everything else
     * @return the exit code: 0 fine, 2 unusable input, 3 wrong call, 70 a defect of this program
     */
    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        return run(arguments, new Console(in, out, err, System.getenv(), ""));
    }

    /** Runs a command on a console. */
    static int run(String[] arguments, Console console) {
        try {
            return dispatch(arguments, console);
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            return Failure.report(e, arguments, console);
        } finally {
            console.out().flush();
        }
    }

    private static int dispatch(String[] arguments, Console console) {
        String verb = arguments.length == 0 ? "--help" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        return switch (verb) {
            case "--version", "-V", "version" -> version(console);
            case "--help", "-h", "help" -> help(rest, console);
            case "score" -> Call.of("score", new ScoreCommand(console), rest, console);
            case "fit" -> Call.of("fit", new FitCommand(console), rest, console);
            case "predict" -> Call.of("predict", new PredictCommand(console), rest, console);
            case "recalibrate" -> Call.of("recalibrate", new RecalibrateCommand(console), rest, console);
            case "loss" -> loss(rest, console);
            case "explain" -> Call.of("explain", new ExplainCommand(console), rest, console);
            case "watch" -> Watch.dispatch(rest, console);
            default -> throw unknown(verb);
        };
    }

    private static int loss(String[] arguments, Console console) {
        String action = arguments.length == 0 ? "--help" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        return switch (action) {
            case "list" -> Call.of("loss", new LossListCommand(console), rest, console);
            case "show" -> Call.of("loss", new LossShowCommand(console), rest, console);
            case "check" -> Call.of("loss", new LossCheckCommand(console), rest, console);
            case "eval" -> Call.of("loss", new LossEvalCommand(console), rest, console);
            case "sql" -> Call.of("loss", new LossCodeCommand(console, true), rest, console);
            case "code" -> Call.of("loss", new LossCodeCommand(console, false), rest, console);
            case "--help", "-h", "help" -> print("loss", console);
            default ->
                throw new WrongCall(
                        "There is no 'loss " + action + "'"
                                + DidYouMean.end(action, List.of("list", "show", "eval", "check", "sql", "code")),
                        "loss");
        };
    }

    private static int version(Console console) {
        console.out().println("surprisal " + version());
        return 0;
    }

    /** The version in the jar's manifest; while the classes lie in folders, {@code development}. */
    static String version() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static int help(String[] verbs, Console console) {
        return verbs.length > 0 && VERBS.contains(verbs[0]) ? print(verbs[0], console) : print("surprisal", console);
    }

    static int print(String topic, Console console) {
        console.out().print(HelpText.of(topic, console.language()));
        return 0;
    }

    private static WrongCall unknown(String verb) {
        if (verb.startsWith("-")) {
            return new WrongCall("There is no option '" + verb + "' before the verb.", "");
        }
        if (verb.endsWith(".java")) {
            return new WrongCall(
                    "Say what to do with '" + verb + "': surprisal watch run " + Shell.quote(verb) + ".", "");
        }
        if (verb.indexOf('.') >= 0 || verb.indexOf('/') >= 0) {
            return new WrongCall("Say what to do with '" + verb + "': surprisal score " + Shell.quote(verb) + ".", "");
        }
        return new WrongCall("There is no command '" + verb + "'" + DidYouMean.end(verb, VERBS), "");
    }

    /** The language named by an option, else the one of the surroundings. */
    static Language language(@Nullable String named, Console console) {
        if (named == null) {
            return console.language();
        }
        return Language.of(named).orElseThrow(() -> new WrongCall("--lang is en or zh, not '" + named + "'.", ""));
    }
}
