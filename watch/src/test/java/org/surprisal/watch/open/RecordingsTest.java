package org.surprisal.watch.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.RecordingException;
import org.surprisal.watch.Tape;
import org.surprisal.watch.lines.JsonLines;

class RecordingsTest {
    @TempDir
    private Path folder;

    @Test
    void theContentDecides() throws IOException {
        Path file = folder.resolve("x.watch");
        try (OutputStream out = Files.newOutputStream(file)) {
            JsonLines.write(Tape.sort(), out);
        }
        assertThat(Recordings.open(file).program()).isEqualTo("Sort");
        Files.write(file, new byte[] {(byte) 0x89, 'b', 'a', 'd', 0, 0, 0, 0, 0, 1});
        assertThatThrownBy(() -> Recordings.open(file)).isInstanceOf(IOException.class);
        Files.writeString(file, "once upon a time");
        assertThatThrownBy(() -> Recordings.open(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is no recording");
        Files.writeString(file, " \n");
        assertThatThrownBy(() -> Recordings.open(file)).hasMessageContaining("no recording");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Recordings.open(folder.resolve("none"))).hasMessageContaining("There is no file");
        assertThatThrownBy(() -> Recordings.open(folder)).hasMessageContaining("is a folder");
    }
}
