package org.surprisal.agent;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A record whose length is not known beforehand, and the records of the objects that it shows for the first time: those
 * stand before it. Calls no method of the program's objects.
 */
final class Draft {
    /** How many objects one record introduces at most: a long chain is told no further. */
    private static final int MOST_NEW = 4096;

    private final @Nullable Session session;
    private int[] words = new int[64];
    private int length;
    private final Deque<Object> unseen = new ArrayDeque<>();
    private int introduced;
    private int told;

    Draft(@Nullable Session session) {
        this.session = session;
    }

    int[] words() {
        return words;
    }

    int length() {
        return length;
    }

    /** Begins with a site; 0 for the records of objects alone. */
    void start(int site) {
        length = 0;
        introduced = 0;
        unseen.clear();
        if (site != 0) {
            put(site);
        }
    }

    void put(int word) {
        if (length == words.length) {
            words = Arrays.copyOf(words, 2 * length);
        }
        words[length++] = word;
    }

    void put(long wide) {
        put((int) (wide >>> 32));
        put((int) wide);
    }

    /** Puts the objects that were met for the first time before what was drafted. */
    void finish() {
        if (unseen.isEmpty()) {
            return;
        }
        int[] record = Arrays.copyOf(words, length);
        length = 0;
        while (!unseen.isEmpty()) {
            object(unseen.remove());
        }
        for (int word : record) {
            put(word);
        }
    }

    /** Tells of an object for the first time. */
    void object(Object object) {
        if (session != null) {
            int before = length;
            session.looks.tell(object, this);
            told += length - before;
        }
    }

    /** How many ints told of objects since this was asked last. */
    int told() {
        int now = told;
        told = 0;
        return now;
    }

    /** A value whose class is not known beforehand. */
    void value(@Nullable Object value) {
        if (value == null) {
            put(Words.NULL);
        } else if (value instanceof Integer whole) {
            put(Words.INT);
            put(whole.intValue());
        } else if (value instanceof String text) {
            text(text);
        } else if (session == null) {
            put(Words.UNKNOWN);
        } else {
            other(session, value);
        }
    }

    private void other(Session in, Object value) {
        switch (value) {
            case Double real -> {
                put(Words.DOUBLE);
                put(Double.doubleToRawLongBits(real));
            }
            case Long whole -> {
                put(Words.LONG);
                put(whole.longValue());
            }
            case Boolean truth -> put(truth ? Words.TRUE : Words.FALSE);
            case Character letter -> put(Words.LETTER | (letter << Words.TAG_BITS));
            case Float real -> {
                put(Words.FLOAT);
                put(Float.floatToRawIntBits(real));
            }
            case Short whole -> {
                put(Words.INT);
                put(whole.intValue());
            }
            case Byte whole -> {
                put(Words.INT);
                put(whole.intValue());
            }
            default -> reference(in, value);
        }
    }

    private void reference(Session in, Object value) {
        Looks.Look look = in.looks.of(value.getClass());
        if (look.form() == Looks.Form.CONSTANT) {
            put(Words.NAMED | (in.looks.constant((Enum<?>) value) << Words.TAG_BITS));
            return;
        }
        Identity identity = in.identities.of(value);
        if (look.form() == Looks.Form.OPAQUE || identity.secret) {
            put(Words.OPAQUE | (look.name() << Words.TAG_BITS));
            put(identity.number);
            return;
        }
        if (identity.told != in.era) {
            if (introduced == MOST_NEW) {
                put(Words.UNKNOWN);
                return;
            }
            introduced++;
            identity.told = in.era;
            unseen.add(value);
        }
        put(Words.REFERENCE);
        put(identity.number);
    }

    void text(String text) {
        int most = session == null ? 1024 : session.options.elements();
        int kept = Math.min(text.length(), most);
        put(Words.TEXT | (kept << Words.TAG_BITS));
        put(text.length());
        for (int i = 0; i < kept; i += 2) {
            put((text.charAt(i) << 16) | (i + 1 < kept ? text.charAt(i + 1) : 0));
        }
    }

    /** Type and message of an exception; the message only where to ask for it runs no code of the program. */
    void exception(Throwable exception) {
        String name = exception.getClass().getName();
        String message = Looks.tellsItself(exception.getClass()) ? exception.getMessage() : null;
        text(message == null ? name : name + ": " + message);
    }
}
