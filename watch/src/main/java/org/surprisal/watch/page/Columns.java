package org.surprisal.watch.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;

/**
 * Events as columns of small numbers, each the difference to what was to be expected there: docs/watch-page.md. What
 * repeats, as in a loop, becomes a pattern of octets that gzip takes away.
 */
final class Columns {
    private static final int NEW_THREAD = 0;
    private static final int NEW_FRAME = 1;
    private static final int NEW_STEP = 2;
    private static final int SITES = 3;
    private static final int ABSENT = 15;

    /** Whole numbers up to here, and the differences of two of them, are exact as JavaScript's numbers. */
    private static final long EXACT = 1L << 52;

    private final boolean stepsAreEvents;
    private final Bytes places = new Bytes();
    private final Bytes extra = new Bytes();
    private final Bytes objects = new Bytes();
    private final Bytes indexes = new Bytes();
    private final Bytes tags = new Bytes();
    private final Bytes wholes = new Bytes();
    private final Bytes references = new Bytes();
    private final Bytes texts = new Bytes();
    private final Bytes sizes = new Bytes();
    private double[] reals = new double[256];
    private int realCount;

    private final Map<Site, Integer> siteNumbers = new LinkedHashMap<>();
    private final Map<Value.Text, Integer> textNumbers = new LinkedHashMap<>();
    private final IdentityHashMap<Method, Integer> known = new IdentityHashMap<>();
    private final Map<Method, Integer> methodNumbers = new LinkedHashMap<>();
    private final List<long[]> last = new ArrayList<>();
    private final Map<Integer, Frames> stacks = new HashMap<>();
    private int thread = 1;
    private long step;
    private long lastNew;
    private long lastEntered;
    private long count;

    /** Indexes into the last numbers of a site. */
    private static final int OBJECT = 0;

    private static final int INDEX = 1;
    private static final int WHOLE = 2;
    private static final int REFERENCE = 3;

    Columns(boolean stepsAreEvents) {
        this.stepsAreEvents = stepsAreEvents;
    }

    long count() {
        return count;
    }

    List<Site> sites() {
        return List.copyOf(siteNumbers.keySet());
    }

    List<Value.Text> texts() {
        return List.copyOf(textNumbers.keySet());
    }

    List<Method> methods() {
        return List.copyOf(methodNumbers.keySet());
    }

    int realCount() {
        return realCount;
    }

    int method(@Nullable Method method) {
        if (method == null) {
            return -1;
        }
        Integer number = known.get(method);
        if (number == null) {
            number = methodNumbers.computeIfAbsent(method, _ -> methodNumbers.size());
            known.put(method, number);
        }
        return number;
    }

    void add(Event event) {
        count++;
        Kind kind = event.kind();
        Site place = new Site(
                kind,
                method(event.method()),
                event.line(),
                orEmpty(event.variable()),
                orEmpty(event.type()),
                List.copyOf(event.fields()));
        Integer number = siteNumbers.get(place);
        if (number == null) {
            number = siteNumbers.size();
            siteNumbers.put(place, number);
            last.add(new long[4]);
        }
        where(event, kind);
        places.natural(SITES + number);

        long[] before = last.get(number);
        switch (kind) {
            case OBJECT -> {
                objects.whole(event.object() - lastNew - 1);
                lastNew = event.object();
            }
            case ELEMENT, INSERT, REMOVE, CONTENTS, FIELD -> objects.whole(difference(before, OBJECT, event.object()));
            default -> {}
        }
        if (kind != Kind.LINE && kind != Kind.ENTER) {
            Value index = event.index();
            Value value = event.value();
            tags.octet((index == null ? ABSENT : tag(index)) << 4 | (value == null ? ABSENT : tag(value)));
            if (index != null) {
                payload(index, before, INDEX, indexes);
            }
            if (value != null) {
                if (kind != Kind.WRITE && kind != Kind.FIELD && kind != Kind.EXIT) {
                    before[WHOLE] = 0;
                }
                payload(value, before, WHOLE, wholes);
            }
        }
        if (kind == Kind.OBJECT || kind == Kind.CONTENTS) {
            sizes.whole(event.length());
            sizes.natural(event.contents().size());
            before[WHOLE] = 0;
            for (Value value : event.contents()) {
                tags.octet(tag(value));
                payload(value, before, WHOLE, wholes);
            }
        }
    }

    /** Thread, step and activation, where they are not those to be expected. */
    private void where(Event event, Kind kind) {
        if (event.thread() != thread) {
            thread = event.thread();
            places.natural(NEW_THREAD);
            extra.natural(thread);
        }
        Frames frames = stacks.computeIfAbsent(thread, _ -> new Frames());
        long expectedFrame = kind == Kind.ENTER ? lastEntered + 1 : frames.top();
        if (event.frame() != expectedFrame) {
            places.natural(NEW_FRAME);
            extra.whole(event.frame() - expectedFrame);
        }
        long expectedStep = kind == Kind.LINE || stepsAreEvents ? step + 1 : step;
        if (event.step() != expectedStep) {
            places.natural(NEW_STEP);
            extra.whole(event.step() - step);
        }
        step = event.step();
        if (kind == Kind.ENTER) {
            lastEntered = event.frame();
        }
        frames.see(kind, event.frame());
    }

    private static int tag(Value value) {
        return switch (value) {
            case Value.Null _ -> 0;
            case Value.Truth truth -> truth.value() ? 2 : 1;
            case Value.Whole whole -> isExact(whole.value()) ? 3 : 10;
            case Value.Real _ -> 4;
            case Value.Letter _ -> 5;
            case Value.Text _ -> 6;
            case Value.Reference _ -> 7;
            case Value.Opaque _ -> 8;
            case Value.Unknown _ -> 9;
        };
    }

    private static boolean isExact(long value) {
        return value >= -EXACT && value <= EXACT;
    }

    private void payload(Value value, long[] before, int which, Bytes column) {
        switch (value) {
            case Value.Whole whole
            when isExact(whole.value()) -> column.whole(difference(before, which, whole.value()));
            case Value.Whole whole -> text(Long.toString(whole.value()));
            case Value.Real real -> real(real.value());
            case Value.Letter letter -> texts.natural(letter.value());
            case Value.Text text -> texts.natural(textNumbers.computeIfAbsent(text, _ -> textNumbers.size()));
            case Value.Reference reference -> references.whole(difference(before, REFERENCE, reference.object()));
            case Value.Opaque opaque -> text(opaque.name());
            case Value.Null _, Value.Truth _, Value.Unknown _ -> {}
        }
    }

    private void text(String text) {
        texts.natural(textNumbers.computeIfAbsent(new Value.Text(text, text.length()), _ -> textNumbers.size()));
    }

    private void real(double value) {
        if (realCount == reals.length) {
            reals = Arrays.copyOf(reals, realCount * 2);
        }
        reals[realCount++] = value;
    }

    private static long difference(long[] before, int which, long now) {
        long difference = now - before[which];
        before[which] = now;
        return difference;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private List<Bytes> columns() {
        return List.of(places, extra, objects, indexes, tags, wholes, references, texts, sizes);
    }

    /** How long each column is, in the order in which they are written; the numbers with a point are not among them. */
    List<Integer> sizes() {
        return columns().stream().map(Bytes::size).toList();
    }

    /**
     * Writes the columns, last the numbers with a point: the lowest octets of all, then the next, up to the highest.
     *
     * @param rounded keep 24 bits of each mantissa, as a {@code float} does, but not a float's range
     */
    void writeTo(OutputStream out, boolean rounded) throws IOException {
        for (Bytes column : columns()) {
            column.writeTo(out);
        }
        byte[] plane = new byte[8192];
        for (int shift = 0; shift < 64; shift += 8) {
            for (int from = 0; from < realCount; from += plane.length) {
                int size = Math.min(plane.length, realCount - from);
                for (int i = 0; i < size; i++) {
                    double value = reals[from + i];
                    plane[i] = (byte) (Double.doubleToRawLongBits(rounded ? round(value) : value) >>> shift);
                }
                out.write(plane, 0, size);
            }
        }
    }

    /** To the nearest of the numbers whose mantissa has 24 bits; numbers that are none stay. */
    static double round(double value) {
        if (!Double.isFinite(value)) {
            return value;
        }
        long bits = Double.doubleToRawLongBits(value);
        double rounded = Double.longBitsToDouble((bits + (1L << 28)) & -(1L << 29));
        return Double.isFinite(rounded) ? rounded : Double.longBitsToDouble(bits & -(1L << 29));
    }
}
