package org.surprisal.watch.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;

/** An activation of a method: where it is, and what its variables hold, in the order of their first writes. */
public final class Frame {
    private final long number;
    private final @Nullable Method method;
    private final boolean entered;
    private final LinkedHashMap<String, Value> variables = new LinkedHashMap<>();
    private int line;

    Frame(long number, @Nullable Method method, int line, boolean entered) {
        this.number = number;
        this.method = method;
        this.line = line;
        this.entered = entered;
    }

    Frame(Frame other) {
        this(other.number, other.method, other.line, other.entered);
        variables.putAll(other.variables);
    }

    /** The number of the activation. */
    public long number() {
        return number;
    }

    /** The method; null for values named outside of every watched method. */
    public @Nullable Method method() {
        return method;
    }

    /** The line that began last; 0 if none has. */
    public int line() {
        return line;
    }

    /** The variables by name, in the order of their first writes. */
    public SequencedMap<String, Value> variables() {
        return Collections.unmodifiableSequencedMap(variables);
    }

    /** Whether its entry was recorded: otherwise the recording began within it. */
    boolean entered() {
        return entered;
    }

    void at(int newLine) {
        line = newLine;
    }

    void write(String variable, Value value) {
        variables.put(variable, value);
    }
}
