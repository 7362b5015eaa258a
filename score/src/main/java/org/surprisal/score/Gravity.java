package org.surprisal.score;

import java.util.Comparator;

/** The order of notes: warnings first, then by what was found. */
final class Gravity {
    static final Comparator<Note> ORDER =
            Comparator.comparing(Note::severity, Comparator.reverseOrder()).thenComparing(Note::code);

    private Gravity() {}
}
