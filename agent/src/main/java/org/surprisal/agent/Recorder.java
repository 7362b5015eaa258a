package org.surprisal.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records what one thread does. Its public methods are called by the instructions that were woven into the program, and
 * by nothing else: each appends one record of a few ints, without a lock, and calls nothing of the program. Floats and
 * doubles are passed as their bits.
 *
 * <p>Another thread looks at what was recorded while this one goes on: it reads {@code position} first, lets a moment
 * pass, and takes the ints before it. So the stores here are plain ones.
 */
@SuppressWarnings("ReferenceEquality") // it is about identity
public final class Recorder {
    private static final ThreadLocal<@Nullable Recorder> CURRENT = new ThreadLocal<>();

    /** The chunk, and how much of it is taken. */
    int[] words = new int[0];

    int position;

    private final @Nullable Session session;
    private final @Nullable Reel reel;
    private final @Nullable Follow follow;
    private final Draft draft;
    private int depth;
    private int[] open = new int[64];
    private @Nullable Identity last;
    /** The last one that was found not to be followed, where not all objects are. */
    private @Nullable Object other;

    private int tellings;
    /** Records what must not be recorded: its ints go nowhere. */
    private final Recorder muted;
    /** Whom the depth belongs to. */
    private final Recorder owner;

    private boolean thrownOut;
    private int deepest = Integer.MAX_VALUE;

    /** One that keeps nothing. */
    private Recorder(@Nullable Session session, @Nullable Recorder owner) {
        this.session = session;
        words = new int[256];
        draft = new Draft(null);
        reel = null;
        follow = owner == null ? null : owner.follow;
        muted = this;
        this.owner = owner == null ? this : owner;
    }

    private Recorder(Session session) {
        this.session = session;
        draft = new Draft(session);
        owner = this;
        follow = new Follow(session, this, draft);
        reel = new Reel(this, session);
        muted = new Recorder(session, this);
        if (session.options.depth() > 0) {
            deepest = session.options.depth();
        }
    }

    /** The recorder of this thread. */
    static Recorder current() {
        Recorder recorder = CURRENT.get();
        return recorder != null && recorder.session == Session.current ? recorder : attach();
    }

    private static Recorder attach() {
        Session session = Session.current;
        Recorder recorder = session == null ? new Recorder(null, null) : new Recorder(session);
        CURRENT.set(recorder);
        if (session != null && recorder.reel != null) {
            session.add(recorder.reel);
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
        if (session != null && reel != null) {
            session.trigger(reel);
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
        if (in != null && reel != null && !in.keeping && in.condition != null && in.condition.holds(value)) {
            in.trigger(reel);
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
    public void write(int site, @Nullable Object value) {
        draft.start(site);
        draft.value(value);
        commit();
    }

    /** An array's element was set. */
    public void element(int site, Object array, int index, int value) {
        int number = stored(array, index);
        if (number < 0) {
            return;
        }
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
        int number = stored(array, index);
        if (number < 0) {
            return;
        }
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
    public void element(int site, Object array, int index, @Nullable Object value) {
        int number = stored(array, index);
        if (number < 0) {
            return;
        }
        draft.start(site);
        draft.put(number);
        draft.put(index);
        draft.value(value);
        commit();
    }

    /** A byte or truth value in an array was set. */
    public void bits(int site, Object array, int index, int value) {
        int number = stored(array, index);
        if (number < 0) {
            return;
        }
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
        if (number < 0) {
            return;
        }
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
        if (number < 0) {
            return;
        }
        int p = room(4);
        int[] w = words;
        w[p] = site;
        w[p + 1] = number;
        w[p + 2] = (int) (value >>> 32);
        w[p + 3] = (int) value;
        position = p + 4;
    }

    /** A field was set. */
    public void field(int site, Object object, @Nullable Object value) {
        int number = number(object);
        if (number < 0) {
            return;
        }
        draft.start(site);
        draft.put(number);
        draft.value(value);
        commit();
    }

    /** The method, whose result was recorded, returns. */
    public void left() {
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
            back();
        } catch (StackOverflowError e) {
            // There is no room to say it: the next method outwards will.
            draft.start(0);
        }
    }

    /** An exception arrives in the method which was entered as the {@code depth}-th. */
    public void caught(int depth) {
        owner.depth = depth;
        write(Words.CAUGHT, depth);
        back();
    }

    /** Whether an object is one that is followed, where not all are. */
    public boolean follows(@Nullable Object object) {
        Session in = session;
        if (in == null || object == null || (object == other && tellings == in.tellings)) {
            return false;
        }
        Identity known = last;
        if (known != null && known.get() == object) {
            return true;
        }
        known = in.identities.known(object);
        if (known != null && known.told > 0) {
            return true;
        }
        other = object;
        tellings = in.tellings;
        return false;
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

    /** Appends the draft; before it those of the objects that it shows for the first time. */
    void commit() {
        draft.finish();
        int length = draft.length();
        int p = room(length);
        System.arraycopy(draft.words(), 0, words, p, length);
        position = p + length;
    }

    /** The number of an object; below 0 if nothing of it is to be recorded. */
    int number(Object object) {
        Identity known = last;
        if (known == null || known.get() != object) {
            known = identify(object);
            if (known.secret) {
                return -1;
            }
        }
        return known.number;
    }

    /** The number of an array of which an element was set; below 0 if nothing of it is to be recorded. */
    private int stored(Object array, int index) {
        Identity known = last;
        if (known == null || known.get() != array) {
            known = identify(array);
            boolean unseen = owner != this;
            if (follow != null && (unseen || known.shadow != null || known.list != null)) {
                follow.stored(known, array, index, unseen);
            }
            if (known.secret) {
                return -1;
            }
        }
        return known.number;
    }

    /** What a variable holds that is not to be recorded: nothing of it will be. */
    public void hide(@Nullable Object object) {
        if (session != null && object != null) {
            Identity identity = session.identities.of(object);
            identity.secret = true;
            identity.told = 0;
            last = null;
        }
    }

    private Identity identify(Object object) {
        Session in = session;
        if (in == null) {
            return new Identity(object, new java.lang.ref.ReferenceQueue<>(), 0, 0, null);
        }
        Identity identity = in.identities.of(object);
        if (owner != this) {
            if (follow != null && owner.keeping()) {
                follow.setUnseen(identity, object);
            }
            return identity;
        }
        if (identity.secret) {
            return identity;
        }
        if (identity.told != in.era && keeping()) {
            draft.start(0);
            draft.object(object);
            commit();
        }
        // Of what more is to be done with, nothing may be taken from here.
        if (identity.told == in.era && identity.shadow == null && identity.list == null) {
            last = identity;
        }
        return identity;
    }

    /** Whether what this records is kept now. */
    boolean keeping() {
        return reel != null && reel.keeping();
    }

    /** Where so many ints have room; their chunk is {@link #words}. */
    int room(int need) {
        int p = position;
        if (p + need > words.length) {
            roll(need);
            p = position;
        }
        return p;
    }

    private void roll(int need) {
        if (reel != null) {
            reel.roll(need);
        } else {
            position = 0;
            lengthen(need);
        }
    }

    /** Takes a longer chunk in place of one that so many ints do not fit in. */
    void lengthen(int need) {
        if (need > words.length) {
            words = new int[need];
        }
    }

    /** The numbers of the methods that are open, the outermost first. */
    int[] open() {
        return Arrays.copyOf(open, depth);
    }

    /** Ends what an exception has ended. */
    private void back() {
        if (follow != null) {
            follow.back(0);
        }
    }

    /** What follows contents; null where nothing is kept. */
    @Nullable
    Follow follow() {
        return follow != null && owner.keeping() ? follow : null;
    }

    /** The number of the innermost open method; -1 for none. */
    int method() {
        return depth == 0 ? -1 : open[depth - 1];
    }

    /** How many ints of this chunk tell of objects; asked once. */
    int told() {
        return draft.told();
    }

    /** Lets each object be looked up again. */
    void forget() {
        last = null;
        other = null;
    }

    /** Whether the thread's outermost method was left by an exception. */
    boolean thrownOut() {
        return thrownOut && depth == 0;
    }
}
