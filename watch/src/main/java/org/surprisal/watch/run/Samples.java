package org.surprisal.watch.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a program spends its time: which line of its own was at work, or had called the JDK, when the flight recorder
 * looked. From a run of its own that nothing else records, because recording moves what is slow.
 *
 * @param total how often it looked
 * @param seconds how long the run took
 * @param lines how often each line was at work
 */
public record Samples(long total, double seconds, Map<Spot, Long> lines) {
    private static final List<String> PLATFORM =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.surprisal.agent.");

    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.ExecutionSample">
                <setting name="enabled">true</setting>
                <setting name="period">1 ms</setting>
              </event>
            </configuration>
            """;

    /**
     * A line of a class.
     *
     * @param type the class
     * @param line its number
     */
    public record Spot(String type, int line) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            return Comparator.comparing(Spot::type).thenComparingInt(Spot::line).compare(this, other);
        }
    }

    /**
     * Runs a program once more, without input, and throws away what it prints.
     *
     * @throws IOException if it cannot be started, or the flight recorder leaves nothing
     */
    public static Samples of(Launch launch) throws IOException, InterruptedException {
        Path settings = launch.folder().resolve("samples.jfc");
        Path file = launch.folder().resolve("samples.jfr");
        Files.writeString(settings, SETTINGS, StandardCharsets.UTF_8);
        long start = System.nanoTime();
        launch.run(
                List.of("-XX:StartFlightRecording=filename=" + file + ",settings=" + settings + ",dumponexit=true"),
                AgentJar.findOrNothing(launch),
                null);
        double seconds = (System.nanoTime() - start) / 1e9;
        return Files.exists(file) ? read(file, seconds) : new Samples(0, seconds, Map.of());
    }

    static Samples read(Path file, double seconds) throws IOException {
        Map<Spot, Long> lines = new TreeMap<>();
        long total = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (!event.getEventType().getName().equals("jdk.ExecutionSample") || event.getStackTrace() == null) {
                    continue;
                }
                for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                    String type = frame.getMethod().getType().getName();
                    if (PLATFORM.stream().noneMatch(type::startsWith)) {
                        lines.merge(new Spot(type, frame.getLineNumber()), 1L, Long::sum);
                        total++;
                        break;
                    }
                }
            }
        }
        return new Samples(total, seconds, lines);
    }
}
