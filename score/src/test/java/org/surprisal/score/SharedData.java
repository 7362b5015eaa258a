package org.surprisal.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real files of forecasts that may lie beside the repository. Tests on them are skipped where there are none. */
final class SharedData {
    private SharedData() {}

    /** A comma-separated file without quotes, as a table of text. */
    static ArraySource csv(String name) {
        return table(lines(name));
    }

    static List<String> lines(String name) {
        Path path = Stream.of("../examples", "../../shared/data", System.getProperty("surprisal.data", "data"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(path != null, () -> "no " + name + " in ../shared/data beside the repository");
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line names the columns. */
    static ArraySource table(List<String> lines) {
        String[] names = lines.getFirst().split(",", -1);
        List<String[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        ArraySource table = ArraySource.empty();
        for (int c = 0; c < names.length; c++) {
            int column = c;
            table = table.with(names[c], rows.stream().map(row -> row[column]).toArray(String[]::new));
        }
        return table;
    }
}
