package org.surprisal.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Language;
import org.surprisal.report.Page;

/**
 * Where a command reads and writes, and what it may know of its surroundings.
 *
 * @param in standard input
 * @param out standard output: results, nothing else
 * @param err standard error: everything else
 * @param environment the environment variables
 * @param terminals which of {@code out} and {@code err} are terminals, by name
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, String terminals) {
    private static final int NARROWEST = 40;
    private static final int WIDEST = 110;
    private static final int USUAL = 80;
    private static final int BUFFER = 1 << 16;

    /** The console of this process. The launcher says which streams are terminals; without it the JDK is asked. */
    static Console ofProcess() {
        @Nullable String told = System.getProperty("surprisal.terminals");
        String terminals = told != null ? told : terminalsByJdk();
        // Not System.out: its encoding follows the locale, and a result must not.
        PrintStream out = new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Console(new FileInputStream(FileDescriptor.in), out, err, System.getenv(), terminals);
    }

    /** Slow to ask for: the JDK looks for an editor of lines first. */
    @SuppressWarnings("SystemConsoleNull") // The JDK documents null; only some versions never return it.
    private static String terminalsByJdk() {
        java.io.@Nullable Console console = System.console();
        return console != null && console.isTerminal() ? "out err" : "";
    }

    /** Whether standard input is the one of this process: then a program that is started may have its streams. */
    boolean isOfProcess() {
        try {
            return in instanceof FileInputStream file && file.getFD() == FileDescriptor.in;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** The language the surroundings ask for. */
    Language language() {
        return Language.from(environment);
    }

    /** A page of standard output in a language. */
    Page page(Language language) {
        boolean terminal = terminals.contains("out");
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Page(language, width(), colour);
    }

    /** Whether progress may be drawn. */
    boolean drawsProgress() {
        return terminals.contains("err");
    }

    private int width() {
        try {
            int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return Math.clamp(columns, NARROWEST, WIDEST);
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }
}
