package org.surprisal.agent;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of objects, by identity, from 1 in the order of first sight. Calls no method of theirs, keeps none alive.
 * Any thread: looking one up takes no lock.
 */
@SuppressWarnings("ReferenceEquality") // it is about identity
final class Identities {
    private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
    private volatile @Nullable Identity[] table = new Identity[1 << 10];
    private int size;
    private int numbers;

    Identity of(Object object) {
        int hash = hash(object);
        Identity found = find(object, hash);
        return found != null ? found : add(object, hash);
    }

    /** What {@link #of} gave before; null if it was not asked. */
    @Nullable
    Identity known(Object object) {
        return find(object, hash(object));
    }

    private static int hash(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 15);
    }

    private @Nullable Identity find(Object object, int hash) {
        @Nullable Identity[] now = table;
        Identity entry = now[hash & (now.length - 1)];
        while (entry != null && entry.get() != object) {
            entry = entry.next;
        }
        return entry;
    }

    private synchronized Identity add(Object object, int hash) {
        Identity found = find(object, hash);
        if (found != null) {
            return found;
        }
        forget();
        if (size > table.length) {
            grow();
        }
        int at = hash & (table.length - 1);
        Identity entry = new Identity(object, dead, ++numbers, hash, table[at]);
        table[at] = entry;
        size++;
        return entry;
    }

    private void forget() {
        for (int i = 0; i < 8 && dead.poll() instanceof Identity gone; i++) {
            int at = gone.hash & (table.length - 1);
            Identity before = null;
            Identity entry = table[at];
            while (entry != null && entry != gone) {
                before = entry;
                entry = entry.next;
            }
            if (entry == null) {
                continue;
            }
            size--;
            if (before == null) {
                table[at] = entry.next;
            } else {
                before.next = entry.next;
            }
        }
    }

    private void grow() {
        @Nullable Identity[] more = new Identity[table.length * 2];
        for (Identity first : table) {
            Identity entry = first;
            while (entry != null) {
                Identity next = entry.next;
                int at = entry.hash & (more.length - 1);
                entry.next = more[at];
                more[at] = entry;
                entry = next;
            }
        }
        table = more;
    }
}
