package org.surprisal.watch.run;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source that was compiled with all that a recording needs to name things.
 *
 * @param root the folder in which its packages begin
 * @param classes its classes, those with a main method first
 * @param source the source
 */
record Compilation(Path root, List<ClassModel> classes, Path source) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    /**
     * Compiles.
     *
     * @param source the file
     * @param classPath what it needs besides its neighbours
     * @param folder where the classes go
     * @param err what javac says
     * @throws LaunchException without a message if javac refuses it
     */
    static Compilation of(Path source, String classPath, Path folder, PrintStream err)
            throws LaunchException, IOException {
        ToolProvider javac = ToolProvider.findFirst("javac")
                .orElseThrow(() -> LaunchException.program(
                        "This Java runtime has no compiler: start Surprisal with a JDK, or compile " + source
                                + " with javac -g and name the class."));
        Path root = root(source);
        List<String> words = new ArrayList<>(List.of(
                "-g",
                "-encoding",
                "UTF-8",
                "-proc:none",
                "-Xlint:-options",
                "-implicit:class",
                "-d",
                folder.toString()));
        words.addAll(List.of("-sourcepath", root.toString()));
        words.addAll(List.of("-cp", classPath.isEmpty() ? root.toString() : classPath + File.pathSeparator + root));
        words.add(source.toString());
        if (javac.run(err, err, words.toArray(String[]::new)) != 0) {
            throw LaunchException.program("");
        }
        return new Compilation(root, classes(source, folder), source);
    }

    private static Path root(Path source) throws IOException {
        Matcher matcher = PACKAGE.matcher(Files.readString(source, StandardCharsets.UTF_8));
        int packages = matcher.find() ? matcher.group(1).split("\\.", -1).length : 0;
        return source.toAbsolutePath().resolve("../".repeat(packages + 1)).normalize();
    }

    private static List<ClassModel> classes(Path source, Path folder) throws IOException {
        List<ClassModel> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                ClassModel model = ClassFile.of().parse(file);
                String from = model.findAttribute(Attributes.sourceFile())
                        .map(attribute -> attribute.sourceFile().stringValue())
                        .orElse("");
                if (from.equals(source.getFileName().toString())) {
                    classes.add(model);
                }
            }
        }
        return classes;
    }

    /** The class to start: the one named after the file, else the first in the file that has a main method. */
    String mainClass() throws LaunchException {
        ClassModel found = null;
        for (ClassModel one : classes) {
            if (hasMain(one) && (found == null || place(one) < place(found))) {
                found = one;
            }
        }
        if (found == null) {
            throw LaunchException.program(source + " has no main method: add one, or name a method to call:"
                    + " --call 'METHOD(int[])' --arg '[3, 1, 2]'.");
        }
        return name(found);
    }

    /** The class that a method to call belongs to where its class is not said. */
    String firstClass() {
        @Nullable ClassModel first = null;
        for (ClassModel one : classes) {
            first = first == null || place(one) < place(first) ? one : first;
        }
        return first == null ? "" : name(first);
    }

    private static boolean hasMain(ClassModel model) {
        return model.methods().stream().anyMatch(method -> method.methodName().equalsString("main"));
    }

    /** Where a class comes: the one named after the file first, then by their first lines; nested ones last. */
    private int place(ClassModel model) {
        String name = name(model);
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (source.getFileName().toString().equals(simple + ".java")) {
            return -1;
        }
        int line = model.methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()).stream())
                .flatMap(table -> table.lineNumbers().stream())
                .mapToInt(number -> number.lineNumber())
                .min()
                .orElse(1 << 20);
        return simple.indexOf('$') >= 0 ? line + (1 << 20) : line;
    }

    private static String name(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }
}
