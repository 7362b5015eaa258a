package org.surprisal.watch.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.surprisal.watch.Count;
import org.surprisal.watch.Event;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;

/**
 * A recording in a file {@code .watch}. To open it reads it once, without looking at the events; memory is bounded by
 * the definitions and one chunk per thread, not by the number of events. One thread at a time.
 */
public final class WatchFile implements Recording {
    private final Path path;
    private final Definitions definitions;
    private final List<Chunk> chunks;

    private WatchFile(Path path, Definitions definitions, List<Chunk> chunks) {
        this.path = path;
        this.definitions = definitions;
        this.chunks = chunks;
    }

    /**
     * Opens a recording.
     *
     * @throws IOException if the file cannot be read, is no recording, or is of a later version
     */
    public static WatchFile open(Path path) throws IOException {
        Definitions definitions = new Definitions();
        List<Chunk> chunks = new Scan(path, definitions).chunks();
        return new WatchFile(path, definitions, chunks);
    }

    @Override
    public String program() {
        return definitions.program();
    }

    @Override
    public String level() {
        return definitions.level();
    }

    @Override
    public Map<String, String> sources() {
        return Collections.unmodifiableMap(definitions.sources());
    }

    @Override
    public List<Method> methods() {
        return Collections.unmodifiableList(definitions.methods());
    }

    @Override
    public List<Relation> relations() {
        return Collections.unmodifiableList(definitions.relations());
    }

    @Override
    public List<Count> counts() {
        return definitions.counts();
    }

    @Override
    public List<String> notes() {
        return Collections.unmodifiableList(definitions.notes());
    }

    @Override
    public OptionalInt exitCode() {
        return definitions.exitCode();
    }

    /**
     * How many events {@link #events} will give at least: those in the chunks, without those of threads' beginnings.
     */
    public long size() {
        long sum = 0;
        for (Chunk chunk : chunks) {
            sum += chunk.events();
        }
        return sum;
    }

    @Override
    public void events(Consumer<? super Event> reader) throws IOException {
        Map<Integer, ThreadPlayer> threads = new HashMap<>();
        Clock clock = new Clock(!level().equals("vars"));
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            for (Chunk chunk : chunks) {
                threads.computeIfAbsent(chunk.thread(), id -> new ThreadPlayer(id, definitions, clock))
                        .later(chunk);
            }
            PriorityQueue<ThreadPlayer> order = new PriorityQueue<>();
            for (ThreadPlayer thread : new ArrayList<>(threads.values())) {
                if (thread.open(file)) {
                    order.add(thread);
                }
            }
            while (!order.isEmpty()) {
                ThreadPlayer thread = order.remove();
                if (thread.play(file, reader)) {
                    order.add(thread);
                }
            }
        }
    }
}
