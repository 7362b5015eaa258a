package org.surprisal.watch.log;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** The first reading of a file: definitions are kept, of the events only where they are. */
final class Scan {
    private static final byte[] MAGIC = {(byte) 0x89, 'w', 'a', 't', 'c', 'h', '\r', '\n'};
    private static final int VERSION = 1;
    /** Longer than any chunk that the agent writes: what says so is damaged. */
    private static final int LONGEST = 1 << 28;

    private final Path path;
    private final Definitions definitions;

    Scan(Path path, Definitions definitions) {
        this.path = path;
        this.definitions = definitions;
    }

    List<Chunk> chunks() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            DataInputStream data = new DataInputStream(in);
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException(path + " is no recording of a program: record one with `surprisal watch run`.");
            }
            int version = data.readUnsignedShort();
            if (version > VERSION) {
                throw new IOException(path + " has version " + version + " of the format, this reader knows " + VERSION
                        + ": use the Surprisal that wrote it.");
            }
            long at = MAGIC.length + 2L;
            byte[] body = read(data);
            while (body != null) {
                if (body[0] == 'D') {
                    definitions.read(body, 5, body.length - 5);
                } else if (body[0] == 'E') {
                    chunks.add(chunk(body, at));
                }
                at += body.length + 4;
                body = read(data);
            }
        } catch (EOFException e) {
            throw new IOException(path + " ends within its header: nothing was recorded.", e);
        } catch (DataFormatException e) {
            throw new IOException(path + " holds definitions that cannot be inflated: record it again.", e);
        }
        if (!definitions.ended()) {
            definitions.note("The recording ends before the program did: it was killed, or is still running.");
        }
        return chunks;
    }

    /** The next chunk with its head, or null at the end, where notes say whether it was cut. */
    private byte @Nullable [] read(DataInputStream data) throws IOException {
        byte[] head = data.readNBytes(5);
        if (head.length == 0) {
            return null;
        }
        int length = head.length < 5 ? -1 : new Bytes(head, 1, 5).int32();
        if (length < 0 || length > LONGEST) {
            return cut();
        }
        byte[] rest = data.readNBytes(length + 4);
        if (rest.length < length + 4) {
            return cut();
        }
        byte[] chunk = Arrays.copyOf(head, 5 + length);
        System.arraycopy(rest, 0, chunk, 5, length);
        CRC32 sum = new CRC32();
        sum.update(chunk);
        return (int) sum.getValue() == new Bytes(rest, length, length + 4).int32() ? chunk : cut();
    }

    private byte @Nullable [] cut() {
        definitions.note("The file is cut or damaged in its last part: what follows is not in this recording.");
        return null;
    }

    private static Chunk chunk(byte[] body, long at) {
        Bytes in = new Bytes(body, 5, body.length);
        int thread = in.varint();
        in.varint(); // the serial: the chunks of a thread stand in their order
        long stamp = in.varlong();
        long events = in.varlong();
        List<Integer> open = null;
        if ((in.varint() & 1) != 0) {
            int depth = in.varint();
            open = new ArrayList<>(depth);
            for (int i = 0; i < depth; i++) {
                open.add(in.varint());
            }
        }
        return new Chunk(thread, stamp, events, open, at + in.at(), body.length - in.at());
    }
}
