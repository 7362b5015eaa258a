package org.surprisal.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The file: its header, then chunks. Each chunk goes out in one write, so that a kill cuts at most one. */
final class LogFile {
    private static final byte[] HEAD = {(byte) 0x89, 'w', 'a', 't', 'c', 'h', '\r', '\n', 0, 1};

    private final OutputStream out;
    private final Sites sites;
    private final Encoder encoder;
    private final Column chunk = new Column();
    private final CRC32 sum = new CRC32();
    private long bytes;
    /** Where the chunk that was written last begins, and the one before. */
    private long last;

    private long before;

    LogFile(OutputStream out, Sites sites) throws IOException {
        this.out = out;
        this.sites = sites;
        encoder = new Encoder(sites);
        out.write(HEAD);
        bytes = HEAD.length;
    }

    /** How many bytes were written. */
    long bytes() {
        return bytes;
    }

    /** Writes what waits to be defined. */
    void definitions() throws IOException {
        List<String> lines = sites.take();
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        begin('D');
        Deflater deflater = new Deflater();
        deflater.setInput(text.toString().getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] block = new byte[1 << 13];
        while (!deflater.finished()) {
            chunk.append(block, deflater.deflate(block));
        }
        deflater.end();
        finish();
    }

    /** Writes a chunk, with the definitions before it; returns how many events it holds, at most {@code limit}. */
    long events(Stretch stretch, long limit) throws IOException {
        definitions();
        // The columns are made first: how many events there are stands before them.
        Column columns = new Column();
        encoder.encode(stretch.words(), stretch.from(), stretch.to(), limit, columns);
        begin('E');
        chunk.varint(stretch.thread());
        chunk.varint(stretch.serial());
        chunk.varlong(stretch.stamp());
        chunk.varlong(encoder.events());
        int[] open = stretch.open();
        chunk.varint(open == null ? 0 : 1);
        if (open != null) {
            chunk.varint(open.length);
            for (int method : open) {
                chunk.varint(method);
            }
        }
        chunk.append(columns.bytes, columns.length);
        finish();
        return encoder.events();
    }

    private void begin(char type) {
        chunk.length = 0;
        chunk.put(type);
        int32(0);
    }

    private void int32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            chunk.put(value >>> shift);
        }
    }

    private void finish() throws IOException {
        int body = chunk.length - 5;
        for (int i = 0; i < 4; i++) {
            chunk.bytes[1 + i] = (byte) (body >>> (24 - 8 * i));
        }
        sum.reset();
        sum.update(chunk.bytes, 0, chunk.length);
        int32((int) sum.getValue());
        before = last;
        last = bytes;
        out.write(chunk.bytes, 0, chunk.length);
        bytes += chunk.length;
    }

    /**
     * After a chunk could not be written: gives up the chunk before it too, where the file allows, so that what must
     * still be said has room.
     */
    void mend() throws IOException {
        if (out instanceof FileOutputStream stream) {
            stream.getChannel().truncate(last == bytes ? before : last);
            definitions();
        }
    }
}
