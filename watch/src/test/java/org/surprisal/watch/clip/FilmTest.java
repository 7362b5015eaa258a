package org.surprisal.watch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.surprisal.watch.Tape;

/** Films by a real ffmpeg, where one is installed. */
class FilmTest {
    private static final ClipOptions SMALL = new ClipOptions(0, Long.MAX_VALUE, 5, 640, 360, "en");

    @TempDir
    private Path folder;

    /** {@code -Dhosts.required=true} says that all is installed, as it is where every change is tested. */
    @BeforeEach
    void ffmpegIsInstalled() throws InterruptedException {
        try {
            new ProcessBuilder("ffmpeg", "-version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            String message = "There is no ffmpeg to test with (" + e.getMessage() + "): apt install ffmpeg.";
            if (Boolean.getBoolean("hosts.required")) {
                throw new AssertionError(message, e);
            }
            throw new TestAbortedException(message);
        }
    }

    @Test
    void anMp4PlaysInBrowsers() throws Exception {
        Path file = folder.resolve("sort.mp4");
        Clip clip = Clip.film(Tape.sort(), SMALL, file, "ffmpeg");
        assertThat(probed(file, "stream=codec_name,width,height,pix_fmt").lines())
                .containsExactly("h264", "640", "360", "yuv420p");
        assertThat(Double.parseDouble(probed(file, "format=duration").strip())).isCloseTo(clip.seconds(), within(0.3));
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        // The index stands before the frames: it plays before it is loaded.
        assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
    }

    @Test
    void aWebpMoves() throws Exception {
        Path file = folder.resolve("sort.webp");
        Clip clip = Clip.film(Tape.sort(), SMALL, file, "ffmpeg");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("RIFF").contains("WEBPVP8X");
        assertThat(text.indexOf("ANIM")).isBetween(0, 100);
        assertThat(text.split("ANMF", -1).length - 1).isBetween(3, (int) Math.ceil(clip.seconds() * 5) + 1);
    }

    private static String probed(Path file, String entries) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffprobe", "-v", "error", "-show_entries", entries, "-of", "default=nw=1:nk=1", file.toString())
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }
}
