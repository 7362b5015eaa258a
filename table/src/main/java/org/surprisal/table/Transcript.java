package org.surprisal.table;

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Copies of files in forms that can be read directly: unpacked, in UTF-8, with one kind of line end. */
final class Transcript {
    private static final int BLOCK = 1 << 16;

    private Transcript() {}

    /** Copies a stream as it is. */
    static void copy(String name, InputStream in, Path to) {
        try (OutputStream out = Files.newOutputStream(to)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new TableException(name + " cannot be copied to a temporary file: " + reason(e) + ".", e);
        }
    }

    /** Unpacks a gzip file. */
    static void unpack(String name, Path from, Path to) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(from), BLOCK);
                OutputStream out = Files.newOutputStream(to)) {
            in.transferTo(out);
        } catch (EOFException | ZipException e) {
            throw new TableException(name + " is a damaged or incomplete gzip file; fetch it again.", e);
        } catch (IOException e) {
            throw new TableException(name + " cannot be unpacked to a temporary file: " + reason(e) + ".", e);
        }
    }

    /** Writes a text file again in UTF-8: no byte-order mark, no blank lines first, each line ending in a line feed. */
    static void utf8(String name, Path from, Charset encoding, Path to) {
        try (Reader in = new InputStreamReader(
                        Files.newInputStream(from),
                        encoding.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                Writer out = new BufferedWriter(Files.newBufferedWriter(to, StandardCharsets.UTF_8), BLOCK)) {
            lines(in, out);
        } catch (CharacterCodingException e) {
            throw new TableException(
                    name + " is not valid " + encoding.name() + " throughout; name its encoding, such as"
                            + " GB18030, UTF-16LE or windows-1252.",
                    e);
        } catch (IOException e) {
            throw new TableException(name + " cannot be copied to a temporary file: " + reason(e) + ".", e);
        }
    }

    private static void lines(Reader in, Writer out) throws IOException {
        char[] block = new char[BLOCK];
        boolean start = true;
        boolean carriageReturn = false;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            for (int i = 0; i < n; i++) {
                char c = block[i];
                // A byte-order mark and blank lines at the start are left out.
                if (start && (c == '\ufeff' || c == '\r' || c == '\n')) {
                    continue;
                }
                start = false;
                // CR LF, and CR alone, become LF.
                if (c != '\n' || !carriageReturn) {
                    out.write(c == '\r' ? '\n' : c);
                }
                carriageReturn = c == '\r';
            }
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? "the disk may be full" : message;
    }
}
