package org.surprisal.agent;

import org.jspecify.annotations.Nullable;

/**
 * What is woven around calls that may change arrays, collections, maps and builders; called by the instructions that
 * were woven into the program, and by nothing else.
 */
public final class Around {
    private Around() {}

    /** A call begins of which it is known what it does. */
    public static void exactly(Recorder recorder, @Nullable Object receiver, @Nullable Object first, int change) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.exactly(Change.ALL[change], receiver, first);
        }
    }

    /** A call ended of which it is known what it does: its receiver, the arguments, what it returned. */
    public static void changed(
            Recorder recorder,
            int change,
            @Nullable Object receiver,
            int index,
            @Nullable Object first,
            @Nullable Object second,
            int done,
            @Nullable Object result) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.changed(Change.ALL[change], receiver, index, first, second, done != 0, result);
        }
    }

    /** Elements are about to be copied between arrays. */
    public static void copying(Recorder recorder, @Nullable Object from, @Nullable Object to) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.copying(from, to);
        }
    }

    /** A range of an array was written at once. */
    public static void copied(Recorder recorder, Object array, int from, int to) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.copied(array, from, to);
            follow.back(0);
        }
    }

    /** A call begins that may change an object, in a way that {@link Follow#DEEP} and {@link Follow#KEPT} say. */
    public static void lend(Recorder recorder, @Nullable Object object, int how) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.lend(object, how);
        }
    }

    /** A call of foreign code begins: it may change what it was given earlier. */
    public static void lendKept(Recorder recorder) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.lendKept();
        }
    }

    /** A call in this line ended that may have changed what it was lent. */
    public static void back(Recorder recorder, int line) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.back(line);
        }
    }

    /** Foreign code returned this. */
    public static void got(@Nullable Object object, Recorder recorder) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.got(object);
        }
    }

    /** A call returned a view of an object. */
    public static void view(Recorder recorder, @Nullable Object view, @Nullable Object of) {
        Follow follow = recorder.follow();
        if (follow != null) {
            follow.view(view, of);
        }
    }
}
