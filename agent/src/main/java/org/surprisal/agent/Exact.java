package org.surprisal.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.Stack;
import org.jspecify.annotations.Nullable;

/** Records what calls did of which it is known what they do, without looking at the whole. */
final class Exact {
    private final Session session;
    private final Scribe scribe;

    Exact(Session session, Scribe scribe) {
        this.session = session;
        this.scribe = scribe;
    }

    void changed(
            Change change,
            Object object,
            Looks.Look look,
            Identity identity,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            boolean done,
            @Nullable Object result) {
        switch (look.form()) {
            case TEXT -> appended((CharSequence) object, identity);
            case MAP -> {
                if (change == Change.ENTRY) {
                    entry((Map<?, ?>) object, identity, first);
                } else {
                    put((Map<?, ?>) object, look, identity, first, second);
                }
            }
            default -> {
                int size = look.size(object);
                if (object instanceof Set<?>) {
                    if (done) {
                        scribe.add(identity, first);
                    }
                } else {
                    list(change, object instanceof Stack<?>, size, identity, index, first, done, result);
                }
                identity.length = size;
                Identity array = identity.backing;
                if (change == Change.SET && array != null && array.told == session.era) {
                    scribe.put(array, index, first);
                }
            }
        }
    }

    private void list(
            Change change,
            boolean stack,
            int size,
            Identity identity,
            int index,
            @Nullable Object first,
            boolean done,
            @Nullable Object result) {
        switch (change) {
            case SET -> scribe.put(identity, index, first);
            case ADD -> {
                if (done) {
                    scribe.put(identity, size - 1, first);
                }
            }
            case FRONT -> scribe.insert(identity, 0, first);
            case PUSH -> {
                if (stack) {
                    scribe.put(identity, size - 1, first);
                } else {
                    scribe.insert(identity, 0, first);
                }
            }
            case INSERT -> scribe.insert(identity, index, first);
            case REMOVE_AT -> scribe.remove(identity, index, result);
            default -> {
                if (result != null || size != identity.length) {
                    boolean last = change == Change.POLL_LAST || (change == Change.POP && stack);
                    scribe.remove(identity, last ? size : 0, result);
                }
            }
        }
    }

    /** Whether a map finds a key without code of the program. */
    static boolean finds(Object map, @Nullable Object key) {
        boolean plain = key instanceof Enum<?> || Delta.isPlain(key);
        boolean hashed = map instanceof HashMap<?, ?> || map instanceof Hashtable<?, ?>;
        return plain && (hashed || (map instanceof SortedMap<?, ?> sorted && sorted.comparator() == null));
    }

    private void entry(Map<?, ?> map, Identity identity, @Nullable Object key) {
        int size = map.size();
        if (map.containsKey(key)) {
            scribe.put(identity, key, map.get(key));
        } else if (size != identity.length) {
            scribe.remove(identity, key, null);
        }
        identity.length = size;
    }

    private void put(Map<?, ?> map, Looks.Look look, Identity identity, @Nullable Object key, @Nullable Object value) {
        int size = map.size();
        boolean grown = size != identity.length;
        identity.length = size;
        boolean hashed = map instanceof HashMap<?, ?> || map instanceof Hashtable<?, ?>;
        boolean natural = map instanceof SortedMap<?, ?> sorted && sorted.comparator() == null;
        boolean plain = key == null || key instanceof Enum<?> || Delta.isPlain(key);
        if (grown || (plain && (hashed || natural))) {
            scribe.put(identity, key, value);
            return;
        }
        // There was an equal key, and the map keeps that one.
        List<@Nullable Object> values = new ArrayList<>();
        session.looks.read(map, look, values);
        scribe.contents(identity, 0, size, values);
    }

    private void appended(CharSequence text, Identity identity) {
        int from = identity.length;
        int length = text.length();
        int most = Math.min(length, session.options.elements());
        if (from < most) {
            List<@Nullable Object> letters = new ArrayList<>(most - from);
            for (int i = from; i < most; i++) {
                letters.add(text.charAt(i));
            }
            scribe.contents(identity, from, length, letters);
        }
        identity.length = length;
    }
}
