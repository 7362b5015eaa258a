package org.surprisal.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records single changes of arrays, collections, maps and builders. */
final class Scribe {
    private final Recorder recorder;
    private final Draft draft;

    Scribe(Recorder recorder, Draft draft) {
        this.recorder = recorder;
        this.draft = draft;
    }

    /** The element at an index, or the value under a key, is this now. */
    void put(Identity identity, @Nullable Object index, @Nullable Object value) {
        two(Words.PUT, identity, index, value);
    }

    /** A value stands before what was at the index. */
    void insert(Identity identity, int index, @Nullable Object value) {
        two(Words.INSERT, identity, index, value);
    }

    /** A value was added somewhere. */
    void add(Identity identity, @Nullable Object value) {
        unplaced(Words.INSERT, identity, value);
    }

    /** What was at the index, or under the key, is gone. */
    void remove(Identity identity, @Nullable Object index, @Nullable Object value) {
        two(Words.REMOVE, identity, index, value);
    }

    /** A value is gone from where it was. */
    void drop(Identity identity, @Nullable Object value) {
        unplaced(Words.REMOVE, identity, value);
    }

    /** The contents from an index on, of so many in all. */
    void contents(Identity identity, int from, int length, List<@Nullable Object> values) {
        draft.start(Words.CONTENTS);
        draft.put(identity.number);
        draft.put(from);
        draft.put(length);
        draft.put(values.size());
        for (Object value : values) {
            draft.value(value);
        }
        recorder.commit();
    }

    /** Tells of an object, anew if it was told of before. */
    void tell(Object object) {
        draft.start(0);
        draft.object(object);
        recorder.commit();
    }

    /** What follows comes after what other threads recorded until now. */
    void order() {
        recorder.order();
    }

    private void unplaced(int record, Identity identity, @Nullable Object value) {
        draft.start(record);
        draft.put(identity.number);
        draft.put(Words.UNKNOWN);
        draft.value(value);
        recorder.commit();
    }

    private void two(int record, Identity identity, @Nullable Object index, @Nullable Object value) {
        draft.start(record);
        draft.put(identity.number);
        draft.value(index);
        draft.value(value);
        recorder.commit();
    }
}
