package org.surprisal.watch.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Count;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a recording as JSON lines, event by event: memory does not grow with the recording. */
public final class JsonLines {
    /** The version of the format. */
    public static final int VERSION = 1;

    /** Whole numbers up to here are exact in every reader of JSON. */
    private static final long EXACT = 1L << 53;

    private final Recording recording;
    private final JsonGenerator out;
    private final Set<String> sources = new HashSet<>();
    private final Set<Method> methods = new HashSet<>();
    private @Nullable Method known;
    private int relations;
    private int views;
    private long events;

    private JsonLines(Recording recording, JsonGenerator out) {
        this.recording = recording;
        this.out = out;
    }

    /**
     * Writes a whole recording.
     *
     * @param recording what to write
     * @param stream takes UTF-8 and stays open
     * @throws IOException if the recording cannot be read
     */
    public static void write(Recording recording, OutputStream stream) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .rootValueSeparator("")
                .build();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), stream)) {
            new JsonLines(recording, out).write();
        }
    }

    private void write() throws IOException {
        begin("recording").writeNumberProperty("version", VERSION);
        out.writeStringProperty("language", recording.language());
        out.writeStringProperty("program", recording.program());
        out.writeStringProperty("level", recording.level());
        end();
        definitions();
        recording.events(this::event);
        definitions();
        recording.counts().forEach(this::count);
        for (String note : recording.notes()) {
            begin("note").writeStringProperty("text", note);
            end();
        }
        begin("end");
        if (recording.exitCode().isPresent()) {
            out.writeNumberProperty("exit", recording.exitCode().getAsInt());
        }
        out.writeNumberProperty("events", events);
        end();
    }

    /** What the events to come may speak of and has not been written. */
    private void definitions() {
        for (Map.Entry<String, String> source : recording.sources().entrySet()) {
            if (sources.add(source.getKey())) {
                begin("source").writeStringProperty("file", source.getKey());
                out.writeStringProperty("text", source.getValue());
                end();
            }
        }
        recording.methods().forEach(this::define);
        List<Relation> related = recording.relations();
        for (; relations < related.size(); relations++) {
            relation(related.get(relations));
        }
        List<View> told = recording.views();
        for (; views < told.size(); views++) {
            View view = told.get(views);
            where(begin("view"), view.method());
            out.writeStringProperty("variable", view.variable());
            out.writeStringProperty("as", view.as());
            end();
        }
    }

    private void define(Method method) {
        if (!methods.add(method)) {
            return;
        }
        where(begin("method"), method);
        if (!method.file().isEmpty()) {
            out.writeStringProperty("file", method.file());
        }
        if (method.firstLine() > 0) {
            out.writeNumberProperty("first", method.firstLine());
            out.writeNumberProperty("last", method.lastLine());
        }
        out.writeName("parameters");
        out.writeStartArray();
        method.parameters().forEach(out::writeString);
        out.writeEndArray();
        end();
    }

    private void relation(Relation relation) {
        where(begin("relation"), relation.method());
        out.writeNumberProperty("line", relation.line());
        out.writeStringProperty("container", relation.container());
        out.writeStringProperty("index", relation.index());
        if (relation.offset() != null) {
            out.writeNumberProperty("offset", relation.offset());
        }
        end();
    }

    private void count(Count count) {
        define(count.method());
        where(begin("count"), count.method());
        out.writeStringProperty("of", count.kind().json());
        if (count.line() > 0) {
            out.writeNumberProperty("line", count.line());
        }
        out.writeNumberProperty("times", count.times());
        if (count.deepest() > 0) {
            out.writeNumberProperty("deepest", count.deepest());
        }
        end();
    }

    private void event(Event event) {
        Method method = event.method();
        if (method != null && !method.equals(known)) {
            if (!methods.contains(method)) {
                definitions();
                define(method);
            }
            known = method;
        }
        events++;
        out.writeStartObject();
        out.writeNumberProperty("step", event.step());
        out.writeNumberProperty("thread", event.thread());
        out.writeStringProperty("kind", event.kind().json());
        if (method != null) {
            where(out, method);
        }
        if (event.line() > 0) {
            out.writeNumberProperty("line", event.line());
        }
        if (event.frame() > 0) {
            out.writeNumberProperty("frame", event.frame());
        }
        if (event.variable() != null) {
            out.writeStringProperty("variable", event.variable());
        }
        if (event.object() > 0) {
            out.writeNumberProperty("object", event.object());
        }
        if (event.type() != null) {
            out.writeStringProperty("type", event.type());
        }
        if (event.index() != null) {
            value("index", event.index());
        }
        if (event.value() != null) {
            value("value", event.value());
        }
        contents(event);
        end();
    }

    private void contents(Event event) {
        if (event.length() >= 0) {
            out.writeNumberProperty("length", event.length());
        }
        if (!event.contents().isEmpty() || event.kind() == Kind.CONTENTS) {
            out.writeName("contents");
            out.writeStartArray();
            event.contents().forEach(this::value);
            out.writeEndArray();
        }
        if (!event.fields().isEmpty()) {
            out.writeName("fields");
            out.writeStartArray();
            event.fields().forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private JsonGenerator begin(String kind) {
        out.writeStartObject();
        return out.writeStringProperty("kind", kind);
    }

    private void end() {
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private static void where(JsonGenerator out, Method method) {
        out.writeStringProperty("class", method.type());
        out.writeStringProperty("method", method.name());
    }

    private void value(String key, Value value) {
        out.writeName(key);
        value(value);
    }

    private void value(Value value) {
        switch (value) {
            case Value.Null none -> out.writeNull();
            case Value.Truth truth -> out.writeBoolean(truth.value());
            case Value.Whole whole -> whole(whole.value());
            case Value.Real real -> real(real.value());
            case Value.Letter letter -> only("char", String.valueOf(letter.value()));
            case Value.Text text -> text(text);
            case Value.Reference reference -> {
                out.writeStartObject();
                out.writeNumberProperty("ref", reference.object());
                out.writeEndObject();
            }
            case Value.Opaque opaque -> only("opaque", opaque.name());
            case Value.Unknown unknown -> {
                out.writeStartObject();
                out.writeBooleanProperty("unknown", true);
                out.writeEndObject();
            }
        }
    }

    private void whole(long number) {
        if (number > EXACT || number < -EXACT) {
            only("long", Long.toString(number));
        } else {
            out.writeNumber(number);
        }
    }

    private void real(double number) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            only("double", Double.toString(number));
        }
    }

    private void text(Value.Text text) {
        if (text.value().length() == text.length()) {
            out.writeString(text.value());
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("text", text.value());
        out.writeNumberProperty("length", text.length());
        out.writeEndObject();
    }

    private void only(String key, String text) {
        out.writeStartObject();
        out.writeStringProperty(key, text);
        out.writeEndObject();
    }
}
