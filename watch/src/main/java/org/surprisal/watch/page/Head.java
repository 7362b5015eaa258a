package org.surprisal.watch.page;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The tables that the columns of a page point into, as JSON: docs/watch-page.md. */
final class Head {
    private Head() {}

    static byte[] of(Window window, boolean rounded) {
        Recording recording = window.recording();
        Columns columns = window.columns();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("program", recording.program());
            json.writeStringProperty("language", recording.language());
            json.writeStringProperty("level", recording.level());
            json.writeStringProperty("stepping", window.stepsAreEvents() ? "event" : "line");
            json.writeName("exit");
            if (recording.exitCode().isPresent()) {
                json.writeNumber(recording.exitCode().getAsInt());
            } else {
                json.writeNull();
            }
            json.writeNumberProperty("total", window.lastStep());
            json.writeArrayPropertyStart("notes");
            notes(window, rounded).forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("sources");
            recording.sources().forEach((file, text) -> strings(json, List.of(file, text)));
            json.writeEndArray();
            relations(json, recording, columns);
            views(json, recording, columns);
            methods(json, columns.methods());
            sites(json, columns.sites());
            texts(json, columns.texts());
            json.writeNumberProperty("reals", columns.realCount());
            json.writeArrayPropertyStart("columns");
            columns.sizes().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static List<String> notes(Window window, boolean rounded) {
        List<String> notes = new ArrayList<>(window.recording().notes());
        if (window.first() > 1 || window.lastHeld() < window.lastStep()) {
            notes.add("This page holds steps %d to %d of %d: the recording has them all."
                    .formatted(window.first(), window.lastHeld(), window.lastStep()));
        }
        if (rounded) {
            notes.add("Numbers with a point are rounded to 7 digits in this page, so that it stays small: the recording"
                    + " has all digits.");
        }
        return notes;
    }

    private static void relations(JsonGenerator json, Recording recording, Columns columns) {
        json.writeArrayPropertyStart("relations");
        for (Relation relation : recording.relations()) {
            json.writeStartArray();
            json.writeNumber(columns.method(relation.method()));
            json.writeNumber(relation.line());
            json.writeString(relation.container());
            json.writeString(relation.index());
            Integer offset = relation.offset();
            if (offset == null) {
                json.writeNull();
            } else {
                json.writeNumber(offset);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void views(JsonGenerator json, Recording recording, Columns columns) {
        json.writeArrayPropertyStart("views");
        for (View view : recording.views()) {
            json.writeStartArray();
            json.writeNumber(columns.method(view.method()));
            json.writeString(view.variable());
            json.writeString(view.as());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void methods(JsonGenerator json, List<Method> methods) {
        json.writeArrayPropertyStart("methods");
        for (Method method : methods) {
            json.writeStartArray();
            json.writeString(method.type());
            json.writeString(method.name());
            json.writeString(method.file());
            json.writeNumber(method.firstLine());
            json.writeNumber(method.lastLine());
            strings(json, method.parameters());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void sites(JsonGenerator json, List<Site> sites) {
        json.writeArrayPropertyStart("sites");
        for (Site site : sites) {
            json.writeStartArray();
            json.writeString(site.kind().json());
            json.writeNumber(site.method());
            json.writeNumber(site.line());
            json.writeString(site.variable());
            json.writeString(site.type());
            strings(json, site.fields());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, List<Value.Text> texts) {
        json.writeArrayPropertyStart("texts");
        for (Value.Text text : texts) {
            if (text.length() == text.value().length()) {
                json.writeString(text.value());
            } else {
                json.writeStartArray();
                json.writeString(text.value());
                json.writeNumber(text.length());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, List<String> strings) {
        json.writeStartArray();
        strings.forEach(json::writeString);
        json.writeEndArray();
    }
}
