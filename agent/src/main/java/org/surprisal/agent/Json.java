package org.surprisal.agent;

import java.util.List;

/** One JSON object as a line. */
final class Json {
    private final StringBuilder line = new StringBuilder(96);

    Json(String kind) {
        line.append("{\"kind\":");
        quote(kind);
    }

    Json put(String key, long value) {
        key(key);
        line.append(value);
        return this;
    }

    Json put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    Json put(String key, List<String> values) {
        key(key);
        line.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            quote(values.get(i));
        }
        line.append(']');
        return this;
    }

    String end() {
        return line.append('}').toString();
    }

    private void key(String key) {
        line.append(',');
        quote(key);
        line.append(':');
    }

    private void quote(String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                String hex = Integer.toHexString(c);
                line.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
