package org.surprisal.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a source: finds what it holds, and copies it to the temporary folder where it cannot be read in place. */
final class Opened {
    static final int START = 1 << 18;

    private final Scratch scratch;
    private final Options options;
    private final List<Remark> remarks;
    private final Engines engines;

    Opened(Scratch scratch, Options options, List<Remark> remarks, Engines engines) {
        this.scratch = scratch;
        this.options = options;
        this.remarks = remarks;
        this.engines = engines;
    }

    /** Opens a located source. */
    TableFile open(Located source) {
        String name = source.spoken();
        Path path = inPlace(source);
        byte[] start = start(name, path, START);
        if (start.length > 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b) {
            Path unpacked = scratch.file(".unpacked");
            Transcript.unpack(name, path, unpacked);
            path = unpacked;
            start = start(name, path, START);
        }
        Format format = Format.of(name, start);
        if (format == Format.PARQUET) {
            remarkOnName(name);
            return ParquetFile.open(Stamp.of(name, path), engines);
        }
        TextFile text = TextFile.open(name, path, start, scratch, options, remarks);
        return format == Format.JSON ? JsonFile.open(text, engines) : DelimitedFile.open(text, remarks);
    }

    /** Standard input, pipes and devices can be read only once, so they are copied. */
    private Path inPlace(Located source) {
        if (source.name().equals(Located.STANDARD_INPUT)) {
            Path copy = scratch.file(".input");
            Transcript.copy(source.spoken(), options.input(), copy);
            return copy;
        }
        if (Files.isRegularFile(source.path())) {
            return source.path();
        }
        Path copy = scratch.file(".input");
        try (InputStream in = Files.newInputStream(source.path())) {
            Transcript.copy(source.name(), in, copy);
        } catch (IOException e) {
            throw new TableException(source.name() + " cannot be read; check its permissions.", e);
        }
        return copy;
    }

    private void remarkOnName(String name) {
        String ending = Format.ending(name);
        if (ending.equals("csv") || ending.equals("tsv") || ending.endsWith("json")) {
            remarks.add(new Remark(
                    "format", name, "parquet", name + " is named like text but is a Parquet file and is read as one."));
        }
    }

    /** The first bytes of a file. */
    static byte[] start(String name, Path path, int most) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new TableException(name + " cannot be read; check that it is there and its permissions.", e);
        }
    }
}
