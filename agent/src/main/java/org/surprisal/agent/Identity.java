package org.surprisal.agent;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The number of an object, as long as the object lives. */
final class Identity extends WeakReference<Object> {
    final int number;
    final int hash;

    @Nullable
    Identity next;
    /** Whether the recording tells of it. */
    volatile boolean told;
    /** What its elements were when they were looked at last; null if they changed since, or never were. */
    int @Nullable [] shown;
    /** Whose iterator it is. */
    @Nullable
    Identity backing;
    /** How many elements it had when last looked at; only of collections. */
    int length;

    Identity(Object object, ReferenceQueue<Object> queue, int number, int hash, @Nullable Identity next) {
        super(object, queue);
        this.number = number;
        this.hash = hash;
        this.next = next;
    }
}
