package org.surprisal.table;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The two engines of a table. The unordered one is started at once, in the background, while the files are looked at;
 * the ordered one when row numbers are first asked for. For little data they are the same.
 */
final class Engines implements AutoCloseable {
    private final List<Path> files;
    private final Path folder;
    private final Options options;
    private final boolean one;
    private final CompletableFuture<Engine> unordered = new CompletableFuture<>();
    private @Nullable Engine ordered;

    /**
     * Starts.
     *
     * @param files what may be read
     * @param folder the temporary folder
     * @param one whether one engine serves both purposes, which saves a start and costs speed on long files
     */
    Engines(List<Path> files, Path folder, Options options, boolean one) {
        this.one = one;
        this.files = files;
        this.folder = folder;
        this.options = options;
        Thread.ofPlatform().daemon().name("surprisal-engine").start(() -> {
            try {
                unordered.complete(Engine.start(files, folder, options, one));
            } catch (Throwable e) {
                unordered.completeExceptionally(e);
            }
        });
    }

    /** The engine that gives rows in any order. */
    Engine unordered() {
        try {
            return unordered.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TableException cause
                    ? cause
                    : new TableException("The embedded DuckDB cannot be started: " + e.getCause() + ".", e);
        }
    }

    /** The engine that gives rows in the order of the file. */
    Engine ordered() {
        if (one) {
            return unordered();
        }
        Engine engine = ordered;
        if (engine == null) {
            engine = Engine.start(files, folder, options, true);
            ordered = engine;
        }
        return engine;
    }

    @Override
    public void close() {
        Engine engine = ordered;
        if (engine != null) {
            engine.close();
            ordered = null;
        }
        if (!unordered.isCompletedExceptionally()) {
            unordered().close();
        }
    }
}
