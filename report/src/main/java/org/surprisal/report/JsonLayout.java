package org.surprisal.report;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/** One line for a thing that a reader takes in at once (a score, a note), further lines for what holds such things. */
final class JsonLayout implements PrettyPrinter {
    /** Objects nested deeper than this stand on one line. */
    private static final int OPEN_LEVELS = 2;

    /** The levels that are open, innermost first: what kind, and whether their members have lines of their own. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private static final class Level {
        private final boolean array;
        private boolean lines;

        private Level(boolean array, boolean lines) {
            this.array = array;
            this.lines = lines;
        }
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) {
        out.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator out) {
        Level outer = levels.peek();
        boolean element = outer != null && outer.array;
        if (element && levels.size() <= OPEN_LEVELS) {
            outer.lines = true;
            line(out);
        }
        out.writeRaw('{');
        levels.push(new Level(false, levels.size() < OPEN_LEVELS && !element));
    }

    @Override
    public void writeEndObject(JsonGenerator out, int members) {
        boolean lines = levels.pop().lines;
        if (lines && members > 0) {
            line(out);
        }
        out.writeRaw('}');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) {
        member(out, "");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) {
        out.writeRaw(',');
        member(out, " ");
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator out) {
        out.writeRaw(": ");
    }

    @Override
    public void writeStartArray(JsonGenerator out) {
        out.writeRaw('[');
        levels.push(new Level(true, false));
    }

    @Override
    public void writeEndArray(JsonGenerator out, int members) {
        if (levels.pop().lines) {
            line(out);
        }
        out.writeRaw(']');
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) {
        // An array's first element follows its bracket.
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) {
        out.writeRaw(levels.getFirst().lines ? "," : ", ");
    }

    private void member(JsonGenerator out, String otherwise) {
        if (levels.getFirst().lines) {
            line(out);
        } else {
            out.writeRaw(otherwise);
        }
    }

    private void line(JsonGenerator out) {
        out.writeRaw('\n');
        for (int i = 0; i < levels.size(); i++) {
            out.writeRaw("  ");
        }
    }
}
