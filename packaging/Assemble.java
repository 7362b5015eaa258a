import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;

/// Makes the folder that the launcher starts from out of the jars that Maven built and fetched.
///
/// `java Assemble.java FOLDER MAIN JAR...` writes
///
/// - `FOLDER/lib/*.jar`: the jars, that of the agent as it is, the others changed where that makes a start faster; the
/// manifest of a changed jar says how.
///   Native libraries are taken out. Classes older than Java 6, which no start-up archive accepts, are raised to
///   [#LEVEL] with stack maps of their own. Calls that no start-up cache holds are made direct, see [DirectCalls]. The
///   monitor that DuckDB has for the flight recorder is switched off: to announce it slows every start.
/// - `FOLDER/lib/surprisal.jar`: nothing but a manifest that names the main class and the others, in the order given;
/// - `FOLDER/native/`: DuckDB's library for this machine, under the name that `System.loadLibrary` looks for, so that
///   it is not unpacked at every start. (The driver asks for it when its jar holds none.)
final class Assemble {
    /// The class-file level of Java 21.
    private static final int LEVEL = 65;

    private static final int FIRST_LEVEL_WITH_STACK_MAPS = 50;
    private static final String NATIVE_PREFIX = "libduckdb_java.so_";
    private static final Attributes.Name PREMAIN = new Attributes.Name("Premain-Class");
    private static final String MONITOR = "org/duckdb/JfrMemoryMonitor.class";

    private final Path folder;
    private final List<JarFile> jars = new ArrayList<>();
    private final DirectCalls directCalls = new DirectCalls(ClassHierarchyResolver.ofResourceParsing(this::open)
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached());

    private Assemble(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        var assemble = new Assemble(Path.of(arguments[0]));
        Files.createDirectories(assemble.folder.resolve("lib"));
        Files.createDirectories(assemble.folder.resolve("native"));
        List<String> names = new ArrayList<>();
        List<String> jars = List.of(arguments).subList(2, arguments.length);
        for (String jar : jars) {
            assemble.jars.add(new JarFile(jar));
        }
        for (String jar : jars) {
            names.add(assemble.copy(Path.of(jar)));
        }
        assemble.writeStartJar(arguments[1], names);
    }

    /// Writes a jar of a manifest only: the order of the class path is then the same on every machine.
    private void writeStartJar(String mainClass, List<String> names) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
        Path target = folder.resolve("lib").resolve("surprisal.jar");
        new JarOutputStream(Files.newOutputStream(target), manifest).close();
    }

    private String copy(Path source) throws IOException {
        String name = source.getFileName().toString();
        if (isAgent(source)) {
            // It enters other JVMs: as Maven made it, with the manifest that says how.
            Files.copy(source, folder.resolve("lib", name));
            return name;
        }
        Set<String> changes = new TreeSet<>();
        Map<JarEntry, byte[]> contents = new LinkedHashMap<>();
        try (var jar = new JarFile(source.toFile())) {
            Manifest manifest = jar.getManifest() == null ? new Manifest() : jar.getManifest();
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(NATIVE_PREFIX)) {
                    changes.add("native libraries taken out");
                    extract(jar, entry);
                } else if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    contents.put(entry, change(jar, entry, changes));
                }
            }
            if (!changes.isEmpty()) {
                manifest.getMainAttributes().putValue("Surprisal-Changes", String.join("; ", changes));
            }
            try (var out = new JarOutputStream(Files.newOutputStream(folder.resolve("lib", name)), manifest)) {
                // Read at every start: no time is to be spent on inflating.
                out.setLevel(Deflater.NO_COMPRESSION);
                for (Map.Entry<JarEntry, byte[]> content : contents.entrySet()) {
                    var copy = new JarEntry(content.getKey().getName());
                    copy.setTime(content.getKey().getTime());
                    out.putNextEntry(copy);
                    out.write(content.getValue());
                    out.closeEntry();
                }
            }
        }
        return name;
    }

    private static boolean isAgent(Path source) throws IOException {
        try (var jar = new JarFile(source.toFile())) {
            return jar.getManifest() != null
                    && jar.getManifest().getMainAttributes().containsKey(PREMAIN);
        }
    }

    private void extract(JarFile jar, JarEntry entry) throws IOException {
        if (entry.getName().equals(NATIVE_PREFIX + machine())) {
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, folder.resolve("native", System.mapLibraryName("duckdb_java")));
            }
        }
    }

    private byte[] change(JarFile jar, JarEntry entry, Set<String> changes) throws IOException {
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        if (entry.getName().equals(MONITOR)) {
            changes.add("flight recorder's memory monitor switched off");
            return switchOff(bytes);
        }
        // Bytes 6 and 7 of a class file are its level.
        if (entry.getName().endsWith(".class")
                && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < FIRST_LEVEL_WITH_STACK_MAPS) {
            changes.add("class files raised to level " + LEVEL);
            return raise(bytes);
        }
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
            byte[] direct = directCalls.of(bytes);
            if (direct != bytes) {
                changes.add("calls linked at run time made direct");
            }
            return direct;
        }
        return bytes;
    }

    /// The system and processor as DuckDB's driver writes them.
    static String machine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux")
                + switch (processor) {
                    case "x86_64", "amd64" -> "_amd64";
                    case "aarch64", "arm64" -> "_arm64";
                    default -> "_" + processor;
                };
    }

    /// Leaves of a class of static methods nothing but their names: each does nothing.
    private static byte[] switchOff(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        return classFile.transformClass(classFile.parse(bytes), (builder, element) -> {
            switch (element) {
                case FieldModel _ -> {}
                case MethodModel method when method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME) -> {}
                case MethodModel method
                when method.flags().has(AccessFlag.STATIC) ->
                    builder.withMethodBody(
                            method.methodName(),
                            method.methodType(),
                            method.flags().flagsMask(),
                            CodeBuilder::return_);
                default -> builder.with(element);
            }
        });
    }

    private byte[] raise(byte[] bytes) {
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(this::open);
        ClassFile classFile = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(inJar.orElse(ClassHierarchyResolver.defaultResolver())));
        return classFile.transformClass(classFile.parse(bytes), (builder, element) -> {
            switch (element) {
                case ClassFileVersion _ -> builder.withVersion(LEVEL, 0);
                case MethodModel method ->
                    builder.transformMethod(method, (inner, part) -> {
                        // Rebuilding the code, instead of copying it, is what makes the stack maps.
                        if (part instanceof CodeModel code) {
                            inner.transformCode(code, (instructions, instruction) -> instructions.with(instruction));
                        } else {
                            inner.with(part);
                        }
                    });
                default -> builder.with(element);
            }
        });
    }

    private InputStream open(ClassDesc type) {
        String descriptor = type.descriptorString();
        String name = descriptor.substring(1, descriptor.length() - 1) + ".class";
        try {
            for (JarFile jar : jars) {
                JarEntry entry = jar.getJarEntry(name);
                if (entry != null) {
                    return jar.getInputStream(entry);
                }
            }
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
