package org.surprisal.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a page to whoever asked for it: in the browser of the desktop or, where there is none, by its address. */
final class Opening {
    private Opening() {}

    /**
     * Opens a page.
     *
     * @param page the file
     * @param console says whether there is a display, and takes the address where there is none
     */
    static void of(String page, Console console) {
        String address = Path.of(page).toAbsolutePath().normalize().toUri().toString();
        @Nullable List<String> command = command(System.getProperty("os.name", ""), console.environment(), address);
        if (command == null || !started(command)) {
            console.err().println("surprisal: open " + address);
        }
    }

    /** What opens an address on some system; null where there is no display, or nobody's desktop is known. */
    static @Nullable List<String> command(String system, Map<String, String> environment, String address) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", address);
        }
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        boolean display = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return display ? List.of("xdg-open", address) : null;
    }

    private static boolean started(List<String> command) {
        try {
            File nowhere = new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
            new ProcessBuilder(command)
                    .redirectOutput(nowhere)
                    .redirectError(nowhere)
                    .redirectInput(ProcessBuilder.Redirect.from(nowhere))
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
