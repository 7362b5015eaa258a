package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.summary.Summary;

/** Whole programs in JVMs of their own, recorded where that is hard. */
class HardRunTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int record(String source, RecordOptions options) throws Exception {
        String name = source.substring(source.indexOf("class ") + 6, source.indexOf(" {"));
        Path program = Files.writeString(folder.resolve(name + ".java"), source);
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        What what = new What(program.toString(), "", null, List.of(), List.of());
        try (Launch launch = Launch.of(what, streams)) {
            return launch.record(options, log());
        }
    }

    private Path log() {
        return folder.resolve("x.watch");
    }

    private static RecordOptions keep(String level, String keep) {
        return new RecordOptions(level, List.of(), List.of(), List.of(), 0, keep, "", 1);
    }

    private String last(String variable) throws Exception {
        return Summary.of(Recordings.open(log())).variables().stream()
                .filter(one -> one.name().equals(variable))
                .map(Summary.Variable::last)
                .findFirst()
                .orElse("");
    }

    @Test
    void collectionsThatAProgramExtendsAreCollections() throws Exception {
        assertThat(record("""
                        public class Own {
                            static class Bag extends java.util.ArrayList<Integer> {
                                @Override public boolean add(Integer one) {
                                    return super.add(one) && super.add(-one);
                                }
                                @Override public java.util.Iterator<Integer> iterator() {
                                    throw new IllegalStateException("asked");
                                }
                                @Override public int size() {
                                    System.out.println("size");
                                    return super.size();
                                }
                            }
                            static class Recent extends java.util.LinkedHashMap<String, Integer> {
                                Recent() {
                                    super(8, 0.75f, true);
                                }
                                @Override protected boolean removeEldestEntry(java.util.Map.Entry<String, Integer> e) {
                                    return size() > 2;
                                }
                            }
                            public static void main(String[] args) {
                                Bag bag = new Bag();
                                bag.add(4);
                                java.util.List<Integer> list = bag;
                                list.add(5);
                                bag.remove(0);
                                Recent recent = new Recent();
                                recent.put("a", 1);
                                recent.put("b", 2);
                                recent.get("a");
                                recent.put("c", 3);
                            }
                        }
                        """, RecordOptions.ALL)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(last("bag")).isEqualTo("[-4, 5, -5]");
        assertThat(last("recent")).isEqualTo("{\"a\"=1, \"c\"=3}");
        Recording recording = Recordings.open(log());
        assertThat(recording.notes()).isEmpty();
        assertThat(keep("all", "all").keep()).isEqualTo("all");
    }
}
