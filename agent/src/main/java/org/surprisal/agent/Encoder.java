package org.surprisal.agent;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Turns the records of a chunk into its columns. One thread at a time. */
final class Encoder {
    private static final int CONTEXTS = 12;
    private static final int SITES = 0;
    private static final int INTS = 1;
    private static final int OBJECTS = 2;
    private static final int INDEXES = 3;
    private static final int WIDES = 4;
    private static final int TAGS = 5;
    private static final int TEXT = 6;

    private final Sites sites;
    private final Column[] columns = new Column[7];
    private final int[] next = new int[1 << CONTEXTS];
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] block = new byte[1 << 15];
    private final Column all = new Column();

    /** What each site had last, valid where {@code seen} is this chunk's turn. */
    private int[] lastInt = new int[256];

    private int[] lastObject = new int[256];
    private int[] lastIndex = new int[256];
    private long[] lastWide = new long[256];
    private int[] seen = new int[256];
    private int turn;

    private int[] words = new int[0];
    private int at;
    private long events;

    Encoder(Sites sites) {
        this.sites = sites;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column();
        }
    }

    /** How many events the last chunk held. */
    long events() {
        return events;
    }

    /** Appends the deflated columns of the records in {@code words[from, to)}, at most {@code limit} events. */
    void encode(int[] words, int from, int to, long limit, Column out) {
        this.words = words;
        at = from;
        events = 0;
        turn++;
        Arrays.fill(next, 0);
        for (Column column : columns) {
            column.length = 0;
        }
        Sites.Shapes shapes = sites.shapes();
        if (seen.length < shapes.count()) {
            grow(shapes.count());
        }
        Column siteColumn = columns[SITES];
        int before = 0;
        int last = 0;
        int right = 0;
        while (at < to && events < limit) {
            int site = words[at++];
            int context = ((31 * before + last) * 0x9E3779B1) >>> (32 - CONTEXTS);
            if (next[context] == site) {
                right++;
            } else {
                next[context] = site;
                siteColumn.varint(right);
                siteColumn.varint(site);
                right = 0;
            }
            before = last;
            last = site;
            if (seen[site] != turn) {
                seen[site] = turn;
                lastInt[site] = 0;
                lastObject[site] = 0;
                lastIndex[site] = 0;
                lastWide[site] = 0;
            }
            if (site < Words.SITES) {
                shared(site);
            } else {
                local(site, shapes.of(site));
            }
        }
        siteColumn.varint(right);
        siteColumn.varint(0);
        deflate(out);
    }

    private void deflate(Column out) {
        all.length = 0;
        for (Column column : columns) {
            all.append(column);
        }
        deflater.reset();
        deflater.setInput(all.bytes, 0, all.length);
        deflater.finish();
        while (!deflater.finished()) {
            out.append(block, deflater.deflate(block));
        }
    }

    private void grow(int size) {
        int more = Math.max(size, seen.length * 2);
        lastInt = Arrays.copyOf(lastInt, more);
        lastObject = Arrays.copyOf(lastObject, more);
        lastIndex = Arrays.copyOf(lastIndex, more);
        lastWide = Arrays.copyOf(lastWide, more);
        seen = Arrays.copyOf(seen, more);
    }

    private void local(int site, int shape) {
        events++;
        switch (Sites.IS[shape >>> 8]) {
            case LINE, ENTER -> {}
            case HERE -> events--;
            case WRITE, STATIC, EXIT -> value(site, (char) (shape & 0xFF));
            case ELEMENT -> {
                object(site);
                index(site);
                value(site, (char) (shape & 0xFF));
            }
            case FIELD -> {
                object(site);
                value(site, (char) (shape & 0xFF));
            }
            case THROW -> {
                plain();
                tagged(site);
            }
        }
    }

    private void shared(int site) {
        events++;
        switch (site) {
            case Words.ORDER -> {
                events--;
                columns[WIDES].varlong(wide());
            }
            case Words.CAUGHT -> {
                events--;
                plain();
            }
            case Words.OBJECT -> {
                object(site);
                plain();
                plain();
                values(site);
            }
            case Words.CONTENTS -> {
                object(site);
                index(site);
                plain();
                values(site);
            }
            case Words.OUTPUT, Words.VALUE -> {
                plain();
                tagged(site);
            }
            case Words.PUT, Words.INSERT, Words.REMOVE -> {
                object(site);
                tagged(site);
                tagged(site);
            }
            default -> throw new IllegalStateException("no record has the number " + site);
        }
    }

    private void values(int site) {
        int count = words[at];
        plain();
        for (int i = 0; i < count; i++) {
            tagged(site);
        }
    }

    private void value(int site, char shape) {
        switch (shape) {
            case 'J' -> whole(site);
            case 'D' -> real(site);
            case 'L' -> tagged(site);
            case 'V' -> {}
            default -> number(site);
        }
    }

    private void tagged(int site) {
        int head = words[at++];
        int tag = head & ((1 << Words.TAG_BITS) - 1);
        int more = head >>> Words.TAG_BITS;
        columns[TAGS].put(tag);
        switch (tag) {
            case Words.REFERENCE -> object(site);
            case Words.INT, Words.FLOAT -> number(site);
            case Words.LONG -> whole(site);
            case Words.DOUBLE -> real(site);
            case Words.LETTER, Words.NAMED -> columns[INTS].varint(more);
            case Words.OPAQUE -> {
                columns[INTS].varint(more);
                object(site);
            }
            case Words.TEXT -> {
                plain();
                columns[INTS].varint(more);
                Column text = columns[TEXT];
                for (int i = 0; i < more; i++) {
                    text.varint((i & 1) == 0 ? words[at] >>> 16 : words[at] & 0xFFFF);
                    at += i & 1;
                }
                at += more & 1;
            }
            default -> {}
        }
    }

    private void plain() {
        columns[INTS].varint(words[at++]);
    }

    private void number(int site) {
        int value = words[at++];
        columns[INTS].zigzag(value - lastInt[site]);
        lastInt[site] = value;
    }

    private void object(int site) {
        int value = words[at++];
        columns[OBJECTS].zigzag(value - lastObject[site]);
        lastObject[site] = value;
    }

    private void index(int site) {
        int value = words[at++];
        columns[INDEXES].zigzag(value - lastIndex[site]);
        lastIndex[site] = value;
    }

    private long wide() {
        long value = ((long) words[at] << 32) | (words[at + 1] & 0xFFFFFFFFL);
        at += 2;
        return value;
    }

    private void whole(int site) {
        long value = wide();
        columns[WIDES].zigzagLong(value - lastWide[site]);
        lastWide[site] = value;
    }

    private void real(int site) {
        long value = wide();
        long change = value ^ lastWide[site];
        lastWide[site] = value;
        int front = Long.numberOfLeadingZeros(change) >>> 3;
        int back = change == 0 ? 0 : Long.numberOfTrailingZeros(change) >>> 3;
        Column column = columns[WIDES];
        column.put((front << 4) | back);
        for (int i = 7 - front; i >= back; i--) {
            column.put((int) (change >>> (8 * i)));
        }
    }
}
