package org.surprisal.watch.summary;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Value;

/**
 * What a recording comes to.
 *
 * @param program what was started
 * @param level what was recorded
 * @param exit the program's exit code; empty when the recording ends before the program did
 * @param steps how many lines began; in a recording without lines how many events there were
 * @param events how many events there are
 * @param threads the names of the threads, in the order of their numbers
 * @param variables local variables, fields and values that the program names, in the order of their first writes; of
 *     arrays and collections also their elements, as {@code a[…]}
 * @param lines how often each line began, by file and line
 * @param methods the methods that were entered, in the order of their first calls
 * @param firsts what first went wrong, or may have: each kind at most once
 * @param notes what was not recorded, and why
 */
public record Summary(
        String program,
        String level,
        OptionalInt exit,
        long steps,
        long events,
        List<String> threads,
        List<Variable> variables,
        List<Line> lines,
        List<Calls> methods,
        List<First> firsts,
        List<String> notes) {

    /**
     * A variable in all activations of its method, or a field in all objects of its class.
     *
     * @param place the method, or the class of a field; empty for values named outside of every watched method
     * @param name its name
     * @param first its first value as text
     * @param last its last value as text; of objects with the contents at the end of the recording
     * @param writes how often it was written
     * @param minimum its least number; null if it never was a number
     * @param maximum its greatest number
     */
    public record Variable(
            String place,
            String name,
            String first,
            String last,
            long writes,
            @Nullable Extreme minimum,
            @Nullable Extreme maximum) {}

    /**
     * An extreme value and where it was reached first.
     *
     * @param value a whole or a real number
     * @param line the line
     * @param step the step
     */
    public record Extreme(Value value, int line, long step) {}

    /**
     * A line.
     *
     * @param file its file
     * @param method its method
     * @param line its number
     * @param count how often it began
     */
    public record Line(String file, Method method, int line, long count) {}

    /**
     * The calls of a method.
     *
     * @param method the method
     * @param calls how often it was entered
     * @param thrown how often an exception left it
     * @param deepest how many of its activations were open at once, in one thread
     */
    public record Calls(Method method, long calls, long thrown, int deepest) {}

    /** What may first have gone wrong. */
    public enum Trouble {
        /** A number that is none. */
        NAN,
        /** An infinite number. */
        INFINITY,
        /** A whole number whose sign changed between values so far out that it has most likely overflowed. */
        OVERFLOW,
        /** A number below zero. */
        NEGATIVE,
        /** An exception that left a method. */
        EXCEPTION
    }

    /**
     * What first went wrong, or may have.
     *
     * @param trouble what
     * @param step the step
     * @param method where; null outside of every watched method
     * @param line the line
     * @param variable which variable, element or field; {@code return} for what a method returned
     * @param value its value as text
     */
    public record First(
            Trouble trouble, long step, @Nullable Method method, int line, String variable, String value) {}

    /**
     * Reads a recording once and sums it up.
     *
     * @throws IOException if it cannot be read
     */
    public static Summary of(Recording recording) throws IOException {
        Tally tally = new Tally();
        recording.events(tally::add);
        recording.counts().forEach(tally::count);
        return tally.summary(recording);
    }
}
