package org.surprisal.watch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A recording of a program: all that is needed to replay it, sources included.
 *
 * <p>A recording can be read as often as wanted, by one thread at a time; the lists are whole only after its events
 * were read once, because a program loads its classes while it runs.
 */
public interface Recording {
    /** What was started, as one line: {@code Sort}, {@code app.jar}, {@code Sort.quickSort(int[])}. */
    String program();

    /** The language of the program: {@code java}, {@code python}, ... */
    default String language() {
        return "java";
    }

    /** What was recorded: {@code all}, {@code lines}, {@code vars}, {@code profile}. */
    String level();

    /** The texts of the sources by file name. */
    Map<String, String> sources();

    /** The methods that were watched, in the order in which they were prepared. */
    List<Method> methods();

    /** Which variables are indexes of which containers. */
    List<Relation> relations();

    /** How variables are to be shown, where the program or its recorder says so. */
    default List<View> views() {
        return List.of();
    }

    /** What was counted without events: of a profile all there is, else nothing. Whole after the events were read. */
    default List<Count> counts() {
        return List.of();
    }

    /** One sentence each on what was not recorded, and why: classes without lines, limits that were met, a cut end. */
    List<String> notes();

    /** The program's exit code; empty when the recording ends before the program did. */
    OptionalInt exitCode();

    /**
     * Gives every event, in an order that agrees with the order of each thread and with what the threads did to each
     * other.
     *
     * @throws IOException if the file cannot be read or is no recording; a file that ends in the middle gives the
     *     events up to there and a note
     */
    void events(Consumer<? super Event> reader) throws IOException;

    /**
     * Gives the events of some steps, in the same order. What can find a step in the middle of its file should do so;
     * this reads from the beginning.
     *
     * @param first the first step wanted
     * @param last the last one; reading ends behind it
     * @param reader receives the events
     * @throws IOException as for all events
     */
    default void events(long first, long last, Consumer<? super Event> reader) throws IOException {
        try {
            events(event -> {
                if (event.step() > last) {
                    throw new Enough();
                }
                if (event.step() >= first) {
                    reader.accept(event);
                }
            });
        } catch (Enough enough) {
            // All that was asked for has been given.
        }
    }
}
