package org.surprisal.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one thread's recorder: takes full ones away and puts empty ones in their place, and gives what a chunk
 * holds so far when the thread that writes asks. The ints themselves stand in the recorder, which appends to them.
 */
@SuppressWarnings("ReferenceEquality") // it is about identity
final class Reel {
    private static final int[] NONE = new int[0];

    private final Recorder recorder;
    private final Session session;
    private final Thread thread;
    private final int number;
    /** Guards the change of chunks. */
    private final Object change = new Object();

    private int from;
    private int marked;
    private int[] markedWords = NONE;
    private int serial;
    /** The ints since objects were told of anew, and those of them that tell of objects. */
    private long written;

    private long told;
    private long stamp;
    private int @Nullable [] begin;
    private volatile boolean keeping;

    /** That of the current thread, with an empty chunk in the recorder. */
    Reel(Recorder recorder, Session session) {
        this.recorder = recorder;
        this.session = session;
        thread = Thread.currentThread();
        number = session.sites.thread(name(thread));
        recorder.words = session.words(thread.isVirtual());
        keeping = session.keeping;
        stamp = session.stamp();
    }

    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "virtual thread " + thread.threadId() : thread.getName();
    }

    /** Whether what is recorded is kept: not before the trigger, not after the limit. */
    boolean keeping() {
        return keeping;
    }

    boolean of(Thread other) {
        return other.equals(thread);
    }

    /** Whether the thread's outermost method was left by an exception. */
    boolean thrownOut() {
        return recorder.thrownOut();
    }

    boolean ended() {
        return !thread.isAlive();
    }

    /** Goes to a new chunk, with room for so many ints. */
    void roll(int need) {
        try {
            next(need);
        } catch (StackOverflowError e) {
            // Wherever this was interrupted: the old ints may be on their way, so they are not touched again.
            recorder.words = new int[Math.max(256, need)];
            recorder.position = 0;
            from = 0;
        }
    }

    private void next(int need) {
        if (!session.keeping || Session.current != session) {
            keeping = false;
            recorder.lengthen(need);
            synchronized (change) {
                recorder.position = 0;
                from = 0;
            }
            return;
        }
        if (!keeping) {
            begin();
            recorder.lengthen(need);
            return;
        }
        int[] fresh = session.words(thread.isVirtual());
        if (need > fresh.length) {
            fresh = new int[need];
        }
        int[] methods = null;
        if (session.options.last() > 0) {
            methods = recorder.open();
            written += recorder.position;
            told += recorder.told();
            if (written >= session.options.last() / 2 && told < written / 2) {
                // Older chunks may be dropped, with what they tell of objects: what is written to is told of again, a
                // few times in what is kept, because it takes as long as many events.
                written = 0;
                told = 0;
                session.renew();
                recorder.forget();
            }
        }
        long now = session.stamp();
        synchronized (change) {
            Stretch stretch = new Stretch(number, serial, stamp, recorder.words, from, recorder.position, begin);
            serial++;
            recorder.words = fresh;
            recorder.position = 0;
            from = 0;
            marked = 0;
            stamp = now;
            begin = methods;
            session.give(stretch);
        }
        session.pause();
    }

    /** Starts to keep what is recorded: what came before is dropped. */
    void begin() {
        synchronized (change) {
            recorder.position = 0;
            from = 0;
            marked = 0;
            stamp = session.stamp();
            begin = recorder.open();
            keeping = true;
        }
        recorder.forget();
    }

    /** Notes, in the thread that writes, how far this has come. */
    void mark() {
        synchronized (change) {
            markedWords = recorder.words;
            marked = keeping ? recorder.position : 0;
        }
    }

    /** Gives, in the thread that writes, what was recorded until the mark. */
    void flush(long flushStamp) {
        synchronized (change) {
            if (markedWords == recorder.words && keeping && marked > from) {
                int[] copy = Arrays.copyOfRange(recorder.words, from, marked);
                session.give(new Stretch(number, serial, stamp, copy, 0, copy.length, begin));
                serial++;
                from = marked;
                stamp = flushStamp;
                begin = null;
            }
            marked = 0;
            markedWords = NONE;
        }
    }
}
