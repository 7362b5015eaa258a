package org.surprisal.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the arguments of one command into its fields and calls it. */
final class Call {
    private Call() {}

    /**
     * Parses and calls.
     *
     * @param verb whose help is printed
     * @param command what to call
     * @param arguments what follows the verb
     * @param console where help goes
     * @return the exit code
     */
    static int of(String verb, Command command, String[] arguments, Console console) {
        // Asked for help, a command says nothing about arguments that are still missing.
        for (String argument : arguments) {
            if (argument.equals("--help") || argument.equals("-h")) {
                console.out().print(HelpText.of(verb, console.language()));
                return 0;
            }
        }
        try {
            command.arguments().parse(arguments);
        } catch (ParameterException e) {
            throw new WrongCall(sentence(e), verb);
        }
        return command.run();
    }

    private static String sentence(ParameterException problem) {
        return switch (problem) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case OverwrittenOptionException twice ->
                "Option " + ((CommandLine.Model.OptionSpec) twice.getOverwritten()).longestName() + " is given twice.";
            case MissingParameterException missing -> ended(String.valueOf(missing.getMessage()));
            default -> ended(String.valueOf(problem.getMessage()));
        };
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().getFirst();
        if (!unmatched.isUnknownOption()) {
            return "There is one argument too many: '" + first + "'.";
        }
        String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
        List<String> known = unmatched.getCommandLine().getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
        return "There is no option '" + name + "'" + DidYouMean.end(name, known);
    }

    /** Picocli's words as a sentence that does not speak of Java's types. */
    private static String ended(String message) {
        String plain =
                message.replace("is not a double", "is not a number").replace("is not an int", "is not a whole number");
        String sentence = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
