package org.surprisal.watch.run;

import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jar of the agent, as it lies beside our own; of classes in a folder one is packed. */
final class AgentJar {
    private static final String AGENT = "org/surprisal/agent/Agent.class";

    private AgentJar() {}

    /**
     * Finds the jar.
     *
     * @param folder where one may be packed
     */
    static Path find(Path folder) throws IOException, LaunchException {
        @Nullable URL place = AgentJar.class.getClassLoader().getResource(AGENT);
        if (place == null) {
            throw LaunchException.program("The installation lacks the agent (surprisal-agent.jar): install it again.");
        }
        if (place.openConnection() instanceof JarURLConnection jar) {
            return path(jar.getJarFileURL());
        }
        // The root: as many folders up as the name has parts.
        return pack(
                path(place).resolve("../".repeat(AGENT.split("/", -1).length)).normalize(),
                folder.resolve("surprisal-agent.jar"));
    }

    /** The jar, for a run without the agent that calls one method; empty if there is none. */
    static String findOrNothing(Launch launch) throws IOException {
        try {
            return find(launch.folder()).toString();
        } catch (LaunchException e) {
            return "";
        }
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Packs classes as the build does. */
    private static Path pack(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", "org.surprisal.agent.Agent");
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(one).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(one, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
