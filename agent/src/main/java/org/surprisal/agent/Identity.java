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
    /** The era of the recording that told of it last; 0 for none. */
    volatile int told;
    /** What it holds, where code that is not recorded may change it; kept true by what records changes. */
    @Nullable
    Shadow shadow;
    /** Whether what it holds is not to be recorded. */
    volatile boolean secret;
    /** How many calls that go on may change it unseen. */
    int risks;
    /** Whether code that is not recorded may have kept it. */
    volatile boolean lent;
    /** What it is a view of, or an iterator over. */
    @Nullable
    Identity backing;
    /** The list that {@code Arrays.asList} made of it. */
    @Nullable
    Identity list;
    /** How many elements it had when last looked at; only of collections. */
    int length;

    Identity(Object object, ReferenceQueue<Object> queue, int number, int hash, @Nullable Identity next) {
        super(object, queue);
        this.number = number;
        this.hash = hash;
        this.next = next;
    }
}
