package org.surprisal.watch.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Adds the exit code to a recording that was ended in order but does not know it: the agent hears of
 * {@link System#exit} only where it is called in a method that is recorded, who started the program knows it anyway.
 */
public final class Ending {
    private Ending() {}

    /**
     * Adds the exit code where it is missing; leaves damaged recordings, and those of programs that were killed, as
     * they are.
     *
     * @param recording a recording that nobody writes to any more; it need not be there
     * @throws IOException if it cannot be read or written
     */
    public static void complete(Path recording, int exit) throws IOException {
        if (!Files.isRegularFile(recording)) {
            return;
        }
        Definitions definitions = new Definitions();
        long events = 0;
        for (Chunk chunk : new Scan(recording, definitions).chunks()) {
            events += chunk.events();
        }
        if (!definitions.ended() || definitions.exitCode().isPresent()) {
            return;
        }
        String end = "{\"kind\":\"end\",\"events\":" + events + ",\"exit\":" + exit + "}\n";
        Files.write(recording, chunk(end.getBytes(StandardCharsets.UTF_8)), StandardOpenOption.APPEND);
    }

    /** A chunk of definitions, as docs/watch-format.md tells. */
    private static byte[] chunk(byte[] text) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(text);
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(chunk);
        data.writeByte('D');
        data.writeInt(deflated.size());
        deflated.writeTo(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.toByteArray());
        data.writeInt((int) sum.getValue());
        return chunk.toByteArray();
    }
}
