import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes the distribution for this machine's system and processor: a zip that needs no JDK.
///
/// `java Dist.java PROJECT VERSION MAIN-JAR LIBRARIES OUTPUT`: the project's folder, its version, the jar of the
/// command
/// line, the folder of the jars that it needs, and the folder to write to.
///
/// The zip holds one folder: the launcher, `lib/` and `native/` as [Assemble] makes them, `runtime/` with the JDK's own
/// modules that are needed, the start-up cache, the examples, the licences.
final class Dist {
    private static final String MAIN_CLASS = "org.surprisal.cli.Main";
    /// What `jdeps` finds in the jars; sun.misc.Unsafe, which some libraries ask for by name; for programs to watch the
    /// compiler and what most of them need.
    private static final String MODULES = "java.base,java.sql,jdk.unsupported,java.instrument,java.desktop,jdk.jfr,"
            + "jdk.compiler,java.net.http,jdk.zipfs";

    private final Path project;
    private final Path folder;

    private Dist(Path project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path project = Path.of(arguments[0]);
        String name = "surprisal-" + arguments[1] + "-" + Assemble.machine().replace('_', '-');
        Path libraries = Path.of(arguments[3]);
        Path output = Path.of(arguments[4]);
        var dist = new Dist(project, libraries.resolveSibling(name));
        deleteAll(dist.folder);
        dist.assemble(Path.of(arguments[2]), libraries);
        dist.copyTexts();
        dist.link();
        dist.train();
        Path zip = Files.createDirectories(output).resolve(name + ".zip");
        dist.zip(zip);
        IO.println(zip.normalize());
    }

    private void assemble(Path mainJar, Path libraries) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), MAIN_CLASS, mainJar.toString()));
        try (Stream<Path> jars = Files.list(libraries)) {
            jars.map(Path::toString).sorted().forEach(arguments::add);
        }
        Assemble.main(arguments.toArray(String[]::new));
    }

    private void copyTexts() throws IOException {
        for (String name : List.of("surprisal", "LICENSE", "NOTICE", "README.md", "README.zh-CN.md", "CHANGELOG.md")) {
            Files.copy(project.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String tree : List.of("examples", "docs")) {
            try (Stream<Path> files = Files.walk(project.resolve(tree))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, folder.resolve(project.relativize(file).toString()));
                }
            }
        }
    }

    private void link() {
        int exitCode = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
                .run(
                        System.out,
                        System.err,
                        "--add-modules",
                        MODULES,
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.resolve("runtime").toString());
        if (exitCode != 0) {
            throw new IllegalStateException("jlink ended with exit code " + exitCode);
        }
    }

    /// Starts the distribution once, whereupon its launcher makes the cache.
    private void train() throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(folder.resolve("surprisal").toString(), "--version")
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("the distribution does not start: exit code " + exitCode);
        }
    }

    private void zip(Path zip) throws IOException {
        Files.deleteIfExists(zip);
        Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (FileSystem target = FileSystems.newFileSystem(zip, options);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path copy = target.getPath(
                        folder.getParent().relativize(file).toString().replace(File.separatorChar, '/'));
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
                // The start-up cache knows the jars by their dates. With a date of access given, zip keeps dates in
                // seconds since 1970, not in local time.
                FileTime date = Files.getLastModifiedTime(file);
                Files.getFileAttributeView(copy, BasicFileAttributeView.class).setTimes(date, date, null);
            }
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
