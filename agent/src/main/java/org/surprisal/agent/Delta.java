package org.surprisal.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records what is different in an object from what its shadow says. Calls no method of the program's objects. */
@SuppressWarnings("ReferenceEquality") // it is about identity
final class Delta {
    /** More differences than this are recorded as new contents. */
    private static final int FEW = 16;

    private final Session session;
    private final Scribe scribe;

    Delta(Session session, Scribe scribe) {
        this.session = session;
        this.scribe = scribe;
    }

    /** A value by what it is: of objects that may change, their identity. */
    private record Key(@Nullable Object value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(Object that) && same(value, that);
        }

        @Override
        public int hashCode() {
            return isPlain(value) ? Objects.hashCode(value) : System.identityHashCode(value);
        }
    }

    /** Whether a value is one of the JDK's that never change: it may be asked whether it equals another. */
    static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a == b || (a != null && isPlain(a) && a.equals(b));
    }

    /** Records how an object differs from its shadow; returns what it holds now. */
    Shadow compare(Identity identity, Object object, Looks.Look look, Shadow before) {
        Shadow now = Shadow.of(session, object, look);
        identity.length = now.length();
        if (now.array() != null && before.array() != null) {
            array(identity, before.array(), now);
        } else if (look.form() == Looks.Form.MAP) {
            map(identity, before, now, look.ordered());
        } else if (look.form() == Looks.Form.COLLECTION && look.set()) {
            set(identity, before, now);
        } else if (look.form() == Looks.Form.FIELDS) {
            if (mismatch(before.values(), now.values()) >= 0) {
                scribe.tell(object);
            }
        } else {
            list(identity, before, now);
        }
        return now;
    }

    private static int mismatch(Object a, Object b) {
        return switch (a) {
            case int[] one when b instanceof int[] two -> Arrays.mismatch(one, two);
            case double[] one when b instanceof double[] two -> Arrays.mismatch(one, two);
            case long[] one when b instanceof long[] two -> Arrays.mismatch(one, two);
            case float[] one when b instanceof float[] two -> Arrays.mismatch(one, two);
            case char[] one when b instanceof char[] two -> Arrays.mismatch(one, two);
            case byte[] one when b instanceof byte[] two -> Arrays.mismatch(one, two);
            case short[] one when b instanceof short[] two -> Arrays.mismatch(one, two);
            case boolean[] one when b instanceof boolean[] two -> Arrays.mismatch(one, two);
            case Object[] one when b instanceof Object[] two -> mismatch(Arrays.asList(one), Arrays.asList(two));
            default -> 0;
        };
    }

    private static int mismatch(List<?> a, List<?> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            if (!same(a.get(i), b.get(i))) {
                return i;
            }
        }
        return a.size() == b.size() ? -1 : common;
    }

    private void array(Identity identity, Object before, Shadow now) {
        int first = mismatch(before, Objects.requireNonNull(now.array()));
        if (first < 0) {
            return;
        }
        Shadow was = new Shadow(before, List.of(), now.length());
        int most = session.options.elements();
        int count = 0;
        for (int i = first; i < now.kept() && count < most; i++) {
            Object value = now.get(i);
            if (!same(was.get(i), value)) {
                scribe.put(identity, i, value);
                count++;
            }
        }
        if (count == most) {
            session.noteOnce("A call changed more than " + most
                    + " elements of an array at once: the others are not recorded. Use --elements to keep more.");
        }
    }

    private void list(Identity identity, Shadow before, Shadow now) {
        List<@Nullable Object> a = before.values();
        List<@Nullable Object> b = now.values();
        int first = mismatch(a, b);
        boolean whole = a.size() == before.length() && b.size() == now.length();
        if (first < 0) {
            if (before.length() != now.length()) {
                scribe.contents(identity, b.size(), now.length(), List.of());
            }
        } else if (before.length() == now.length() && few(a, b, first)) {
            for (int i = first; i < b.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    scribe.put(identity, i, b.get(i));
                }
            }
        } else if (whole && b.size() == a.size() - 1 && mismatch(a.subList(first + 1, a.size()), tail(b, first)) < 0) {
            scribe.remove(identity, first, a.get(first));
        } else if (whole && b.size() == a.size() + 1 && mismatch(tail(a, first), b.subList(first + 1, b.size())) < 0) {
            scribe.insert(identity, first, b.get(first));
        } else {
            scribe.contents(identity, first, now.length(), tail(b, first));
        }
    }

    private static List<@Nullable Object> tail(List<@Nullable Object> list, int from) {
        return list.subList(from, list.size());
    }

    private static boolean few(List<@Nullable Object> a, List<@Nullable Object> b, int first) {
        int count = 0;
        for (int i = first; i < b.size() && count <= FEW; i++) {
            count += i < a.size() && same(a.get(i), b.get(i)) ? 0 : 1;
        }
        return a.size() == b.size() && count <= FEW;
    }

    private void set(Identity identity, Shadow before, Shadow now) {
        Map<Key, @Nullable Object> gone = new LinkedHashMap<>();
        for (Object value : before.values()) {
            gone.put(new Key(value), value);
        }
        List<@Nullable Object> come = new ArrayList<>();
        for (Object value : now.values()) {
            Key key = new Key(value);
            if (gone.containsKey(key)) {
                gone.remove(key);
            } else {
                come.add(value);
            }
        }
        boolean whole = before.kept() == before.length() && now.kept() == now.length();
        if (gone.isEmpty() && come.isEmpty() && before.length() == now.length()) {
            return;
        }
        if (!whole || gone.size() + come.size() > FEW) {
            scribe.contents(identity, 0, now.length(), now.values());
            return;
        }
        gone.values().forEach(value -> scribe.drop(identity, value));
        come.forEach(value -> scribe.add(identity, value));
    }

    private void map(Identity identity, Shadow before, Shadow now, boolean ordered) {
        if (mismatch(before.values(), now.values()) < 0 && before.length() == now.length()) {
            return;
        }
        Map<Key, @Nullable Object> was = entries(before);
        Map<Key, @Nullable Object> is = entries(now);
        List<Key> after = new ArrayList<>();
        List<Runnable> changes = new ArrayList<>();
        was.forEach((key, value) -> {
            if (is.containsKey(key)) {
                after.add(key);
            } else {
                changes.add(() -> scribe.remove(identity, key.value(), value));
            }
        });
        is.forEach((key, value) -> {
            if (!was.containsKey(key)) {
                after.add(key);
            }
            if (!was.containsKey(key) || !same(was.get(key), value)) {
                changes.add(() -> scribe.put(identity, key.value(), value));
            }
        });
        boolean whole = before.kept() == 2 * before.length() && now.kept() == 2 * now.length();
        if (!whole || changes.size() > FEW || (ordered && !after.equals(new ArrayList<>(is.keySet())))) {
            scribe.contents(identity, 0, now.length(), now.values());
        } else {
            changes.forEach(Runnable::run);
        }
    }

    private static Map<Key, @Nullable Object> entries(Shadow shadow) {
        Map<Key, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i + 1 < shadow.values().size(); i += 2) {
            entries.put(new Key(shadow.values().get(i)), shadow.values().get(i + 1));
        }
        return entries;
    }
}
