package org.surprisal.watch.log;

import java.util.zip.DataFormatException;
import org.surprisal.watch.Value;

/** The records of a chunk, one after the other: {@link #next} gives the site, then its payload is read in turn. */
final class Records {
    private static final int CONTEXTS = 12;

    private final Definitions definitions;
    private final int[] next = new int[1 << CONTEXTS];
    private final int[] lastInt;
    private final int[] lastObject;
    private final int[] lastIndex;
    private final long[] lastWide;
    private final Bytes sites;
    private final Bytes ints;
    private final Bytes objects;
    private final Bytes indexes;
    private final Bytes wides;
    private final Bytes tags;
    private final Bytes text;
    private int right;
    private int before;
    private int last;

    Records(Definitions definitions, byte[] deflated) throws DataFormatException {
        this.definitions = definitions;
        int count = definitions.siteEnd();
        lastInt = new int[count];
        lastObject = new int[count];
        lastIndex = new int[count];
        lastWide = new long[count];
        byte[] all = Bytes.inflate(deflated, 0, deflated.length);
        Bytes columns = new Bytes(all, 0, all.length);
        sites = column(columns);
        ints = column(columns);
        objects = column(columns);
        indexes = column(columns);
        wides = column(columns);
        tags = column(columns);
        text = column(columns);
        right = sites.varint();
    }

    private static Bytes column(Bytes columns) {
        return columns.part(columns.varint());
    }

    /** The site of the next record, or 0 after the last. */
    int next() {
        int context = ((31 * before + last) * 0x9E3779B1) >>> (32 - CONTEXTS);
        int site;
        if (right > 0) {
            right--;
            site = next[context];
        } else {
            site = sites.varint();
            if (site == 0) {
                return 0;
            }
            next[context] = site;
            right = sites.varint();
        }
        before = last;
        last = site;
        return site;
    }

    int plain() {
        return ints.varint();
    }

    long stamp() {
        return wides.varlong();
    }

    long object(int site) {
        lastObject[site] += objects.zigzag();
        return lastObject[site] & 0xFFFFFFFFL;
    }

    int index(int site) {
        lastIndex[site] += indexes.zigzag();
        return lastIndex[site];
    }

    Value value(int site, char shape) {
        return switch (shape) {
            case 'I' -> new Value.Whole(number(site));
            case 'Z' -> new Value.Truth(number(site) != 0);
            case 'C' -> new Value.Letter((char) number(site));
            case 'F' -> new Value.Real(Float.intBitsToFloat(number(site)));
            case 'J' -> new Value.Whole(whole(site));
            case 'D' -> new Value.Real(Double.longBitsToDouble(real(site)));
            default -> tagged(site);
        };
    }

    Value tagged(int site) {
        int tag = tags.next();
        return switch (tag) {
            case 0 -> new Value.Null();
            case 1 -> new Value.Reference(object(site));
            case 2 -> new Value.Whole(number(site));
            case 3 -> new Value.Whole(whole(site));
            case 4 -> new Value.Real(Float.intBitsToFloat(number(site)));
            case 5 -> new Value.Real(Double.longBitsToDouble(real(site)));
            case 6 -> new Value.Truth(false);
            case 7 -> new Value.Truth(true);
            case 8 -> new Value.Letter((char) plain());
            case 9 -> {
                int length = plain();
                char[] kept = new char[plain()];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = (char) text.varint();
                }
                yield new Value.Text(new String(kept), length);
            }
            case 10 -> {
                String name = definitions.name(plain()).text();
                yield new Value.Opaque(name + "@" + object(site));
            }
            case 11 -> new Value.Opaque(definitions.name(plain()).text());
            default -> new Value.Unknown();
        };
    }

    private int number(int site) {
        lastInt[site] += ints.zigzag();
        return lastInt[site];
    }

    private long whole(int site) {
        lastWide[site] += wides.zigzagLong();
        return lastWide[site];
    }

    private long real(int site) {
        int zeros = wides.next();
        int back = zeros & 15;
        long change = 0;
        for (int i = 7 - (zeros >>> 4); i >= back; i--) {
            change |= (long) wides.next() << (8 * i);
        }
        lastWide[site] ^= change;
        return lastWide[site];
    }
}
