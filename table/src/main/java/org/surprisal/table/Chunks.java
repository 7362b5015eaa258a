package org.surprisal.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/**
 * The result of a query, chunk by chunk. The driver ends a result that fails on the way as if it were complete, and
 * keeps the question whether it failed to itself; half a file must never pass for a whole one, so we ask.
 */
final class Chunks implements AutoCloseable {
    private static final MethodHandle CHECK_ERROR = checkError();

    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;

    /** Begins a query. */
    Chunks(Engine engine, String sql) throws SQLException {
        statement = engine.prepare(sql);
        try {
            result = statement.query();
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /**
     * Goes on to the next chunk.
     *
     * @return false after the last one
     * @throws SQLException if the query failed
     */
    boolean next() throws SQLException {
        if (result.nextChunk()) {
            return true;
        }
        try {
            CHECK_ERROR.invokeExact(result);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
        return false;
    }

    /** The current chunk. */
    DuckDBDataChunkReader chunk() {
        return result.chunk();
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            result.close();
        }
    }

    private static MethodHandle checkError() {
        try {
            return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
                    .findVirtual(DuckDBChunkedResult.class, "checkError", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
