package org.surprisal.loss.host;

/** What the dialects share. */
final class Sql {
    private Sql() {}

    /** The comment at the head. */
    static String header(Source source, Functions functions, String version) {
        StringBuilder out = new StringBuilder();
        out.append("-- ").append(source.title().replaceAll("\\s+", " ")).append('\n');
        out.append("-- For ").append(version).append(". Written by Surprisal.\n");
        if (functions.missing() != null) {
            out.append("-- ")
                    .append(functions.missing().replaceAll("\\s+", " "))
                    .append('\n');
        }
        return out.append('\n').toString();
    }
}
