package org.surprisal.watch.lines;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.surprisal.watch.Count;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.RecordingException;
import org.surprisal.watch.Relation;
import org.surprisal.watch.View;

/**
 * A recording that lies in a file of JSON lines, from whatever recorder. Nothing of it is kept but sources, methods and
 * what belongs to them.
 */
public final class JsonLinesRecording implements Recording {
    private final Path file;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String language = "";
    private String program = "";
    private String level = "";
    private OptionalInt exit = OptionalInt.empty();
    private boolean ended;

    private JsonLinesRecording(Path file) {
        this.file = file;
    }

    /**
     * Opens a file: reads its definitions up to the first event.
     *
     * @param file a file of JSON lines
     * @throws IOException if it cannot be read, or its first line is no header of a recording
     */
    public static JsonLinesRecording open(Path file) throws IOException {
        JsonLinesRecording recording = new JsonLinesRecording(file);
        recording.read(event -> {}, true);
        return recording;
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public String program() {
        return program;
    }

    @Override
    public String level() {
        return level;
    }

    @Override
    public Map<String, String> sources() {
        return sources;
    }

    @Override
    public List<Method> methods() {
        return List.copyOf(methods.values());
    }

    @Override
    public List<Relation> relations() {
        return relations;
    }

    @Override
    public List<View> views() {
        return views;
    }

    @Override
    public List<Count> counts() {
        return counts;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public OptionalInt exitCode() {
        return exit;
    }

    @Override
    public void events(Consumer<? super Event> reader) throws IOException {
        read(reader, false);
    }

    private void read(Consumer<? super Event> reader, boolean definitionsOnly) throws IOException {
        relations.clear();
        views.clear();
        counts.clear();
        notes.clear();
        ended = false;
        // A program may print what is no UTF-8: such bytes are replaced, not refused.
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8), 1 << 16)) {
            EventLine events = new EventLine(this::method);
            JsonLine line = new JsonLine();
            int number = 0;
            boolean begun = false;
            String text;
            while ((text = lines.readLine()) != null) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                try {
                    line.read(text);
                    boolean definition = understood(line, events, reader, !begun);
                    begun = true;
                    if (definitionsOnly && !definition) {
                        return;
                    }
                } catch (BadLine bad) {
                    if (begun && bad.cut() && !lines.ready() && lines.readLine() == null) {
                        break;
                    }
                    throw new RecordingException(file + ", line " + number + ": " + bad.getMessage());
                }
            }
            if (!begun) {
                throw new RecordingException(file + " is empty: it holds no recording.");
            }
        }
        if (!ended) {
            notes.add("The recording was cut off: it has no line of kind \"end\".");
        }
    }

    /** Takes a line in; false if it is an event. */
    private boolean understood(JsonLine line, EventLine events, Consumer<? super Event> reader, boolean first) {
        String kind = line.text("kind");
        if (first != kind.equals("recording")) {
            throw new BadLine(
                    first
                            ? "a recording begins with {\"kind\": \"recording\", \"version\": 1, ...}."
                            : "there is a second header; a file holds one recording.");
        }
        switch (kind) {
            case "recording" -> header(line);
            case "source" -> sources.put(line.text("file"), line.text("text"));
            case "method" -> define(line);
            case "relation" ->
                relations.add(new Relation(
                        method(line.text("class"), line.text("method")),
                        (int) line.whole("line"),
                        line.text("container"),
                        line.text("index"),
                        line.has("offset") ? (Integer) (int) line.whole("offset") : null));
            case "view" ->
                views.add(new View(
                        method(line.text("class"), line.text("method")), line.text("variable"), line.text("as")));
            case "count" -> count(line);
            case "note" -> notes.add(line.text("text"));
            case "end" -> {
                exit = line.has("exit") ? OptionalInt.of((int) line.whole("exit")) : OptionalInt.empty();
                ended = true;
            }
            default -> {
                reader.accept(events.event(kind, line));
                return false;
            }
        }
        return true;
    }

    private void count(JsonLine line) {
        Kind kind = switch (line.text("of")) {
            case "line" -> Kind.LINE;
            case "enter" -> Kind.ENTER;
            case "throw" -> Kind.THROW;
            default -> throw new BadLine("\"of\" is line, enter or throw.");
        };
        counts.add(new Count(
                kind,
                method(line.text("class"), line.text("method")),
                (int) line.whole("line", 0),
                line.whole("times"),
                (int) line.whole("deepest", 0)));
    }

    private void header(JsonLine line) {
        long version = line.whole("version");
        if (version > JsonLines.VERSION) {
            throw new BadLine("the format has version " + version + ", this program reads versions up to "
                    + JsonLines.VERSION + ": take a newer Surprisal.");
        }
        language = line.text("language", "");
        program = line.text("program", "");
        level = line.text("level", "all");
    }

    private void define(JsonLine line) {
        String type = line.text("class");
        String name = line.text("method");
        methods.put(
                key(type, name),
                new Method(
                        type,
                        name,
                        line.text("file", ""),
                        (int) line.whole("first", 0),
                        (int) line.whole("last", 0),
                        line.texts("parameters")));
    }

    private Method method(String type, String name) {
        return methods.computeIfAbsent(key(type, name), key -> new Method(type, name, "", 0, 0, List.of()));
    }

    private static String key(String type, String name) {
        return type + "\n" + name;
    }
}
