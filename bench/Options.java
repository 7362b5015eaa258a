import java.util.List;

/// The options of a benchmark, as `--name value`.
record Options(List<String> words) {
    String of(String name, String otherwise) {
        int at = words.indexOf("--" + name);
        if (at >= 0 && at + 1 >= words.size()) {
            throw new IllegalArgumentException("--" + name + " needs a value");
        }
        return at < 0 ? otherwise : words.get(at + 1);
    }

    int runs() {
        return Math.toIntExact(number("runs", 7));
    }

    long number(String name, long otherwise) {
        return Long.parseLong(of(name, Long.toString(otherwise)).replace("_", ""));
    }
}
