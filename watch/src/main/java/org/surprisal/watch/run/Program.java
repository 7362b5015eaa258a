package org.surprisal.watch.run;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A program that can be started.
 *
 * @param name what to call it, and its recording
 * @param title it on one line
 * @param classPath where its classes are found
 * @param command the main class and its arguments
 * @param sources where its sources are looked for
 */
record Program(String name, String title, String classPath, List<String> command, List<Path> sources) {
    private static final String CALLER = "org.surprisal.agent.call.CallOne";

    /**
     * Makes a program ready to start: compiles it if it is a source.
     *
     * @param folder where compiled classes go
     * @param err what javac says
     */
    static Program of(What what, Path folder, PrintStream err) throws LaunchException, IOException {
        String program = what.program();
        if (program == null) {
            if (what.call() == null) {
                throw LaunchException.call("Say what to run: a source file, a jar or the name of a class.");
            }
            return called(what, path(what, "."), List.of(Path.of(".")), "");
        }
        if (program.endsWith(".java")) {
            Path source = file(program);
            Compilation compilation = Compilation.of(source, what.classPath(), folder, err);
            String classPath = path(what, folder.toString());
            List<Path> sources = List.of(source, compilation.root());
            if (what.call() != null) {
                return called(what, classPath, sources, compilation.firstClass());
            }
            return main(compilation.mainClass(), title(source), what, classPath, sources);
        }
        if (program.endsWith(".jar")) {
            Path jar = file(program);
            String classPath = path(what, jar.toString());
            List<Path> sources = List.of(Path.of("."));
            return what.call() != null
                    ? called(what, classPath, sources, "")
                    : main(mainClass(jar), title(jar), what, classPath, sources);
        }
        if (program.endsWith(".class") || program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
            throw LaunchException.call("Name the class, not its file: surprisal watch run --class-path FOLDER "
                    + program.replaceAll("^.*[/\\\\]|\\.class$", "") + ".");
        }
        String classPath = path(what, ".");
        List<Path> sources = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                sources.add(Path.of(entry));
            }
        }
        sources.addAll(List.of(Path.of("src/main/java"), Path.of("src"), Path.of(".")));
        return main(
                program,
                program,
                what,
                classPath,
                sources.stream().filter(Files::isDirectory).toList());
    }

    private static Program main(String mainClass, String program, What what, String classPath, List<Path> sources) {
        List<String> command = new ArrayList<>(List.of(mainClass));
        command.addAll(what.arguments());
        return new Program(
                stem(program), String.join(" ", title(program, what.arguments())), classPath, command, sources);
    }

    private static List<String> title(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        return words;
    }

    private static String title(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Program called(What what, String classPath, List<Path> sources, String ownClass)
            throws LaunchException {
        String call = String.valueOf(what.call());
        int open = call.indexOf('(');
        String path = open < 0 ? call : call.substring(0, open);
        if (path.indexOf('.') < 0) {
            if (ownClass.isEmpty()) {
                throw LaunchException.call("Name the class with the method: --call 'Sort." + call + "'.");
            }
            call = ownClass + "." + call;
            path = ownClass + "." + path;
        }
        List<String> command = new ArrayList<>(List.of(CALLER, call));
        command.addAll(what.values());
        String type = path.substring(0, path.lastIndexOf('.'));
        return new Program(type.substring(type.lastIndexOf('.') + 1), call, classPath, command, sources);
    }

    private static Path file(String name) throws LaunchException {
        try {
            Path file = Path.of(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Then there is no such file.
        }
        throw LaunchException.program("There is no file " + name + ".");
    }

    private static String mainClass(Path jar) throws LaunchException, IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String main = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Main-Class");
            if (main == null) {
                throw LaunchException.program(jar + " names no main class: say which one, surprisal watch run"
                        + " --class-path " + jar + " CLASS.");
            }
            return main;
        }
    }

    private static String path(What what, String own) {
        return what.classPath().isEmpty()
                ? own
                : own.equals(".") ? what.classPath() : own + File.pathSeparator + what.classPath();
    }

    /** The name of a program without its folder and ending, of a class without its package. */
    private static String stem(String program) {
        String file = program.replaceAll("^.*[/\\\\]", "");
        return file.endsWith(".java") || file.endsWith(".jar")
                ? file.substring(0, file.lastIndexOf('.'))
                : file.substring(file.lastIndexOf('.') + 1);
    }
}
