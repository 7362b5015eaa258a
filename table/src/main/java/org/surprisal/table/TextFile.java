package org.surprisal.table;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A text file in UTF-8. */
final class TextFile {
    /** The longest line that is read, in bytes. */
    static final int LONGEST_LINE = 2_000_000;

    private final String name;
    private final Scratch scratch;
    private final List<Remark> remarks;
    private Stamp stamp;
    private boolean knownUtf8;
    private final boolean encodingGiven;
    private byte[] start;

    private TextFile(String name, Path path, byte[] start, Scratch scratch, Options options, List<Remark> remarks) {
        this.name = name;
        this.scratch = scratch;
        this.remarks = remarks;
        this.stamp = Stamp.of(name, path);
        this.start = start;
        this.encodingGiven = options.encoding() != null;
    }

    static TextFile open(String name, Path path, byte[] start, Scratch scratch, Options options, List<Remark> remarks) {
        TextFile file = new TextFile(name, path, start, scratch, options, remarks);
        String given = options.encoding();
        if (given != null) {
            Charset encoding = Encoding.named(given);
            if (!encoding.equals(StandardCharsets.UTF_8)) {
                file.transcribe(encoding);
            }
        } else {
            Optional<Charset> guess = Encoding.ofStart(start, start.length);
            guess.ifPresent(encoding -> file.transcribeAndSay(encoding));
        }
        return file;
    }

    String name() {
        return name;
    }

    Stamp stamp() {
        return stamp;
    }

    /** The beginning as text, without a byte-order mark and without a character that is cut at its end. */
    String beginning() {
        int end = start.length;
        while (!whole() && end > 0 && end > start.length - 4 && (start[end - 1] & 0x80) != 0) {
            end--;
        }
        String text = new String(start, 0, end, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Whether {@link #beginning} is everything. */
    boolean whole() {
        return start.length >= stamp.size();
    }

    /** Whether the beginning holds a line end. */
    boolean hasLine() {
        String text = beginning();
        return text.indexOf(10) >= 0 || text.indexOf(13) >= 0;
    }

    /** About how many lines there are, from the length of the first ones. */
    double expectedLines() {
        long lines = 0;
        for (byte b : start) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines == 0 ? Double.NaN : (double) lines / start.length * stamp.size();
    }

    /** Looks further, for a first line that is longer than the beginning. */
    void lookFurther() {
        start = Opened.start(name, stamp.path(), LONGEST_LINE);
    }

    /** Rewrites the file with one kind of line end and without blank lines at its start. */
    void makePlain() {
        Stamp before = stamp;
        ensureUtf8();
        if (stamp.equals(before)) {
            transcribe(StandardCharsets.UTF_8);
        }
    }

    /** Looks through the whole file, once, and rewrites it if it is not UTF-8. */
    void ensureUtf8() {
        if (knownUtf8) {
            return;
        }
        try {
            if (!Utf8.is(stamp.path())) {
                if (encodingGiven) {
                    throw new TableException(name + " is not valid UTF-8 throughout; name its encoding, such as"
                            + " GB18030, UTF-16LE or windows-1252.");
                }
                transcribeAndSay(Encoding.ofWhole(stamp.path()));
            }
        } catch (IOException e) {
            throw new TableException(name + " cannot be read; check that it is there and its permissions.", e);
        }
        knownUtf8 = true;
    }

    private void transcribeAndSay(Charset encoding) {
        transcribe(encoding);
        remarks.add(new Remark(
                "encoding",
                name,
                encoding.name(),
                name + " is read as " + encoding.name() + ", found from its bytes; name another encoding if texts"
                        + " look wrong."));
    }

    private void transcribe(Charset encoding) {
        Path copy = scratch.file(".utf8");
        Transcript.utf8(name, stamp.path(), encoding, copy);
        stamp = Stamp.of(name, copy);
        start = Opened.start(name, copy, Opened.START);
        knownUtf8 = true;
    }
}
