package org.surprisal.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a recording defines: methods, sites, names, threads, relations, notes. Definitions wait here until they are
 * written, always before the events that use them. Any thread.
 */
final class Sites {
    // A number counts as given only when its definition is there: the stack of the program may overflow in between.
    static final Site.Is[] IS = Site.Is.values();

    /** Of each site what it is (times 256) and its shape. */
    static final class Shapes {
        private final int[] of;
        private final int[] methods;
        private final int count;

        private Shapes(int[] of, int[] methods, int count) {
            this.of = of;
            this.methods = methods;
            this.count = count;
        }

        int count() {
            return count;
        }

        int of(int site) {
            return of[site];
        }

        int method(int site) {
            return methods[site];
        }
    }

    private List<String> waiting = new ArrayList<>();
    private int[] shapes = new int[256];
    private int[] methods = new int[256];
    private int count = Words.SITES;
    private final List<String> titles = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private int names;
    private int threads;

    synchronized Shapes shapes() {
        return new Shapes(shapes, methods, count);
    }

    /** The definitions since the last call, one JSON object each. */
    synchronized List<String> take() {
        List<String> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    synchronized void recording(String program, String level, String keep) {
        waiting.add(new Json("recording")
                .put("version", 1)
                .put("language", "java")
                .put("program", program)
                .put("level", level)
                .put("keep", keep)
                .end());
    }

    synchronized void source(String file, String text) {
        waiting.add(new Json("source").put("file", file).put("text", text).end());
    }

    synchronized int method(String type, String name, String file, int first, int last, List<String> parameters) {
        int id = titles.size();
        waiting.add(new Json("method")
                .put("id", id)
                .put("class", type)
                .put("method", name)
                .put("file", file)
                .put("first", first)
                .put("last", last)
                .put("parameters", parameters)
                .end());
        titles.add(type + "." + name);
        return id;
    }

    /** A method by its number, with its class. */
    synchronized String title(int method) {
        return method >= 0 && method < titles.size() ? titles.get(method) : "a method that is not recorded";
    }

    synchronized int site(Site site) {
        int id = count;
        if (id == shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * id);
            methods = Arrays.copyOf(methods, 2 * id);
        }
        methods[id] = site.method();
        shapes[id] = (site.is().code << 8) | site.shape();
        Json json = new Json("site")
                .put("id", id)
                .put("is", site.is().name().toLowerCase(Locale.ROOT))
                .put("method", site.method())
                .put("line", site.line())
                .put("shape", String.valueOf(site.shape()));
        if (site.name() != null) {
            json.put("name", site.name());
            named.add(site.name());
        }
        if (site.type() != null) {
            json.put("type", site.type());
        }
        waiting.add(json.end());
        count++;
        return id;
    }

    synchronized int name(String text, @Nullable List<String> fields) {
        int id = names;
        named.add(text);
        Json json = new Json("name").put("id", id).put("text", text);
        if (fields != null) {
            json.put("fields", fields);
        }
        waiting.add(json.end());
        names++;
        return id;
    }

    synchronized int thread(String name) {
        int id = ++threads;
        waiting.add(new Json("thread").put("id", id).put("name", name).end());
        return id;
    }

    /** Whether some method is recorded. */
    synchronized boolean anyMethod() {
        return !titles.isEmpty();
    }

    /** Whether something of this name is recorded. */
    synchronized boolean isNamed(String name) {
        return named.contains(name);
    }

    synchronized void relation(int method, int line, String container, String index, @Nullable Integer offset) {
        Json json = new Json("relation")
                .put("method", method)
                .put("line", line)
                .put("container", container)
                .put("index", index);
        if (offset != null) {
            json.put("offset", offset);
        }
        waiting.add(json.end());
    }

    synchronized void note(String text) {
        waiting.add(new Json("note").put("text", text).end());
    }

    /** How often a line began, a method was entered or was left by an exception until now. */
    synchronized void count(int site, long times, int[] deepest) {
        Json json = new Json("count").put("site", site).put("times", times);
        int method = methods[site];
        if (IS[shapes[site] >>> 8] == Site.Is.ENTER && method < deepest.length) {
            json.put("deepest", deepest[method]);
        }
        waiting.add(json.end());
    }

    synchronized void end(@Nullable Integer exit, long events) {
        Json json = new Json("end").put("events", events);
        if (exit != null) {
            json.put("exit", exit);
        }
        waiting.add(json.end());
    }
}
