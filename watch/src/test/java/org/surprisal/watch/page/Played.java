package org.surprisal.watch.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a page carries, by the words of docs/watch-page.md: a second reader beside the page's own. */
final class Played {
    final Map<String, Object> head;
    final List<Event> events = new ArrayList<>();
    private final List<ByteBuffer> columns = new ArrayList<>();
    private final ByteBuffer reals;
    private int realAt;

    Played(byte[] packed) {
        byte[] bytes;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals("SWP1")) {
            throw new IllegalArgumentException("no columns");
        }
        int headLength = all.getInt(4);
        try (JsonParser json =
                JsonFactory.builder().build().createParser(ObjectReadContext.empty(), bytes, 8, headLength)) {
            json.nextToken();
            head = object(json);
        }
        int at = 8 + headLength;
        for (Object length : list(at("columns"))) {
            int size = ((Number) length).intValue();
            columns.add(all.slice(at, size));
            at += size;
        }
        reals = all.slice(at, all.capacity() - at);
        if (reals.capacity() != 8 * number("reals")) {
            throw new IllegalArgumentException("numbers with a point");
        }
        read();
    }

    long number(String key) {
        return ((Number) at(key)).longValue();
    }

    /** A part of the head, which must be there. */
    Object at(String key) {
        return Objects.requireNonNull(head.get(key), key);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object json) {
        return (List<Object>) json;
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> map = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            map.put(name, value(json));
        }
        return map;
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_STRING -> json.getString();
            default -> "";
        };
    }

    private void read() {
        boolean byEvent = at("stepping").equals("event");
        List<Method> methods = list(at("methods")).stream()
                .map(Played::list)
                .map(m -> new Method(
                        (String) m.get(0),
                        (String) m.get(1),
                        (String) m.get(2),
                        whole(m.get(3)),
                        whole(m.get(4)),
                        list(m.get(5)).stream().map(String::valueOf).toList()))
                .toList();
        List<List<Object>> sites = list(at("sites")).stream().map(Played::list).toList();
        long[][] last = new long[sites.size()][4];
        Map<Integer, Frames> stacks = new HashMap<>();
        int thread = 1;
        long step = 0;
        long lastNew = 0;
        long entered = 0;
        Long stepBy = null;
        long frameBy = 0;
        while (columns.get(0).hasRemaining()) {
            int place = (int) natural(0);
            switch (place) {
                case 0 -> thread = (int) natural(1);
                case 1 -> frameBy = signed(1);
                case 2 -> stepBy = signed(1);
                default -> {
                    List<Object> site = sites.get(place - 3);
                    long[] before = last[place - 3];
                    Kind kind = Kind.valueOf(((String) site.get(0)).toUpperCase(java.util.Locale.ROOT));
                    step += stepBy != null ? stepBy : byEvent || kind == Kind.LINE ? 1 : 0;
                    stepBy = null;
                    Frames frames = stacks.computeIfAbsent(thread, _ -> new Frames());
                    long frame = (kind == Kind.ENTER ? entered + 1 : frames.top()) + frameBy;
                    frameBy = 0;
                    entered = kind == Kind.ENTER ? frame : entered;
                    frames.see(kind, frame);
                    long object = 0;
                    if (kind == Kind.OBJECT) {
                        object = lastNew += 1 + signed(2);
                    } else if (List.of(Kind.ELEMENT, Kind.INSERT, Kind.REMOVE, Kind.CONTENTS, Kind.FIELD)
                            .contains(kind)) {
                        object = before[0] += signed(2);
                    }
                    Value index = null;
                    Value value = null;
                    if (kind != Kind.LINE && kind != Kind.ENTER) {
                        int tags = (int) natural8(4);
                        index = value(tags >> 4, before, 1, 3);
                        if (kind != Kind.WRITE && kind != Kind.FIELD && kind != Kind.EXIT && (tags & 15) != 15) {
                            before[2] = 0;
                        }
                        value = value(tags & 15, before, 2, 5);
                    }
                    int length = -1;
                    List<Value> contents = new ArrayList<>();
                    if (kind == Kind.OBJECT || kind == Kind.CONTENTS) {
                        length = (int) signed(8);
                        long size = natural(8);
                        before[2] = 0;
                        for (long i = 0; i < size; i++) {
                            contents.add(value((int) natural8(4), before, 2, 5));
                        }
                    }
                    int method = whole(site.get(1));
                    events.add(new Event(
                            step,
                            thread,
                            kind,
                            method < 0 ? null : methods.get(method),
                            whole(site.get(2)),
                            frame,
                            orNull(site.get(3)),
                            object,
                            orNull(site.get(4)),
                            index,
                            value,
                            length,
                            contents,
                            list(site.get(5)).stream().map(String::valueOf).toList()));
                }
            }
        }
    }

    private @Nullable Value value(int tag, long[] before, int which, int column) {
        return switch (tag) {
            case 0 -> new Value.Null();
            case 1 -> new Value.Truth(false);
            case 2 -> new Value.Truth(true);
            case 3 -> new Value.Whole(before[which] += signed(column));
            case 4 -> real();
            case 5 -> new Value.Letter((char) natural(7));
            case 6 -> text();
            case 7 -> new Value.Reference(before[3] += signed(6));
            case 8 -> new Value.Opaque(text().value());
            case 9 -> new Value.Unknown();
            case 10 -> new Value.Whole(Long.parseLong(text().value()));
            default -> null;
        };
    }

    private Value real() {
        int count = reals.capacity() / 8;
        long bits = 0;
        for (int plane = 7; plane >= 0; plane--) {
            bits = (bits << 8) | (reals.get(plane * count + realAt) & 255);
        }
        realAt++;
        return new Value.Real(Double.longBitsToDouble(bits));
    }

    private Value.Text text() {
        Object entry = list(at("texts")).get((int) natural(7));
        return entry instanceof String text
                ? new Value.Text(text, text.length())
                : new Value.Text((String) list(entry).get(0), whole(list(entry).get(1)));
    }

    private long natural8(int column) {
        return columns.get(column).get() & 255;
    }

    private long natural(int column) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long octet = natural8(column);
            value |= (octet & 127) << shift;
            if (octet < 128) {
                return value;
            }
        }
    }

    private long signed(int column) {
        long value = natural(column);
        return (value >>> 1) ^ -(value & 1);
    }

    private static int whole(Object json) {
        return ((Number) json).intValue();
    }

    private static @Nullable String orNull(Object text) {
        return "".equals(text) ? null : (String) text;
    }
}
