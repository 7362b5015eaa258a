package org.surprisal.watch.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.surprisal.watch.Recording;

/** A recording as one HTML file that plays it: nothing is loaded from elsewhere, nothing leaves it. */
public final class PlayerPage {
    private static final String OPTIONS = "{\"options\":\"here\"}";
    private static final String RECORDING = "recording:here";

    /** As much of compressed data as a page is to carry; numbers are rounded when it would be more. */
    private static final int BUDGET = 375_000;

    private PlayerPage() {}

    /**
     * Writes the page.
     *
     * @param recording is read once; memory grows with the steps that the page holds, not with the recording
     * @param out takes UTF-8; stays open
     * @throws IOException if the recording cannot be read or the page not be written
     */
    public static void write(Recording recording, PageOptions options, OutputStream out) throws IOException {
        String template = template();
        int atOptions = template.indexOf(OPTIONS);
        int atRecording = template.indexOf(RECORDING, atOptions);
        byte[] data = pack(recording, options);
        out.write(utf8(template.substring(0, atOptions)));
        out.write(utf8("{\"language\":\"" + options.language() + "\"}"));
        out.write(utf8(template.substring(atOptions + OPTIONS.length(), atRecording)));
        // In pieces of a multiple of three octets, so that no piece but the last is padded.
        for (int from = 0; from < data.length; from += 49_152) {
            int size = Math.min(49_152, data.length - from);
            byte[] piece = Arrays.copyOfRange(data, from, from + size);
            out.write(Base64.getEncoder().encode(piece));
        }
        out.write(utf8(template.substring(atRecording + RECORDING.length())));
    }

    /** The recording as the page carries it, before it becomes base64. */
    static byte[] pack(Recording recording, PageOptions options) throws IOException {
        Window window = Window.of(recording, options);
        byte[] exact = compress(window, false);
        return exact.length > BUDGET && window.columns().realCount() > 0 ? compress(window, true) : exact;
    }

    private static byte[] compress(Window window, boolean rounded) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            byte[] head = Head.of(window, rounded);
            gzip.write(utf8("SWP1"));
            for (int shift = 0; shift < 32; shift += 8) {
                gzip.write(head.length >>> shift);
            }
            gzip.write(head);
            window.columns().writeTo(gzip, rounded);
        }
        return packed.toByteArray();
    }

    private static String template() {
        try (InputStream page = Objects.requireNonNull(PlayerPage.class.getResourceAsStream("player.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
