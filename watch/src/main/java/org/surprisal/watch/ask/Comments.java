package org.surprisal.watch.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.surprisal.watch.Count;
import org.surprisal.watch.Event;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Relation;
import org.surprisal.watch.View;

/**
 * A recording with what comments in its sources ask for: {@code // watch: ignore}, {@code // watch: ref a[j + 1]},
 * {@code // watch: as bars|matrix|tree|plot|cells}, in other languages behind {@code #}. A comment is about the
 * variable that its line declares or writes, unless it names others: {@code // watch: ignore i, j}.
 */
public final class Comments implements Recording {
    private static final Pattern COMMENT =
            Pattern.compile("(?://|#)\\s*watch:\\s*(?<what>ignore|ref|as)\\b\\s*(?<rest>.*?)\\s*$");
    private static final Pattern REFERENCE =
            Pattern.compile("([\\p{L}_$][\\w$]*)\\s*\\[\\s*([\\p{L}_$][\\w$]*)\\s*(?:([+-])\\s*(\\d+)\\s*)?\\]");
    private static final Pattern WRITTEN =
            Pattern.compile("([\\p{L}_$][\\w$]*)(?:\\[[^\\]]*\\])*\\s*(?:=(?!=)|:(?!:)|;|\\+\\+|--|[-+*/]=)");

    private final Recording recording;
    private final List<Relation> relations = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private int known;

    private Comments(Recording recording) {
        this.recording = recording;
    }

    /** A recording with what its comments ask for, as far as its sources and methods are known when it is asked. */
    public static Recording in(Recording recording) {
        return new Comments(recording);
    }

    /** Reads the comments again when the program has more classes than before. */
    private void refresh() {
        int now = recording.methods().size() + recording.sources().size();
        if (now != known) {
            known = now;
            relations.clear();
            views.clear();
            recording.sources().forEach(this::read);
        }
    }

    private void read(String file, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (comment.find() && !withinText(lines.get(i), comment.start())) {
                String code = lines.get(i).substring(0, comment.start());
                read(file, i + 1, code, comment.group("what"), comment.group("rest"));
            }
        }
    }

    private void read(String file, int line, String code, String what, String rest) {
        for (Method method : around(file, line)) {
            switch (what) {
                case "ref" -> {
                    Matcher reference = REFERENCE.matcher(rest);
                    while (reference.find()) {
                        int offset = reference.group(4) == null
                                ? 0
                                : Integer.parseInt(reference.group(3) + reference.group(4));
                        relations.add(new Relation(method, line, reference.group(1), reference.group(2), offset));
                    }
                }
                case "ignore" ->
                    hide(method, rest.isEmpty() ? written(code) : List.of(rest.split("[,\\s]+")), "hidden");
                default -> {
                    List<String> words = List.of(rest.split("[,\\s]+"));
                    if (List.of("bars", "matrix", "tree", "plot", "cells").contains(words.getFirst())) {
                        hide(
                                method,
                                words.size() > 1 ? words.subList(1, words.size()) : written(code),
                                words.getFirst());
                    }
                }
            }
        }
    }

    /** Whether a place lies between quotation marks. */
    private static boolean withinText(String line, int place) {
        return line.substring(0, place)
                                .replace("\\\"", "")
                                .chars()
                                .filter(c -> c == '"')
                                .count()
                        % 2
                == 1;
    }

    private void hide(Method method, List<String> variables, String as) {
        variables.forEach(variable -> views.add(new View(method, variable, as)));
    }

    private static List<String> written(String code) {
        Matcher written = WRITTEN.matcher(code + (code.strip().endsWith(",") ? ";" : ""));
        return written.find() ? List.of(written.group(1)) : List.of();
    }

    /** The methods around a line; of a field or a parameter all methods of the file. */
    private List<Method> around(String file, int line) {
        List<Method> inFile = recording.methods().stream()
                .filter(method -> method.file().equals(file))
                .toList();
        List<Method> around = inFile.stream()
                .filter(method -> method.firstLine() <= line && line <= method.lastLine())
                .toList();
        return around.isEmpty() ? inFile : around;
    }

    @Override
    public String language() {
        return recording.language();
    }

    @Override
    public String program() {
        return recording.program();
    }

    @Override
    public String level() {
        return recording.level();
    }

    @Override
    public Map<String, String> sources() {
        return recording.sources();
    }

    @Override
    public List<Method> methods() {
        return recording.methods();
    }

    @Override
    public List<Relation> relations() {
        refresh();
        return joined(recording.relations(), relations);
    }

    @Override
    public List<View> views() {
        refresh();
        return joined(recording.views(), views);
    }

    @Override
    public List<Count> counts() {
        return recording.counts();
    }

    @Override
    public List<String> notes() {
        return recording.notes();
    }

    @Override
    public OptionalInt exitCode() {
        return recording.exitCode();
    }

    @Override
    public void events(Consumer<? super Event> reader) throws IOException {
        recording.events(reader);
    }

    @Override
    public void events(long first, long last, Consumer<? super Event> reader) throws IOException {
        recording.events(first, last, reader);
    }

    private static <T> List<T> joined(List<T> found, List<T> told) {
        List<T> all = new ArrayList<>(told);
        found.stream().filter(one -> !told.contains(one)).forEach(all::add);
        return all;
    }
}
