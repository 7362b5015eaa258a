package org.surprisal.watch.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Count;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Relation;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the definitions of a recording say. */
final class Definitions {
    private static final int FIRST_SITE = 16;
    private static final JsonFactory JSON = new JsonFactory();

    private String program = "";
    private String level = "all";
    private boolean ended;
    private OptionalInt exit = OptionalInt.empty();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<SiteDefinition> sites = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<Integer, String> threads = new HashMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final Map<Integer, Count> counts = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    void read(byte[] body, int from, int length) throws DataFormatException {
        String lines = new String(Bytes.inflate(body, from, length), StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), lines)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                define(new Line(parser));
            }
        }
    }

    private void define(Line line) {
        switch (line.text("kind")) {
            case "recording" -> {
                program = line.text("program");
                level = line.text("level");
            }
            case "source" -> sources.put(line.text("file"), line.text("text"));
            case "method" ->
                methods.add(new Method(
                        line.text("class"),
                        line.text("method"),
                        line.text("file"),
                        line.number("first"),
                        line.number("last"),
                        line.texts("parameters")));
            case "site" ->
                sites.add(new SiteDefinition(
                        SiteDefinition.Is.valueOf(line.text("is").toUpperCase(Locale.ROOT)),
                        line.number("method"),
                        line.number("line"),
                        line.textOrNull("name"),
                        line.text("shape").charAt(0),
                        line.textOrNull("type")));
            case "name" -> names.add(new Name(line.text("text"), line.texts("fields")));
            case "thread" -> threads.put(line.number("id"), line.text("name"));
            case "relation" ->
                relations.add(new Relation(
                        methods.get(line.number("method")),
                        line.number("line"),
                        line.text("container"),
                        line.text("index"),
                        line.has("offset") ? line.number("offset") : null));
            case "count" -> count(line);
            case "note" -> note(line.text("text"));
            case "end" -> {
                ended = true;
                exit = line.has("exit") ? OptionalInt.of(line.number("exit")) : OptionalInt.empty();
            }
            default -> {} // of a later version, and not needed
        }
    }

    private void count(Line line) {
        int number = line.number("site");
        SiteDefinition site = site(number);
        Kind kind = switch (site.is()) {
            case ENTER -> Kind.ENTER;
            case THROW -> Kind.THROW;
            default -> Kind.LINE;
        };
        counts.put(
                number,
                new Count(
                        kind,
                        methods.get(site.method()),
                        kind == Kind.LINE ? site.line() : 0,
                        Long.parseLong(line.text("times")),
                        line.number("deepest")));
    }

    void note(String text) {
        notes.add(text);
    }

    String program() {
        return program;
    }

    String level() {
        return level;
    }

    boolean ended() {
        return ended;
    }

    OptionalInt exitCode() {
        return exit;
    }

    Map<String, String> sources() {
        return sources;
    }

    List<Method> methods() {
        return methods;
    }

    List<Relation> relations() {
        return relations;
    }

    /** The last of each count. */
    List<Count> counts() {
        return List.copyOf(counts.values());
    }

    List<String> notes() {
        return notes;
    }

    SiteDefinition site(int number) {
        return sites.get(number - FIRST_SITE);
    }

    /** One more than the highest number of a site. */
    int siteEnd() {
        return FIRST_SITE + sites.size();
    }

    Name name(int number) {
        return number < names.size() ? names.get(number) : new Name("?", List.of());
    }

    String thread(int number) {
        return threads.getOrDefault(number, "");
    }

    /** A name that records refer to; fields if it is a class whose objects are shown by them. */
    record Name(String text, List<String> fields) {}

    /** One object of the definitions, read to its end. */
    private static final class Line {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, List<String>> lists = new HashMap<>();

        Line(JsonParser parser) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    List<String> values = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        values.add(parser.getString());
                    }
                    lists.put(key, List.copyOf(values));
                } else {
                    texts.put(key, parser.getString());
                }
            }
        }

        boolean has(String key) {
            return texts.containsKey(key);
        }

        String text(String key) {
            return texts.getOrDefault(key, "");
        }

        @Nullable
        String textOrNull(String key) {
            return texts.get(key);
        }

        int number(String key) {
            return Integer.parseInt(texts.getOrDefault(key, "0"));
        }

        List<String> texts(String key) {
            return lists.getOrDefault(key, List.of());
        }
    }
}
