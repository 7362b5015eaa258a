package org.surprisal.cli;

import java.util.Arrays;
import java.util.List;

/** The actions of {@code surprisal watch}. A class of its own, so that the other verbs load nothing of it. */
final class Watch {
    private static final List<String> ACTIONS =
            List.of("run", "show", "html", "json", "profile", "diff", "gif", "mp4", "webp");

    private Watch() {}

    /** Runs an action. */
    static int dispatch(String[] arguments, Console console) {
        String action = arguments.length == 0 ? "--help" : arguments[0];
        List<String> rest =
                arguments.length == 0 ? List.of() : Arrays.asList(arguments).subList(1, arguments.length);
        // What stands behind -- belongs to the program that is started, --help included.
        int own = rest.indexOf("--");
        List<String> program = own < 0 ? List.of() : List.copyOf(rest.subList(own + 1, rest.size()));
        String[] words = (own < 0 ? rest : rest.subList(0, own)).toArray(String[]::new);
        return switch (action) {
            case "run" -> Call.of("watch", new WatchRunCommand(console, program), words, console);
            case "show" -> Call.of("watch", new WatchShowCommand(console), words, console);
            case "html" -> Call.of("watch", new WatchHtmlCommand(console), words, console);
            case "json" -> Call.of("watch", new WatchJsonCommand(console), words, console);
            case "profile" -> Call.of("watch", new WatchProfileCommand(console, program), words, console);
            case "diff" -> Call.of("watch", new WatchDiffCommand(console), words, console);
            case "gif", "mp4", "webp" -> Call.of("watch", new WatchClipCommand(console, action), words, console);
            case "--help", "-h", "help" -> Main.print("watch", console);
            default -> throw new WrongCall(wrong(action), "watch");
        };
    }

    private static String wrong(String action) {
        if (action.endsWith(".java") || action.endsWith(".jar")) {
            return "Say what to do with '" + action + "': surprisal watch run " + Shell.quote(action) + ".";
        }
        if (action.endsWith(".watch") || action.endsWith(".jsonl")) {
            return "Say what to do with '" + action + "': surprisal watch show " + Shell.quote(action) + ".";
        }
        return "There is no 'watch " + action + "'" + DidYouMean.end(action, ACTIONS);
    }
}
