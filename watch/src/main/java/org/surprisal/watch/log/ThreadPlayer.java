package org.surprisal.watch.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;

/** One thread of a recording: knows its open methods, turns its records into events. Sorts by the next stretch. */
final class ThreadPlayer implements Comparable<ThreadPlayer> {
    private final int thread;
    private final Definitions definitions;
    private final Clock clock;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final List<Frame> frames = new ArrayList<>();
    private @Nullable Records records;
    private long stamp;
    private boolean named;
    /** Whether the recording began within a line, which is not known yet. */
    private boolean within;

    /** An open method, and how far it is. */
    private static final class Frame {
        final Method method;
        final int number;
        final long id;
        int line;

        Frame(Method method, int number, long id) {
            this.method = method;
            this.number = number;
            this.id = id;
            line = method.firstLine();
        }
    }

    ThreadPlayer(int thread, Definitions definitions, Clock clock) {
        this.thread = thread;
        this.definitions = definitions;
        this.clock = clock;
    }

    void later(Chunk chunk) {
        chunks.add(chunk);
    }

    @Override
    public int compareTo(ThreadPlayer other) {
        int order = Long.compare(stamp, other.stamp);
        return order != 0 ? order : Integer.compare(thread, other.thread);
    }

    /** Goes to the next chunk; false if there is none. */
    boolean open(FileChannel file) throws IOException {
        Chunk chunk = chunks.poll();
        if (chunk == null) {
            records = null;
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate(chunk.length());
        while (buffer.hasRemaining()) {
            if (file.read(buffer, chunk.at() + buffer.position()) < 0) {
                throw new EOFException("The recording became shorter while it was read: close what writes it.");
            }
        }
        try {
            records = new Records(definitions, buffer.array());
        } catch (DataFormatException e) {
            throw new IOException("A chunk of the recording cannot be inflated: record it again.", e);
        }
        stamp = Math.max(stamp, chunk.stamp());
        List<Integer> open = chunk.open();
        if (open != null) {
            within = true;
            frames.clear();
            for (int method : open) {
                frames.add(new Frame(definitions.methods().get(method), method, clock.frame()));
            }
        }
        return true;
    }

    /** Gives the events of this stretch; true if the thread has more. */
    boolean play(FileChannel file, Consumer<? super Event> reader) throws IOException {
        if (!named) {
            named = true;
            Value name = text(definitions.thread(thread));
            reader.accept(event(Kind.THREAD, null, 0, null, null, name, -1, List.of(), List.of()));
        }
        Records in = records;
        while (in != null) {
            int site = in.next();
            if (site == 0) {
                return open(file);
            }
            if (site == 1) {
                stamp = Math.max(stamp, in.stamp());
                return true;
            }
            if (site < 16) {
                shared(in, site, reader);
            } else {
                local(in, site, definitions.site(site), reader);
            }
        }
        return false;
    }

    private static Value text(String text) {
        return new Value.Text(text, text.length());
    }

    private void local(Records in, int number, SiteDefinition site, Consumer<? super Event> reader) {
        Frame frame = at(site);
        if (frame != null) {
            frame.line = site.line();
        }
        if (within && site.is() != SiteDefinition.Is.THROW) {
            within = false;
            if (clock.lines() && site.is() != SiteDefinition.Is.LINE && site.is() != SiteDefinition.Is.ENTER) {
                // The line that was running: what follows belongs to a step.
                reader.accept(event(Kind.LINE, null, 0, null, null, null, -1, List.of(), List.of()));
            }
        }
        switch (site.is()) {
            case HERE -> {}
            case LINE -> reader.accept(event(Kind.LINE, null, 0, null, null, null, -1, List.of(), List.of()));
            case ENTER -> reader.accept(event(Kind.ENTER, null, 0, null, null, null, -1, List.of(), List.of()));
            case WRITE -> {
                Value value = known(in.value(number, site.shape()), reader);
                reader.accept(event(Kind.WRITE, site.name(), 0, null, null, value, -1, List.of(), List.of()));
            }
            case ELEMENT -> {
                long object = known(in.object(number), reader);
                Value index = new Value.Whole(in.index(number));
                Value value = known(in.value(number, site.shape()), reader);
                reader.accept(event(Kind.ELEMENT, null, object, null, index, value, -1, List.of(), List.of()));
            }
            case FIELD -> {
                long object = known(in.object(number), reader);
                Value value = known(in.value(number, site.shape()), reader);
                reader.accept(event(Kind.FIELD, site.name(), object, null, null, value, -1, List.of(), List.of()));
            }
            case STATIC -> {
                Value value = known(in.value(number, site.shape()), reader);
                reader.accept(event(Kind.FIELD, site.name(), 0, site.type(), null, value, -1, List.of(), List.of()));
            }
            case EXIT -> {
                Value value = site.shape() == 'V' ? null : known(in.value(number, site.shape()), reader);
                reader.accept(event(Kind.EXIT, null, 0, null, null, value, -1, List.of(), List.of()));
                if (!frames.isEmpty()) {
                    frames.removeLast();
                }
            }
            case THROW -> {
                int depth = in.plain();
                Value value = in.tagged(number);
                leave(depth);
                if (frames.size() == depth && !frames.isEmpty()) {
                    reader.accept(event(Kind.THROW, null, 0, null, null, value, -1, List.of(), List.of()));
                    frames.removeLast();
                }
            }
        }
    }

    /** The frame of a site. The frames of methods whose end was not recorded are left. */
    private @Nullable Frame at(SiteDefinition site) {
        if (site.is() == SiteDefinition.Is.ENTER) {
            Frame frame = new Frame(definitions.methods().get(site.method()), site.method(), clock.frame());
            frames.add(frame);
            return frame;
        }
        if (site.is() == SiteDefinition.Is.THROW) {
            return null;
        }
        while (!frames.isEmpty() && frames.getLast().number != site.method()) {
            frames.removeLast();
        }
        if (frames.isEmpty()) {
            frames.add(new Frame(definitions.methods().get(site.method()), site.method(), clock.frame()));
        }
        return frames.getLast();
    }

    private void leave(int depth) {
        while (frames.size() > depth) {
            frames.removeLast();
        }
    }

    private void shared(Records in, int site, Consumer<? super Event> reader) {
        switch (site) {
            case 2 -> {
                long object = in.object(site);
                Definitions.Name type = definitions.name(in.plain());
                int length = in.plain();
                List<Value> values = values(in, site);
                clock.first(object);
                reader.accept(event(Kind.OBJECT, null, object, type.text(), null, null, length, values, type.fields()));
            }
            case 3 -> {
                String stream = in.plain() == 0 ? "out" : "err";
                reader.accept(event(Kind.OUTPUT, stream, 0, null, null, in.tagged(site), -1, List.of(), List.of()));
            }
            case 4 -> {
                long object = known(in.object(site), reader);
                Value from = new Value.Whole(in.index(site));
                int length = in.plain();
                List<Value> values = values(in, site);
                reader.accept(event(Kind.CONTENTS, null, object, null, from, null, length, values, List.of()));
            }
            case 5 -> change(in, site, Kind.ELEMENT, reader);
            case 6 -> change(in, site, Kind.INSERT, reader);
            case 7 -> change(in, site, Kind.REMOVE, reader);
            case 8 -> leave(in.plain());
            case 9 -> {
                String name = definitions.name(in.plain()).text();
                Value value = known(in.tagged(site), reader);
                reader.accept(event(Kind.WRITE, name, 0, null, null, value, -1, List.of(), List.of()));
            }
            default -> throw new IllegalStateException("no record has the number " + site);
        }
    }

    private void change(Records in, int site, Kind kind, Consumer<? super Event> reader) {
        long object = known(in.object(site), reader);
        Value index = in.tagged(site);
        Value value = in.tagged(site);
        reader.accept(event(
                kind,
                null,
                object,
                null,
                index instanceof Value.Unknown ? null : index,
                kind == Kind.REMOVE && value instanceof Value.Unknown ? null : known(value, reader),
                -1,
                List.of(),
                List.of()));
    }

    private static List<Value> values(Records in, int site) {
        int count = in.plain();
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.tagged(site));
        }
        return values;
    }

    private Value known(Value value, Consumer<? super Event> reader) {
        if (value instanceof Value.Reference(long object)) {
            known(object, reader);
        }
        return value;
    }

    /** Introduces an object whose first sight is not in the recording: nothing is known of it but that it is. */
    private long known(long object, Consumer<? super Event> reader) {
        if (clock.first(object)) {
            reader.accept(event(Kind.OBJECT, null, object, "", null, null, -1, List.of(), List.of()));
        }
        return object;
    }

    private Event event(
            Kind kind,
            @Nullable String variable,
            long object,
            @Nullable String type,
            @Nullable Value index,
            @Nullable Value value,
            int length,
            List<Value> contents,
            List<String> fields) {
        Frame frame = frames.isEmpty() ? null : frames.getLast();
        return new Event(
                clock.step(kind == Kind.LINE),
                thread,
                kind,
                frame == null ? null : frame.method,
                frame == null ? 0 : frame.line,
                frame == null ? 0 : frame.id,
                variable,
                object,
                type,
                index,
                value,
                length,
                contents,
                fields);
    }
}
