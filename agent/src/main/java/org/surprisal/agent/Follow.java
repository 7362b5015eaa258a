package org.surprisal.agent;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import org.jspecify.annotations.Nullable;

/** Records what calls have done to collections, arrays and builders, by looking at them afterwards. */
@SuppressWarnings("ReferenceEquality") // it is about identity
final class Follow {
    private final Session session;
    private final Recorder recorder;
    private final Draft draft;

    Follow(Session session, Recorder recorder) {
        this.session = session;
        this.recorder = recorder;
        draft = recorder.draft();
    }

    /** A call of a kind ended: its receiver, the arguments, what it returned. */
    void changed(
            Change change,
            @Nullable Object receiver,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            boolean done,
            @Nullable Object result) {
        if (change == Change.FIRST) {
            if (first != null && first.getClass().isArray()) {
                elements(first, 0, Array.getLength(first));
            } else if (first != null) {
                look(first);
            }
            return;
        }
        Object object = receiver instanceof Iterator<?> ? backing(receiver) : receiver;
        if (object == null) {
            return;
        }
        Looks.Look look = session.looks.of(object.getClass());
        if (look.form() != Looks.Form.COLLECTION && look.form() != Looks.Form.MAP && look.form() != Looks.Form.TEXT) {
            return;
        }
        Identity identity = session.identities.of(object);
        if (!identity.told) {
            recorder.number(object);
            return;
        }
        if (object != receiver || !exact(change, object, look, identity, index, first, second, done, result)) {
            look(object);
        }
    }

    private boolean exact(
            Change change,
            Object object,
            Looks.Look look,
            Identity identity,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            boolean done,
            @Nullable Object result) {
        if (look.form() == Looks.Form.TEXT) {
            return change == Change.APPEND && appended((CharSequence) object, identity);
        }
        if (look.form() == Looks.Form.MAP) {
            if (change == Change.PUT) {
                record(Words.PUT, identity, first, second);
            }
            return change == Change.PUT;
        }
        if (object instanceof Set<?>) {
            if (change == Change.ADD && done) {
                start(Words.INSERT, identity);
                draft.put(Words.UNKNOWN);
                draft.value(first);
                recorder.commit();
            }
            return change == Change.ADD;
        }
        if (object instanceof PriorityQueue<?>
                || look.name() < 0
                || object.getClass().getName().contains("Priority")) {
            return false;
        }
        int size = ((Collection<?>) object).size();
        boolean atEnd = object instanceof Stack<?>;
        switch (change) {
            case SET -> record(Words.PUT, identity, index, first);
            case ADD -> {
                if (done) {
                    record(Words.PUT, identity, size - 1, first);
                }
            }
            case FRONT -> record(Words.INSERT, identity, 0, first);
            case PUSH -> record(atEnd ? Words.PUT : Words.INSERT, identity, atEnd ? size - 1 : 0, first);
            case INSERT -> record(Words.INSERT, identity, index, first);
            case REMOVE_AT -> record(Words.REMOVE, identity, index, result);
            case POLL, POP, POLL_LAST -> {
                if (result != null || size != identity.length) {
                    boolean last = change == Change.POLL_LAST || (change == Change.POP && atEnd);
                    record(Words.REMOVE, identity, last ? size : 0, result);
                }
            }
            default -> {
                return false;
            }
        }
        identity.length = size;
        return true;
    }

    private void start(int record, Identity identity) {
        identity.shown = null;
        draft.start(record);
        draft.put(identity.number);
    }

    private void record(int record, Identity identity, @Nullable Object index, @Nullable Object value) {
        start(record, identity);
        draft.value(index);
        draft.value(value);
        recorder.commit();
    }

    private boolean appended(CharSequence text, Identity identity) {
        int from = identity.length;
        int length = text.length();
        int most = Math.min(length, session.options.elements());
        if (from < most) {
            start(Words.CONTENTS, identity);
            draft.put(from);
            draft.put(length);
            draft.put(most - from);
            for (int i = from; i < most; i++) {
                draft.value(text.charAt(i));
            }
            recorder.commit();
        }
        identity.length = length;
        return true;
    }

    /** Records what has become different in a collection since it was looked at last. */
    void look(Object object) {
        Looks.Look look = session.looks.of(object.getClass());
        if (look.form() == Looks.Form.OPAQUE || look.form() == Looks.Form.CONSTANT) {
            return;
        }
        Identity identity = session.identities.of(object);
        if (!identity.told) {
            recorder.number(object);
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        int length = session.looks.read(object, look, values);
        int[] now = new int[values.size()];
        for (int i = 0; i < now.length; i++) {
            Object value = values.get(i);
            now[i] = value == null ? 0 : session.looks.mark(value);
        }
        int[] before = identity.shown;
        int from = 0;
        if (before != null) {
            int different = Arrays.mismatch(before, now);
            if (different < 0 && identity.length == length) {
                return;
            }
            from = different < 0 ? now.length : different;
        }
        if (object instanceof Map<?, ?> || object instanceof Set<?>) {
            from = 0;
        }
        start(Words.CONTENTS, identity);
        draft.put(from);
        draft.put(length);
        draft.put(values.size() - from);
        for (int i = from; i < values.size(); i++) {
            draft.value(values.get(i));
        }
        recorder.commit();
        identity.length = length;
        identity.shown = now;
    }

    /** Records the elements of a range of an array, as many as are kept. */
    void elements(Object array, int from, int to) {
        Identity identity = session.identities.of(array);
        if (!identity.told) {
            recorder.number(array);
            return;
        }
        int most = Math.min(Math.min(to, Array.getLength(array)), from + session.options.elements());
        for (int i = from; i < most; i++) {
            record(Words.PUT, identity, i, Array.get(array, i));
        }
        if (most < Math.min(to, Array.getLength(array))) {
            session.noteOnce("A call changed more than " + session.options.elements()
                    + " elements of an array at once: the others are not recorded. Use --elements to keep more.");
        }
    }

    void view(Object view, Object backing) {
        session.identities.of(view).backing = session.identities.of(backing);
    }

    private @Nullable Object backing(Object view) {
        Identity backing = session.identities.of(view).backing;
        return backing == null ? null : backing.get();
    }
}
