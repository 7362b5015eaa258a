package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.report.Words;
import org.surprisal.score.Unscorable;
import org.surprisal.table.TableException;

/** Turns what went wrong into one sentence on standard error and an exit code. A stack trace is for developers only. */
final class Failure {
    /** What was looked at is not good enough. */
    static final int GATE = 1;
    /** The input cannot be used. */
    static final int INPUT = 2;
    /** The call cannot be meant. */
    static final int CALL = 3;
    /** This program is wrong. */
    static final int DEFECT = 70;

    private Failure() {}

    /**
     * Says what went wrong.
     *
     * @param problem what was thrown
     * @param arguments the command line
     * @param console where to say it
     * @return the exit code
     */
    static int report(Throwable problem, String[] arguments, Console console) {
        if (!console.environment().getOrDefault("SURPRISAL_DEBUG", "").isEmpty()) {
            problem.printStackTrace(console.err());
        }
        return switch (problem) {
            case WrongCall call -> {
                say(console, call);
                console.err().println("See surprisal " + (call.verb().isEmpty() ? "" : call.verb() + " ") + "--help.");
                yield CALL;
            }
            case Unscorable unscorable -> {
                say(console, unscorable);
                choices(unscorable, arguments, console);
                yield INPUT;
            }
            case Unfittable unfittable -> {
                say(console, unfittable);
                yield INPUT;
            }
            case TableException table -> {
                say(console, table);
                yield INPUT;
            }
            case FormulaException formula -> {
                say(console, formula);
                yield CALL;
            }
            case Unwritable file -> {
                say(console, file);
                yield INPUT;
            }
            case Unusable input -> {
                if (!String.valueOf(input.getMessage()).isEmpty()) {
                    say(console, input);
                }
                yield INPUT;
            }
            case OutOfMemoryError memory -> {
                console.err()
                        .println("surprisal: There is not enough memory (" + Words.printable(memory.getMessage() + "")
                                + "): give the JVM more with SURPRISAL_JAVA_OPTIONS=-Xmx2g.");
                yield INPUT;
            }
            default -> {
                console.err()
                        .println("surprisal: This is a defect of Surprisal ("
                                + Words.printable(String.valueOf(problem)) + "): please report it, with what"
                                + " SURPRISAL_DEBUG=1 prints.");
                yield DEFECT;
            }
        };
    }

    private static void say(Console console, RuntimeException problem) {
        // A message about a formula shows the place on lines of its own.
        String text = "surprisal: " + problem.getMessage();
        text.lines().map(Words::printable).forEach(console.err()::println);
    }

    private static void choices(Unscorable problem, String[] arguments, Console console) {
        for (Unscorable.Choice choice : problem.choices()) {
            console.err().println("  " + Shell.command(command(choice, arguments)));
        }
    }

    /** The command line with a choice in place of what it said about columns. */
    private static List<String> command(Unscorable.Choice choice, String[] arguments) {
        List<String> words = new ArrayList<>();
        words.add("surprisal");
        List<String> replaced = new ArrayList<>(choice.extra());
        if (!choice.outcome().isEmpty()) {
            replaced.add("--outcome");
        }
        if (!choice.prediction().isEmpty()) {
            replaced.add("--prediction");
        }
        for (int i = 0; i < arguments.length; i++) {
            String name =
                    arguments[i].contains("=") ? arguments[i].substring(0, arguments[i].indexOf('=')) : arguments[i];
            if (!name.startsWith("--") || !replaced.contains(name)) {
                words.add(arguments[i]);
            } else if (name.equals(arguments[i])) {
                i++;
            }
        }
        if (!choice.outcome().isEmpty()) {
            words.addAll(List.of("--outcome", CommaList.join(choice.outcome())));
        }
        if (!choice.prediction().isEmpty()) {
            words.addAll(List.of("--prediction", CommaList.join(choice.prediction())));
        }
        words.addAll(choice.extra());
        return words;
    }
}
