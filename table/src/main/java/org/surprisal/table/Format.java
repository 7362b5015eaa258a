package org.surprisal.table;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What a file holds, told by its first bytes; where those leave it open, by its name. */
enum Format {
    /** Lines of cells. */
    DELIMITED,
    /** Apache Parquet. */
    PARQUET,
    /** An array of JSON objects, or one object a line. */
    JSON;

    private static final Map<String, String> FOREIGN = Map.of(
            "PK\003\004", "a zip archive or an Excel workbook; save its table as CSV",
            "\u00d0\u00cf\u0011\u00e0", "an old Excel workbook; save its table as CSV",
            "ARROW1", "an Arrow or Feather file; write it as Parquet",
            "\u00ff\u00ff\u00ff\u00ffx", "an Arrow stream; write it as Parquet",
            "\u0089HDF", "an HDF5 file; write its table as Parquet or CSV",
            "SQLite format 3", "an SQLite database; export its table as CSV",
            "BZh", "compressed with bzip2; unpack it, or use gzip",
            "(\u00b5/\u00fd", "compressed with zstd; unpack it, or use gzip",
            "\u00fd7zXZ", "compressed with xz; unpack it, or use gzip",
            "%PDF", "a PDF document; save its table as CSV");

    /**
     * Tells what a file holds.
     *
     * @param name the file's name, for its ending and for errors
     * @param start its first bytes, unpacked
     * @throws TableException if it is a known format that cannot be read, or a name says Parquet and the bytes do not
     */
    static Format of(String name, byte[] start) {
        String head = new String(start, 0, Math.min(start.length, 4096), StandardCharsets.ISO_8859_1);
        if (head.startsWith("PAR1")) {
            return PARQUET;
        }
        for (Map.Entry<String, String> foreign : FOREIGN.entrySet()) {
            if (head.startsWith(foreign.getKey())) {
                throw new TableException(name + " is " + foreign.getValue() + ".");
            }
        }
        String ending = ending(name);
        if (ending.equals("parquet") || ending.equals("pq")) {
            throw new TableException(name + " is named like a Parquet file but does not begin like one; rename it if it"
                    + " is text, or fetch it again if it is damaged.");
        }
        if (ending.equals("json") || ending.equals("ndjson") || ending.equals("jsonl")) {
            return JSON;
        }
        boolean delimitedByName = ending.equals("csv") || ending.equals("tsv");
        String text = head.stripLeading();
        boolean object = text.startsWith("{\"")
                || (text.startsWith("{") && text.substring(1).stripLeading().startsWith("\""));
        boolean array = text.startsWith("[") && text.substring(1).stripLeading().startsWith("{");
        return !delimitedByName && (object || array) ? JSON : DELIMITED;
    }

    /** The ending of a name in lower case, without a final {@code .gz}. */
    static String ending(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return bare.substring(bare.lastIndexOf('.') + 1);
    }
}
