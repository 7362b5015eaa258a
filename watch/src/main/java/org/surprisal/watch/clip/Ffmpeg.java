package org.surprisal.watch.clip;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.surprisal.watch.RecordingException;

/** An ffmpeg that takes frames through a pipe and writes a film. */
final class Ffmpeg implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final OutputStream frames;
    private final byte[] bytes;

    private Ffmpeg(Process process, Path log, int size) {
        this.process = process;
        this.log = log;
        this.frames = new BufferedOutputStream(process.getOutputStream(), 1 << 20);
        this.bytes = new byte[size];
    }

    static Ffmpeg start(String command, int width, int height, int fps, Path file) throws IOException {
        boolean webp = file.toString().toLowerCase(Locale.ROOT).endsWith(".webp");
        List<String> format = webp
                ? List.of("-c:v", "libwebp_anim", "-lossless", "1", "-loop", "0", "-f", "webp")
                // Players in browsers want 4:2:0 and the index at the front.
                : List.of(
                        "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "20", "-movflags", "+faststart", "-f", "mp4");
        List<String> words = new java.util.ArrayList<>(List.of(
                command, "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pixel_format", "rgb24"));
        words.addAll(List.of("-video_size", width + "x" + height, "-framerate", Integer.toString(fps), "-i", "-"));
        words.addAll(format);
        words.add(file.toAbsolutePath().toString());
        Path log = Files.createTempFile("surprisal-ffmpeg", ".log");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(log.toFile())
                    .start();
            return new Ffmpeg(process, log, width * height * 3);
        } catch (IOException e) {
            Files.deleteIfExists(log);
            throw new RecordingException("There is no ffmpeg, which writes " + (webp ? "WebP" : "MP4")
                    + ": install it (apt install ffmpeg, brew install ffmpeg), or take 'surprisal watch gif' or"
                    + " 'surprisal watch html', which need nothing.");
        }
    }

    void frame(int[] rgb) throws IOException {
        int at = 0;
        for (int pixel : rgb) {
            bytes[at++] = (byte) (pixel >> 16);
            bytes[at++] = (byte) (pixel >> 8);
            bytes[at++] = (byte) pixel;
        }
        try {
            frames.write(bytes);
        } catch (IOException e) {
            throw failed();
        }
    }

    /** Waits until the film is written. */
    void finish() throws IOException {
        try {
            frames.close();
            if (process.waitFor() != 0) {
                throw failed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private IOException failed() throws IOException {
        process.destroy();
        String said = Files.readString(log, StandardCharsets.UTF_8).strip();
        String first = said.lines().findFirst().orElse("no reason given");
        return new RecordingException("ffmpeg could not write the film (" + first + "): does it know the format?"
                + " 'surprisal watch gif' needs no ffmpeg.");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(log);
    }
}
