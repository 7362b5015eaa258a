package org.surprisal.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records what one thread does. Its public methods are called by the instructions that were woven into the program, and
 * by nothing else: each appends one record of a few ints, without a lock, and calls nothing of the program.
 *
 * <p>Another thread looks at what was recorded while this one goes on: it reads {@code position} first, lets a moment
 * pass, and takes the ints before it. So the stores here are plain ones.
 */
@SuppressWarnings("ReferenceEquality") // it is about identity
public final class Recorder {
    private static final ThreadLocal<@Nullable Recorder> CURRENT = new ThreadLocal<>();
    private static final int[] NONE = new int[0];

    private final @Nullable Session session;
    private final @Nullable Thread thread;
    private final int number;
    /** Guards the change of chunks. */
    private final Object change = new Object();

    private int[] words;
    private int position;
    private int depth;
    private int[] open = new int[64];
    private @Nullable Identity last;
    private final Draft draft;
    private final @Nullable Follow follow;
    /** Records what must not be recorded: its ints go nowhere. */
    private final Recorder muted;
    /** Whom the depth belongs to. */
    private final Recorder owner;

    private int from;
    private int marked;
    private int[] markedWords = NONE;
    private int serial;
    private long stamp;
    private int @Nullable [] begin;
    private boolean keeping;
    private boolean thrownOut;
    private int deepest = Integer.MAX_VALUE;

    /** One that keeps nothing. */
    private Recorder() {
        session = null;
        thread = null;
        number = 0;
        words = new int[256];
        draft = new Draft(null);
        follow = null;
        muted = this;
        owner = this;
    }

    private Recorder(Session session, @Nullable Recorder owner) {
        this.session = session;
        thread = owner == null ? Thread.currentThread() : null;
        draft = new Draft(session);
        if (owner != null) {
            words = new int[256];
            number = 0;
            muted = this;
            follow = null;
            this.owner = owner;
            return;
        }
        this.owner = this;
        follow = new Follow(session, this);
        if (session.options.depth() > 0) {
            deepest = session.options.depth();
        }
        number = session.sites.thread(name(Thread.currentThread()));
        words = session.words(Thread.currentThread().isVirtual());
        keeping = session.keeping;
        stamp = session.stamp();
        muted = new Recorder(session, this);
    }

    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "virtual thread " + thread.threadId() : thread.getName();
    }

    /** The recorder of this thread. */
    static Recorder current() {
        Recorder recorder = CURRENT.get();
        return recorder != null && recorder.session == Session.current ? recorder : attach();
    }

    private static Recorder attach() {
        Session session = Session.current;
        Recorder recorder = session == null ? new Recorder() : new Recorder(session, null);
        CURRENT.set(recorder);
        if (session != null) {
            session.add(recorder);
        }
        return recorder;
    }

    /** A method is entered; returns what records its activation. */
    public static Recorder enter(int site, int method) {
        Recorder recorder = current();
        int depth = recorder.depth;
        if (depth == recorder.open.length) {
            recorder.open = Arrays.copyOf(recorder.open, 2 * depth);
        }
        recorder.open[depth] = method;
        recorder.depth = depth + 1;
        if (depth >= recorder.deepest) {
            return recorder.muted;
        }
        recorder.line(site);
        return recorder;
    }

    /** A method is entered of which only some calls are recorded; returns what records its activation. */
    public static Recorder sample(int site, int method) {
        Recorder recorder = current();
        Session in = recorder.session;
        if (in == null || in.sampled(method)) {
            return enter(site, method);
        }
        int deepest = recorder.deepest;
        recorder.deepest = 0;
        try {
            return enter(site, method);
        } finally {
            recorder.deepest = deepest;
        }
    }

    /** The method is entered at which the recording starts. */
    public void begun() {
        if (session != null) {
            session.trigger(this);
        }
    }

    /** The JVM is about to end with this code. */
    public static void ends(int code) {
        Session session = Session.current;
        if (session != null) {
            session.exiting(code);
        }
    }

    /** A variable that may start the recording has a new value. */
    public void check(double value) {
        Session in = session;
        if (in != null && !in.keeping && in.condition != null && in.condition.holds(value)) {
            in.trigger(this);
        }
    }

    /** How many methods are open. */
    public int depth() {
        return owner.depth;
    }

    /** A line begins, or something else of which nothing more is said. */
    public void line(int site) {
        int p = position;
        int[] w = words;
        if (p >= w.length) {
            roll(1);
            p = position;
            w = words;
        }
        w[p] = site;
        position = p + 1;
    }

    /** A variable has a new value. */
    public void write(int site, int value) {
        int p = room(2);
        int[] w = words;
        w[p] = site;
        w[p + 1] = value;
        position = p + 2;
    }

    /** A variable has a new value. */
    public void write(int site, long value) {
        int p = room(3);
        int[] w = words;
        w[p] = site;
        w[p + 1] = (int) (value >>> 32);
        w[p + 2] = (int) value;
        position = p + 3;
    }

    /** A variable has a new value. */
    public void write(int site, float value) {
        write(site, Float.floatToRawIntBits(value));
    }

    /** A variable has a new value. */
    public void write(int site, double value) {
        write(site, Double.doubleToRawLongBits(value));
    }

    /** A variable has a new value. */
    public void write(int site, @Nullable Object value) {
        draft.start(site);
        draft.value(value);
        commit();
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, int value) {
        int number = number(array);
        int p = room(4);
        int[] w = words;
        w[p] = site;
        w[p + 1] = number;
        w[p + 2] = index;
        w[p + 3] = value;
        position = p + 4;
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, long value) {
        int number = number(array);
        int p = room(5);
        int[] w = words;
        w[p] = site;
        w[p + 1] = number;
        w[p + 2] = index;
        w[p + 3] = (int) (value >>> 32);
        w[p + 4] = (int) value;
        position = p + 5;
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, float value) {
        element(site, array, index, Float.floatToRawIntBits(value));
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, double value) {
        element(site, array, index, Double.doubleToRawLongBits(value));
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, @Nullable Object value) {
        int number = number(array);
        draft.start(site);
        draft.put(number);
        draft.put(index);
        draft.value(value);
        commit();
    }

    /** A byte or truth value in an array was set. */
    public void bits(int site, Object array, int index, int value) {
        int number = number(array);
        draft.start(site);
        draft.put(number);
        draft.put(index);
        if (array instanceof boolean[]) {
            draft.put(value == 0 ? Words.FALSE : Words.TRUE);
        } else {
            draft.put(Words.INT);
            draft.put(value);
        }
        commit();
    }

    /** A field was set. */
    public void field(int site, Object object, int value) {
        int number = number(object);
        int p = room(3);
        int[] w = words;
        w[p] = site;
        w[p + 1] = number;
        w[p + 2] = value;
        position = p + 3;
    }

    /** A field was set. */
    public void field(int site, Object object, long value) {
        int number = number(object);
        int p = room(4);
        int[] w = words;
        w[p] = site;
        w[p + 1] = number;
        w[p + 2] = (int) (value >>> 32);
        w[p + 3] = (int) value;
        position = p + 4;
    }

    /** A field was set. */
    public void field(int site, Object object, float value) {
        field(site, object, Float.floatToRawIntBits(value));
    }

    /** A field was set. */
    public void field(int site, Object object, double value) {
        field(site, object, Double.doubleToRawLongBits(value));
    }

    /** A field was set. */
    public void field(int site, Object object, @Nullable Object value) {
        int number = number(object);
        draft.start(site);
        draft.put(number);
        draft.value(value);
        commit();
    }

    /** The method returns nothing. */
    public void exit(int site) {
        line(site);
        owner.depth--;
    }

    /** The method returns. */
    public void exit(int site, int value) {
        write(site, value);
        owner.depth--;
    }

    /** The method returns. */
    public void exit(int site, long value) {
        write(site, value);
        owner.depth--;
    }

    /** The method returns. */
    public void exit(int site, float value) {
        write(site, value);
        owner.depth--;
    }

    /** The method returns. */
    public void exit(int site, double value) {
        write(site, value);
        owner.depth--;
    }

    /** The method returns. */
    public void exit(int site, @Nullable Object value) {
        write(site, value);
        owner.depth--;
    }

    /** The method, which was entered as the {@code depth}-th, is left by an exception. */
    public void thrown(int site, int depth, Throwable exception) {
        owner.depth = depth - 1;
        owner.thrownOut = depth == 1;
        try {
            draft.start(site);
            draft.put(depth);
            draft.exception(exception);
            commit();
        } catch (StackOverflowError e) {
            // There is no room to say it: the next method outwards will.
            draft.start(0);
        }
    }

    /** An exception arrives in the method which was entered as the {@code depth}-th. */
    public void caught(int depth) {
        owner.depth = depth;
        write(Words.CAUGHT, depth);
    }

    /** A call ended that may have changed what it was given. */
    public void changed(
            int change,
            @Nullable Object receiver,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            int done,
            @Nullable Object result) {
        if (keeping && follow != null) {
            follow.changed(Change.ALL[change], receiver, index, first, second, done != 0, result);
        }
    }

    /** A range of an array was written at once. */
    public void copied(int change, Object array, int from, int to) {
        if (keeping && follow != null) {
            follow.elements(array, from, to);
        }
    }

    /** An iterator goes over a collection. */
    public void view(@Nullable Object view, Object backing) {
        if (keeping && follow != null && view != null) {
            follow.view(view, backing);
        }
    }

    /** What follows comes after all that other threads did until now. */
    public void order() {
        if (session != null) {
            write(Words.ORDER, session.stamp());
        }
    }

    void output(int stream, String text) {
        order();
        draft.start(Words.OUTPUT);
        draft.put(stream);
        draft.value(text);
        commit();
    }

    void value(String name, @Nullable Object value) {
        if (session != null) {
            draft.start(Words.VALUE);
            draft.put(session.looks.name(name));
            draft.value(value);
            commit();
        }
    }

    /** What records changes of collections. */
    Draft draft() {
        return draft;
    }

    /** Appends the draft; before it those of the objects that it shows for the first time. */
    void commit() {
        draft.finish();
        int length = draft.length();
        int p = room(length);
        System.arraycopy(draft.words(), 0, words, p, length);
        position = p + length;
    }

    int number(Object object) {
        Identity known = last;
        if (known == null || known.get() != object) {
            known = identify(object);
        }
        return known.number;
    }

    private Identity identify(Object object) {
        Session in = session;
        if (in == null) {
            return new Identity(object, new java.lang.ref.ReferenceQueue<>(), 0, 0, null);
        }
        Identity identity = in.identities.of(object);
        if (!identity.told && keeping) {
            draft.start(0);
            draft.object(object);
            commit();
        }
        if (identity.told) {
            last = identity;
        }
        return identity;
    }

    private int room(int need) {
        int p = position;
        if (p + need > words.length) {
            roll(need);
            p = position;
        }
        return p;
    }

    /** Goes to a new chunk. */
    private void roll(int need) {
        try {
            next(need);
        } catch (StackOverflowError e) {
            // Wherever this was interrupted: the old ints may be on their way, so they are not touched again.
            words = new int[Math.max(256, need)];
            position = 0;
            from = 0;
        }
    }

    private void next(int need) {
        Session in = session;
        if (in == null || thread == null || !in.keeping || Session.current != in) {
            keeping = false;
            if (need > words.length) {
                words = new int[need];
            }
            synchronized (change) {
                position = 0;
                from = 0;
            }
            return;
        }
        if (!keeping) {
            begin();
            if (need > words.length) {
                words = new int[need];
            }
            return;
        }
        boolean small = thread.isVirtual();
        int[] fresh = in.words(small);
        if (need > fresh.length) {
            fresh = new int[need];
        }
        int[] methods = in.options.last() > 0 ? Arrays.copyOf(open, depth) : null;
        long now = in.stamp();
        synchronized (change) {
            Stretch stretch = new Stretch(number, serial, stamp, words, from, position, begin);
            serial++;
            words = fresh;
            position = 0;
            from = 0;
            marked = 0;
            stamp = now;
            begin = methods;
            in.give(stretch);
        }
        in.pause();
    }

    /** Starts to keep what is recorded: what came before is dropped. */
    void begin() {
        if (session != null) {
            synchronized (change) {
                position = 0;
                from = 0;
                marked = 0;
                stamp = session.stamp();
                begin = Arrays.copyOf(open, depth);
                keeping = true;
                last = null;
            }
        }
    }

    /** Notes, in the thread that writes, how far this has come. */
    void mark() {
        synchronized (change) {
            markedWords = words;
            marked = keeping ? position : 0;
        }
    }

    /** Gives, in the thread that writes, what was recorded until the mark. */
    void flush(long flushStamp) {
        Session in = session;
        synchronized (change) {
            if (in != null && markedWords == words && keeping && marked > from) {
                int[] copy = Arrays.copyOfRange(words, from, marked);
                in.give(new Stretch(number, serial, stamp, copy, 0, copy.length, begin));
                serial++;
                from = marked;
                stamp = flushStamp;
                begin = null;
            }
            marked = 0;
            markedWords = NONE;
        }
    }

    boolean ended() {
        return thread != null && !thread.isAlive();
    }

    boolean of(Thread other) {
        return other.equals(thread);
    }

    /** Whether the thread's outermost method was left by an exception. */
    boolean thrownOut() {
        return thrownOut && depth == 0;
    }
}
