package org.surprisal.watch.clip;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.surprisal.watch.Recording;
import org.surprisal.watch.RecordingException;

/**
 * Clips of a recording, for pages and slides that play nothing else: the steps that change something, at most about
 * half a minute, drawn without a screen.
 *
 * @param frames how many frames it has
 * @param seconds how long it lasts
 */
public record Clip(int frames, double seconds) {
    private static final double LAST_SECONDS = 2;

    /**
     * Writes an animated GIF, by the JDK alone.
     *
     * @param recording the recording
     * @param options what to show
     * @param file where to
     * @throws IOException if the recording cannot be read or the file not be written
     */
    public static Clip gif(Recording recording, ClipOptions options, Path file) throws IOException {
        Plan plan = plan(recording, options);
        int[] pixels = new int[options.width() * options.height()];
        byte[] indexes = new byte[pixels.length];
        int[] hundredths = new int[1];
        int[] frames = new int[1];
        Painter painter = painter(options);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            Gif gif = new Gif(out, options.width(), options.height(), Palette.colours());
            Scenes.show(recording, plan, scene -> {
                Palette.reduce(rgb(painter.paint(scene)), indexes);
                boolean last = ++frames[0] == plan.steps().size();
                int shown = 100 * scene.weight() / plan.fps() + (last ? (int) (100 * LAST_SECONDS) : 0);
                gif.frame(indexes, shown);
                hundredths[0] += shown;
            });
            gif.end();
        }
        return new Clip(frames[0], hundredths[0] / 100.0);
    }

    /**
     * Writes a film through ffmpeg: MP4 with H.264, or an animated WebP, as the file's name says.
     *
     * @param recording the recording
     * @param options what to show; an odd width or height is made even for MP4
     * @param file where to, ending in {@code .mp4} or {@code .webp}
     * @throws IOException if there is no ffmpeg, the recording cannot be read or the file not be written
     */
    public static Clip film(Recording recording, ClipOptions options, Path file) throws IOException {
        return film(recording, options, file, "ffmpeg");
    }

    static Clip film(Recording recording, ClipOptions options, Path file, String command) throws IOException {
        ClipOptions even = new ClipOptions(
                options.first(),
                options.last(),
                options.fps(),
                options.width() & ~1,
                options.height() & ~1,
                options.language());
        Plan plan = plan(recording, even);
        Painter painter = painter(even);
        int[] frames = new int[2];
        try (Ffmpeg ffmpeg = Ffmpeg.start(command, even.width(), even.height(), plan.fps(), file)) {
            Scenes.show(recording, plan, scene -> {
                int[] rgb = rgb(painter.paint(scene));
                boolean last = ++frames[0] == plan.steps().size();
                int times = scene.weight() + (last ? (int) (LAST_SECONDS * plan.fps()) : 0);
                for (int i = 0; i < times; i++) {
                    ffmpeg.frame(rgb);
                    frames[1]++;
                }
            });
            ffmpeg.finish();
        }
        return new Clip(frames[0], (double) frames[1] / plan.fps());
    }

    private static Plan plan(Recording recording, ClipOptions options) throws IOException {
        Plan plan = Plan.of(recording, options);
        if (plan.steps().getLast() == 0) {
            throw new RecordingException("There are no steps to show: the recording has none between " + options.first()
                    + " and " + options.last() + ".");
        }
        return plan;
    }

    /** Without a screen; a machine without fonts cannot draw text. */
    private static Painter painter(ClipOptions options) throws IOException {
        try {
            System.setProperty("java.awt.headless", "true");
            return new Painter(options);
        } catch (LinkageError | RuntimeException e) {
            throw new RecordingException("This machine cannot draw text (" + e.getMessage()
                    + "): install fontconfig and a font, such as DejaVu; 'surprisal watch html' needs neither.");
        }
    }

    private static int[] rgb(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
