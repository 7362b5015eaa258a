package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.Gson;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import programs.Gsons;
import programs.Jacksons;
import programs.Statics;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Libraries that others wrote do, print and return the same with every class of them recorded; and each class was
 * verified by the JVM, as all that an application's loader defines.
 */
class LibrariesTest {
    @TempDir
    private Path folder;

    @Test
    void commonsLangIsRecordedUnchanged() throws Exception {
        String[] arguments = {
            place(StringUtils.class),
            "org.apache.commons.lang3",
            "Random",
            "Thread",
            "concurrent",
            "System",
            "Runtime",
            "StopWatch"
        };
        Recording recording =
                recorded(Statics.class, 42, List.of("org.apache.commons.lang3.*", "programs.*"), List.of(arguments));
        assertThat(recording.methods()).hasSizeGreaterThan(3000);
        assertThat(classes(recording)).hasSizeGreaterThan(250);
        // Tables of characters in one long initialiser.
        assertThat(recording.notes())
                .anyMatch(note -> note.contains("EntityArrays.<clinit>()V is so long that its lines are not recorded"));
    }

    @Test
    void gsonIsRecordedUnchanged() throws Exception {
        Recording recording = recorded(Gsons.class, 1, List.of("com.google.gson.*", "programs.*"), List.of());
        assertThat(recording.methods()).hasSizeGreaterThan(800);
        assertThat(classes(recording)).hasSizeGreaterThan(80).contains("com.google.gson.stream.JsonReader");
    }

    @Test
    void jacksonIsRecordedUnchanged() throws Exception {
        Recording recording = recorded(
                Jacksons.class, 3, List.of("tools.jackson.*", "com.fasterxml.jackson.*", "programs.*"), List.of());
        assertThat(recording.methods()).hasSizeGreaterThan(8000);
        assertThat(classes(recording))
                .hasSizeGreaterThan(400)
                .contains("tools.jackson.core.json.ReaderBasedJsonParser");
    }

    private static Set<String> classes(Recording recording) {
        return recording.methods().stream().map(Method::type).collect(Collectors.toSet());
    }

    private Recording recorded(Class<?> program, int exit, List<String> classes, List<String> arguments)
            throws Exception {
        List<String> classPath = new ArrayList<>();
        for (Class<?> one : List.of(
                program, StringUtils.class, Gson.class, JsonParser.class, JsonMapper.class, JsonProperty.class)) {
            classPath.add(place(one));
        }
        What what = new What(program.getName(), String.join(File.pathSeparator, classPath), null, List.of(), arguments);
        RecordOptions options = new RecordOptions("all", List.of(), classes, List.of(), 0, "last:100000", "", 1);
        Both both = Both.run(what, "", options, folder);
        assertThat(both.exit()).as(both.err()).isEqualTo(exit);
        assertThat(both.recording().notes()).noneMatch(note -> note.startsWith("The class"));
        return both.recording();
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
