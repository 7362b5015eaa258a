package org.surprisal.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The arrays, collections and objects that code which is not recorded may have kept, and change at any call of it. */
final class Lent {
    private static final int MOST = 64;

    private final Session session;
    private volatile Identity[] all = {};

    Lent(Session session) {
        this.session = session;
    }

    Identity[] all() {
        return all;
    }

    /** Adds one, in place of the oldest if there are too many. */
    synchronized void add(Identity identity, @Nullable Object object) {
        if (identity.lent) {
            return;
        }
        identity.lent = true;
        Identity[] living = Arrays.stream(all).filter(one -> one.get() != null).toArray(Identity[]::new);
        int drop = living.length >= MOST ? 1 : 0;
        if (drop == 1) {
            living[0].lent = false;
            session.noteOnce("More than " + MOST + " arrays, collections and objects were handed to code that is not"
                    + " recorded, such as one of "
                    + (object == null ? "" : object.getClass().getTypeName())
                    + ": if it kept them, what it does to the first of them later is not recorded.");
        }
        Identity[] more = Arrays.copyOfRange(living, drop, living.length + 1);
        more[more.length - 1] = identity;
        all = more;
    }
}
