package org.surprisal.watch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.watch.RecordingException;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;
import org.w3c.dom.Element;

class ClipTest {
    @TempDir
    private Path folder;

    /** Frames as a viewer that knows nothing of us puts them together. */
    private static List<BufferedImage> frames(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        List<BufferedImage> frames = new ArrayList<>();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            BufferedImage shown = null;
            for (int i = 0; i < reader.getNumImages(true); i++) {
                BufferedImage part = reader.read(i);
                Element tree = (Element) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                Element place =
                        (Element) tree.getElementsByTagName("ImageDescriptor").item(0);
                BufferedImage next = shown == null
                        ? new BufferedImage(part.getWidth(), part.getHeight(), BufferedImage.TYPE_INT_RGB)
                        : new BufferedImage(shown.getWidth(), shown.getHeight(), BufferedImage.TYPE_INT_RGB);
                if (shown != null) {
                    next.createGraphics().drawImage(shown, 0, 0, null);
                }
                next.createGraphics()
                        .drawImage(
                                part,
                                Integer.parseInt(place.getAttribute("imageLeftPosition")),
                                Integer.parseInt(place.getAttribute("imageTopPosition")),
                                null);
                frames.add(next);
                shown = next;
            }
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyPixelsComeBack(long seed) throws IOException {
        Random random = new Random(seed);
        int width = 40 + random.nextInt(200);
        int height = 30 + random.nextInt(200);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Gif gif = new Gif(out, width, height, Palette.colours());
        List<byte[]> frames = new ArrayList<>();
        byte[] pixels = new byte[width * height];
        for (int f = 0; f < 6; f++) {
            // Nothing, some, or all pixels change; runs make codes of every length.
            int changes = new int[] {pixels.length, 0, 1, 500, pixels.length, 37}[f];
            byte colour = 0;
            for (int i = 0; i < changes; i++) {
                colour = i % (1 + random.nextInt(9)) == 0 ? (byte) random.nextInt(15) : colour;
                pixels[changes == pixels.length ? i : random.nextInt(pixels.length)] = colour;
            }
            frames.add(pixels.clone());
            gif.frame(pixels, 10);
        }
        gif.end();
        List<BufferedImage> read = frames(out.toByteArray());
        assertThat(read).hasSize(6);
        for (int f = 0; f < 6; f++) {
            for (int i = 0; i < pixels.length; i++) {
                int rgb = read.get(f).getRGB(i % width, i / width) & 0xffffff;
                assertThat(rgb).isEqualTo(Palette.colours()[frames.get(f)[i]]);
            }
        }
    }

    @Test
    void coloursOfThePaletteStayThemselves() {
        byte[] indexes = new byte[15];
        Palette.reduce(Palette.colours(), indexes);
        for (int i = 0; i < 15; i++) {
            assertThat(indexes[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void aClipShowsEveryStepThatChangesSomething() throws IOException {
        Path file = folder.resolve("x.gif");
        Clip clip = Clip.gif(Tape.sort(), new ClipOptions(0, Long.MAX_VALUE, 0, 640, 360, "zh"), file);
        List<BufferedImage> frames = frames(Files.readAllBytes(file));
        assertThat(frames).hasSize(clip.frames());
        assertThat(clip.seconds()).isBetween(5.0, 30.0);
        assertThat(frames.getFirst().getWidth()).isEqualTo(640);
        assertThat(frames.getFirst().getHeight()).isEqualTo(360);
        // Consecutive frames differ, and are more than a ground.
        for (int i = 1; i < frames.size(); i++) {
            assertThat(colours(frames.get(i))).hasSizeGreaterThan(5);
            assertThat(same(frames.get(i), frames.get(i - 1))).isFalse();
        }
    }

    private static boolean same(BufferedImage one, BufferedImage other) {
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Integer> colours(BufferedImage image) {
        List<Integer> colours = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                if (!colours.contains(image.getRGB(x, y))) {
                    colours.add(image.getRGB(x, y));
                }
            }
        }
        return colours;
    }

    @Test
    void aLongRunStaysAShortClip() throws IOException {
        Plan plan = Plan.of(Tape.random(5, 20_000), ClipOptions.ALL);
        assertThat(plan.steps().size() / plan.fps()).isLessThanOrEqualTo(24);
        assertThat(plan.steps()).isSorted().doesNotHaveDuplicates();
        assertThat(plan.steps().getLast()).isEqualTo(20_000);
        Plan part = Plan.of(Tape.random(5, 20_000), new ClipOptions(100, 120, 5, 640, 360, "en"));
        assertThat(part.fps()).isEqualTo(5);
        assertThat(part.steps()).allMatch(step -> step >= 100 && step <= 120);
    }

    @Test
    void aRangeWithoutStepsIsRefused() {
        assertThatThrownBy(() ->
                        Clip.gif(Tape.sort(), new ClipOptions(900, 910, 0, 640, 360, "en"), folder.resolve("x.gif")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("There are no steps to show");
    }

    @Test
    void picturesFollowWhatAVariableHolds() throws IOException {
        Tape tape = new Tape().method(Tape.MAIN).in(Tape.MAIN, 1).enter().line(4);
        tape.object(1, "int[]", Tape.whole(3, 1, 2)).write("bars", new Value.Reference(1));
        tape.object(2, "char[]", List.of(new Value.Letter('a'), new Value.Letter('b')))
                .write("cells", new Value.Reference(2));
        tape.object(3, "int[][]", List.of(new Value.Reference(1), new Value.Reference(4)));
        tape.object(4, "double[]", List.of(new Value.Real(0.5), new Value.Real(-1)))
                .write("m", new Value.Reference(3));
        tape.object(
                5,
                "Node",
                List.of(new Value.Whole(8), new Value.Reference(6), new Value.Null()),
                "key",
                "left",
                "right");
        tape.object(6, "Node", List.of(new Value.Whole(3), new Value.Null(), new Value.Null()), "key", "left", "right");
        tape.write("tree", new Value.Reference(5))
                .write("told", new Value.Reference(1))
                .write("n", 7)
                .write("t", 1);
        tape.object(7, "java.util.HashMap", Tape.whole(1, 2)).write("map", new Value.Reference(7));
        tape.object(8, "Counter", Tape.whole(12), "count").write("this", new Value.Reference(8));
        tape.add(org.surprisal.watch.Kind.FIELD, "shared", 0, "Sort", null, new Value.Whole(9), -1);
        tape.view(new View(Tape.MAIN, "told", "cells")).view(new View(Tape.MAIN, "t", "hidden"));
        tape.print("hello\nworld\n");
        List<Scene> scenes = new ArrayList<>();
        Scenes.show(tape, Plan.of(tape, ClipOptions.ALL), scenes::add);
        Scene scene = scenes.getLast();
        assertThat(scene.pictures())
                .extracting(one -> one.name() + " " + one.getClass().getSimpleName())
                .containsExactly("bars Bars", "cells Cells", "m Matrix", "tree Tree", "told Cells");
        assertThat(scene.rows())
                .extracting(one -> one.name() + "=" + one.text() + (one.changed() ? "*" : ""))
                .containsExactly("n=7*", "map={1=2}*", "count=12", "shared=9*");
        assertThat(scene.output()).containsExactly("hello", "world");
        Scene.Tree tree = (Scene.Tree) scene.pictures().get(3);
        assertThat(tree.nodes())
                .extracting(Scene.Node::label, Scene.Node::depth, Scene.Node::parent)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("3", 1, 1),
                        org.assertj.core.groups.Tuple.tuple("8", 0, -1));
        new Painter(ClipOptions.ALL).paint(scene);
    }

    @Test
    void swapsAndPointersAreSeen() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        Scenes.show(Tape.sort(), Plan.of(Tape.sort(), ClipOptions.ALL), scenes::add);
        List<Scene.Bars> bars = scenes.stream()
                .flatMap(scene -> scene.pictures().stream())
                .filter(Scene.Bars.class::isInstance)
                .map(Scene.Bars.class::cast)
                .toList();
        assertThat(bars)
                .filteredOn(one -> !one.swap().isEmpty())
                .hasSize(7)
                .first()
                .satisfies(one -> assertThat(one.swap()).containsExactly(1, 0));
        assertThat(bars).anySatisfy(one -> assertThat(one.pointers()).contains(new Scene.Pointer("j", 1)));
        assertThat(bars).anySatisfy(one -> assertThat(one.pointers()).contains(new Scene.Pointer("j-1", 0)));
        assertThat(scenes)
                .allSatisfy(scene ->
                        assertThat(scene.rows()).noneMatch(row -> row.name().equals("args")));
    }

    @Test
    void aLossIsPlotted() throws IOException {
        Tape tape = new Tape().method(Tape.MAIN).in(Tape.MAIN, 1).enter();
        for (int i = 0; i < 2000; i++) {
            tape.line(5).write("inner", new Value.Real(i)).write("inner", new Value.Real(-i));
            tape.write("loss", new Value.Real(i == 7 ? Double.NaN : 1.0 / (1 + i)));
        }
        Plan plan = Plan.of(tape, ClipOptions.ALL);
        assertThat(plan.plotted()).extracting(Plan.Plotted::variable).startsWith("loss");
        List<Scene> scenes = new ArrayList<>();
        Scenes.show(tape, plan, scenes::add);
        Scene.Plot plot = (Scene.Plot) scenes.getLast().pictures().getFirst();
        assertThat(plot.values()).hasSizeBetween(100, 600);
        assertThat(plot.label()).isEqualTo("5.0E-4");
        new Painter(ClipOptions.ALL).paint(scenes.get(3));
        new Painter(ClipOptions.ALL).paint(scenes.getLast());
    }

    @Test
    void aSourceHasColours() {
        assertThat(Syntax.parts("int x = 3; // \"y\"", false))
                .extracting(Syntax.Part::colour)
                .containsExactly(Palette.PURPLE, Palette.TEXT, Palette.BLUE, Palette.TEXT, Palette.MUTED);
        assertThat(Syntax.parts("end */ s = 'c' + \"text\"", true))
                .extracting(Syntax.Part::colour)
                .containsExactly(Palette.MUTED, Palette.TEXT, Palette.GREEN, Palette.TEXT, Palette.GREEN);
        assertThat(Syntax.opensComment("/* a", false)).isTrue();
        assertThat(Syntax.opensComment("a */", true)).isFalse();
        assertThat(Syntax.inComment(List.of("/*", "x", "*/", "y"), 3)).isTrue();
        assertThat(Syntax.inComment(List.of("/*", "x", "*/", "y"), 4)).isFalse();
    }

    @Test
    void withoutFfmpegThereIsARemedy() {
        assertThatThrownBy(() -> Clip.film(Tape.sort(), ClipOptions.ALL, folder.resolve("x.mp4"), "no-such-program"))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("There is no ffmpeg, which writes MP4: install it");
    }

    @Test
    void framesFlowThroughFfmpeg() throws IOException {
        Path size = folder.resolve("size");
        Path fake = script("for last; do :; done\nwc -c > " + size + "\necho \"$@\" >> " + size + "\n: > \"$last\"\n");
        ClipOptions options = new ClipOptions(0, Long.MAX_VALUE, 5, 641, 361, "en");
        Clip clip = Clip.film(Tape.sort(), options, folder.resolve("x.webp"), fake.toString());
        List<String> seen = Files.readAllLines(size);
        assertThat(Long.parseLong(seen.getFirst().strip())).isEqualTo(Math.round(clip.seconds() * 5) * 640 * 360 * 3);
        assertThat(seen.get(1)).contains("-video_size 640x360", "-framerate 5", "libwebp_anim");
        Clip.film(Tape.sort(), options, folder.resolve("x.mp4"), fake.toString());
        assertThat(Files.readAllLines(size).get(1)).contains("libx264", "yuv420p");
    }

    @Test
    void whatFfmpegSaysIsPassedOn() throws IOException {
        Path fake = script("echo 'Unknown encoder' >&2\ncat >/dev/null\nexit 1\n");
        assertThatThrownBy(() -> Clip.film(Tape.sort(), ClipOptions.ALL, folder.resolve("x.mp4"), fake.toString()))
                .hasMessageContaining("ffmpeg could not write the film (Unknown encoder)");
        Path closed = script("exec 0<&-\nexit 1\n");
        assertThatThrownBy(() -> Clip.film(Tape.sort(), ClipOptions.ALL, folder.resolve("x.mp4"), closed.toString()))
                .hasMessageContaining("no reason given");
    }

    private Path script(String body) throws IOException {
        Path file = Files.createTempFile(folder, "ffmpeg", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
