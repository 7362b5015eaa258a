package org.surprisal.watch.state;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Recording;

/**
 * Where two runs of a program part.
 *
 * @param step the first step at which they do other things
 * @param one what the first run did then; null if it had ended
 * @param other what the second run did then; null if it had ended
 */
public record Difference(
        long step, @Nullable Event one, @Nullable Event other) {
    private static final int AHEAD = 1 << 12;

    /** Reads a recording on a thread of its own, a little ahead. */
    private static final class Stream implements AutoCloseable {
        private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(AHEAD);
        private final Thread thread;

        private static final Object END = new Object();

        private Stream(Recording recording) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    try {
                        recording.events(this::put);
                        put(END);
                    } catch (IOException e) {
                        put(e);
                    }
                } catch (Stopped stopped) {
                    // Nobody reads on.
                }
            });
        }

        private void put(Object event) {
            try {
                queue.put(event);
            } catch (InterruptedException e) {
                throw new Stopped();
            }
        }

        /** The next event of the program itself; null at the end. */
        private @Nullable Event next() throws IOException, InterruptedException {
            while (true) {
                Object next = queue.take();
                switch (next) {
                    case IOException problem -> throw problem;
                    case Event event
                    when event.kind() != Kind.THREAD -> {
                        return event;
                    }
                    case Event event -> {}
                    default -> {
                        queue.put(END);
                        return null;
                    }
                }
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Compares two runs, event by event. The numbers of objects and activations, which follow the order of first sight,
     * are part of what is compared.
     *
     * @return null if they do the same
     * @throws IOException if one cannot be read
     */
    public static @Nullable Difference between(Recording one, Recording other) throws IOException {
        try (Stream left = new Stream(one);
                Stream right = new Stream(other)) {
            while (true) {
                Event a = left.next();
                Event b = right.next();
                if (a == null && b == null) {
                    return null;
                }
                if (a == null || b == null || !same(a, b)) {
                    long step = Math.min(a == null ? Long.MAX_VALUE : a.step(), b == null ? Long.MAX_VALUE : b.step());
                    return new Difference(step, a, b);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Whether two events say the same, whatever the files are called that the methods stand in. */
    private static boolean same(Event a, Event b) {
        return a.step() == b.step()
                && a.thread() == b.thread()
                && a.kind() == b.kind()
                && a.line() == b.line()
                && a.frame() == b.frame()
                && a.object() == b.object()
                && a.length() == b.length()
                && Objects.equals(name(a), name(b))
                && Objects.equals(a.variable(), b.variable())
                && Objects.equals(a.type(), b.type())
                && Objects.equals(a.index(), b.index())
                && Objects.equals(a.value(), b.value())
                && a.contents().equals(b.contents())
                && a.fields().equals(b.fields());
    }

    private static String name(Event event) {
        return event.method() == null
                ? ""
                : event.method().type() + "." + event.method().name();
    }
}
