package org.surprisal.agent;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows what calls do to arrays, collections, maps and builders of one thread. Of some calls it is known what they
 * do; around others that may change something the contents are compared, also when they are left by an exception, and
 * what was handed to foreign code is compared after each further call of such code.
 */
@SuppressWarnings("ReferenceEquality") // it is about identity
final class Follow {
    /** A call may also change what its arguments contain. */
    static final int DEEP = 1;
    /** A call may keep its arguments, and change them later. */
    static final int KEPT = 2;
    /** A call may run code that is handed around as a lambda. */
    static final int RUNS = 4;

    private static final int MOST_DEEP = 4096;

    private final Session session;
    private final Recorder recorder;
    private final Scribe scribe;
    private final Delta delta;
    private final Exact exact;
    /** What calls that go on may change, and how deep in the stack those calls stand. */
    private Identity[] risked = new Identity[16];

    private int[] depths = new int[16];
    private int risks;

    Follow(Session session, Recorder recorder, Draft draft) {
        this.session = session;
        this.recorder = recorder;
        scribe = new Scribe(recorder, draft);
        delta = new Delta(session, scribe);
        exact = new Exact(session, scribe);
    }

    /** Whether the recording tells of an object: of one that it told of long ago it does again. */
    private boolean told(Identity identity, Object object) {
        if (identity.told > 0 && identity.told != session.era) {
            scribe.tell(object);
        }
        return identity.told > 0;
    }

    /** Before a call of which it is known what it does. */
    void exactly(Change change, @Nullable Object receiver, @Nullable Object first) {
        if (receiver != null && !isExact(change, receiver, session.looks.of(receiver.getClass()), first)) {
            lend(receiver, 0);
        }
    }

    private static boolean isExact(Change change, Object object, Looks.Look look, @Nullable Object first) {
        if (change == Change.GET) {
            return !(object instanceof Map<?, ?> map && Insides.movesOnAccess(map));
        }
        return switch (look.form()) {
            case TEXT -> change == Change.APPEND;
            case MAP ->
                (change == Change.PUT || (change == Change.ENTRY && Exact.finds(object, first)))
                        && !look.own()
                        && !look.shared()
                        && !(object instanceof Map<?, ?> map && Insides.movesOnAccess(map));
            case COLLECTION ->
                !look.own()
                        && !look.shared()
                        && !(object instanceof PriorityQueue<?>)
                        && change != Change.ENTRY
                        && (change == Change.ADD || !(object instanceof Set<?>));
            default -> false;
        };
    }

    /** After a call of which it is known what it does. */
    void changed(
            Change change,
            @Nullable Object receiver,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            boolean done,
            @Nullable Object result) {
        if (receiver != null && change != Change.GET) {
            Looks.Look look = session.looks.of(receiver.getClass());
            Identity identity = look.holds() ? identity(receiver) : null;
            if (identity != null && identity.secret) {
                identity = null;
            }
            if (identity != null && identity.told != session.era) {
                if (session.options.values() || identity.told > 0) {
                    scribe.tell(receiver);
                }
            } else if (identity != null && isExact(change, receiver, look, first)) {
                if (identity.shadow != null) {
                    compare(identity, receiver, look, 0);
                } else {
                    exact.changed(change, receiver, look, identity, index, first, second, done, result);
                }
            }
        }
        back(0);
    }

    private @Nullable Identity identity(Object object) {
        return session.options.values() ? session.identities.of(object) : session.identities.known(object);
    }

    /** Before a call that may change an object. */
    void lend(@Nullable Object object, int how) {
        if (object == null) {
            return;
        }
        Looks.Look look = session.looks.of(object.getClass());
        boolean kept = (how & KEPT) != 0;
        switch (look.form()) {
            case CONSTANT -> {}
            case OPAQUE -> {
                Identity view = session.identities.known(object);
                if (view != null && view.backing != null) {
                    lend(view.backing.get(), how);
                } else if (object instanceof Map.Entry<?, ?> && risks == 0) {
                    strangeEntry();
                }
            }
            default -> {
                if (look.form() == Looks.Form.FIELDS && !kept) {
                    return;
                }
                Identity identity = kept ? identity(object) : session.identities.known(object);
                if (identity == null) {
                    return;
                }
                if (kept) {
                    session.lent.add(identity, object);
                }
                if (told(identity, object)) {
                    risk(identity, object, look, (how & DEEP) == 0 ? null : new HashSet<>(), kept);
                }
                if (identity.backing != null) {
                    lend(identity.backing.get(), how & ~DEEP);
                }
            }
        }
    }

    private void strangeEntry() {
        session.noteOnce("An entry of a map was set in " + session.sites.title(recorder.method())
                + ", of a map that is not known there: it may be shown with the old value. Use put instead.");
    }

    /** Before a call of foreign code: it may change what it was given earlier. */
    void lendKept() {
        for (Identity identity : session.lent.all()) {
            Object object = identity.get();
            if (object != null && told(identity, object)) {
                risk(identity, object, session.looks.of(object.getClass()), null, false);
            }
        }
    }

    /** What foreign code returned may be its own. */
    void got(@Nullable Object object) {
        if (object != null) {
            Looks.Look look = session.looks.of(object.getClass());
            Identity identity = look.holds() ? identity(object) : null;
            if (identity != null) {
                session.lent.add(identity, object);
            }
        }
    }

    private void risk(Identity identity, Object object, Looks.Look look, @Nullable Set<Identity> seen, boolean fields) {
        if (seen != null && (seen.size() == MOST_DEEP || !seen.add(identity))) {
            return;
        }
        if (risks == risked.length) {
            risked = Arrays.copyOf(risked, 2 * risks);
            depths = Arrays.copyOf(depths, 2 * risks);
        }
        Shadow shadow;
        synchronized (identity) {
            shadow = identity.shadow;
            if (shadow == null) {
                shadow = Shadow.of(session, object, look);
                identity.shadow = shadow;
            }
            identity.risks++;
        }
        risked[risks] = identity;
        depths[risks++] = recorder.depth();
        recorder.forget();
        Identity list = identity.list;
        Object made = list == null ? null : list.get();
        if (list != null && made != null && told(list, made)) {
            risk(list, made, session.looks.of(made.getClass()), seen, false);
        }
        if (seen != null && !(shadow.array() != null && !(shadow.array() instanceof Object[]))) {
            for (int i = 0; i < shadow.kept(); i++) {
                deeper(shadow.get(i), seen, fields);
            }
        }
    }

    private void deeper(@Nullable Object value, Set<Identity> seen, boolean fields) {
        if (value == null || Delta.isPlain(value)) {
            return;
        }
        Looks.Look look = session.looks.of(value.getClass());
        if (look.holds() || (fields && look.form() == Looks.Form.FIELDS)) {
            Identity identity = session.identities.known(value);
            if (identity != null && told(identity, value)) {
                if (seen.size() == MOST_DEEP) {
                    session.noteOnce("A call in " + session.sites.title(recorder.method()) + " may change more than "
                            + MOST_DEEP + " objects at once: not all are compared.");
                }
                risk(identity, value, look, seen, fields);
            }
        }
    }

    /** After a call: records how what it may have changed differs. Also of inner calls that an exception ended. */
    void back(int line) {
        int depth = recorder.depth();
        while (risks > 0 && depths[risks - 1] >= depth) {
            risks--;
            Identity identity = risked[risks];
            Object object = identity.get();
            synchronized (identity) {
                identity.risks--;
                if (object != null) {
                    Looks.Look look = session.looks.of(object.getClass());
                    compare(identity, object, look, line);
                    if (identity.risks == 0 && !identity.lent && !look.shared()) {
                        identity.shadow = null;
                    }
                }
            }
        }
    }

    private void compare(Identity identity, Object object, Looks.Look look, int line) {
        synchronized (identity) {
            Shadow before = identity.shadow;
            if (before == null) {
                return;
            }
            if (look.shared()) {
                scribe.order();
            }
            if (identity.told != session.era) {
                scribe.tell(object);
                identity.shadow = Shadow.of(session, object, look);
                return;
            }
            Shadow now = delta.compare(identity, object, look, before);
            identity.shadow = now;
            if (now.kept() < now.length() && line > 0) {
                session.noteOnce("Of an object of " + object.getClass().getTypeName() + " only the first "
                        + now.kept() + " elements were compared after a call in "
                        + session.sites.title(recorder.method()) + ", line " + line
                        + ": what it changed beyond is not recorded.");
            }
        }
    }

    /** A range of an array was written at once. */
    void copied(Object array, int from, int to) {
        Identity identity = identity(array);
        if (identity != null && identity.secret) {
            return;
        }
        if (identity == null || identity.told != session.era) {
            if (session.options.values() || (identity != null && identity.told > 0)) {
                scribe.tell(array);
            }
            return;
        }
        if (identity.shadow != null) {
            lend(array, 0);
            back(0);
            return;
        }
        Identity list = identity.list;
        int end = Math.min(to, Array.getLength(array));
        int most = Math.min(end, from + session.options.elements());
        for (int i = from; i < most; i++) {
            Object value = Array.get(array, i);
            scribe.put(identity, i, value);
            if (list != null && list.told == session.era) {
                scribe.put(list, i, value);
            }
        }
        if (most < end) {
            session.noteOnce("A call changed more than " + session.options.elements()
                    + " elements of an array at once: the others are not recorded. Use --elements to keep more.");
        }
    }

    /** Before elements are copied between arrays: if they need not fit, it may end half-way. */
    void copying(@Nullable Object from, @Nullable Object to) {
        if (from instanceof Object[]
                && to instanceof Object[]
                && !from.getClass().equals(to.getClass())) {
            lend(to, 0);
        }
    }

    /** A call returned a view of an object: an iterator, a key set, a part of a list. */
    void view(@Nullable Object view, @Nullable Object of) {
        if (view == null || of == null || view == of) {
            return;
        }
        Looks.Look look = session.looks.of(of.getClass());
        Identity whole = look.holds() ? identity(of) : session.identities.known(of);
        if (whole != null && !look.holds()) {
            whole = whole.backing;
        }
        if (whole == null) {
            return;
        }
        Identity part = session.identities.of(view);
        part.backing = whole;
        if (look.form() == Looks.Form.ARRAY && session.looks.of(view.getClass()).holds()) {
            whole.list = part;
            recorder.forget();
        }
    }

    /** An element of an array was set of which more is known than that, or in a method that is not recorded itself. */
    void stored(Identity identity, Object array, int index, boolean muted) {
        Object value = Array.get(array, index);
        if (muted && told(identity, array)) {
            scribe.put(identity, index, value);
        }
        Shadow shadow = identity.shadow;
        if (shadow != null) {
            shadow.set(index, value);
        }
        Identity list = identity.list;
        if (list != null && list.told == session.era) {
            scribe.put(list, index, value);
        }
    }

    /** A field of an object was set in a method that is not recorded itself. */
    void setUnseen(Identity identity, Object object) {
        if (identity.told > 0 && session.looks.of(object.getClass()).form() == Looks.Form.FIELDS) {
            scribe.tell(object);
        }
    }
}
