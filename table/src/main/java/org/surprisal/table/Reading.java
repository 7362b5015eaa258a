package org.surprisal.table;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;

/** One reading of cells from the files of a table. */
final class Reading {
    private final List<TableFile> files;
    private final Engines engines;
    private final Options options;
    private final List<Cell> cells;
    private final Sink sink;
    private final Pulse pulse;
    private long deliveredBefore;
    private long read;

    Reading(List<TableFile> files, Engines engines, Options options, List<Cell> cells, Sink sink) {
        this.files = files;
        this.engines = engines;
        this.options = options;
        this.cells = Canonical.cells(cells, engines);
        this.sink = sink;
        // The expectation costs a look at Parquet files, so it is asked for only if someone listens.
        double expected = options.progress().equals(Progress.NONE)
                ? Double.NaN
                : files.stream().mapToDouble(TableFile::expectedRows).sum();
        this.pulse = new Pulse(options.progress(), expected);
    }

    /** Reads every file, one after the other, until the sink has enough. */
    void run(boolean numbered) {
        List<Query> queries = files.stream()
                .map(file -> new Query(file, cells, options.where()))
                .toList();
        for (Query query : queries) {
            query.check(engines.unordered());
        }
        for (int i = 0; i < files.size(); i++) {
            TableFile file = files.get(i);
            file.stamp().check();
            Transfer transfer = new Transfer(cells, numbered, i + 1, sink);
            boolean more = numbered ? numbered(file, queries.get(i), transfer) : any(file, queries.get(i), transfer);
            file.stamp().check();
            if (!more) {
                return;
            }
            deliveredBefore += transfer.delivered();
        }
    }

    /**
     * Reads every file in the order of its rows, as fast as the scan converts cells. False as soon as a file had rows
     * with a cell that does not convert: then these are missing from what was delivered.
     */
    boolean inOrder() {
        List<Query> queries = files.stream()
                .map(file -> new Query(file, cells, options.where()))
                .toList();
        for (Query query : queries) {
            query.check(engines.ordered());
        }
        for (int i = 0; i < files.size(); i++) {
            TableFile file = files.get(i);
            Query query = queries.get(i);
            file.stamp().check();
            if (query.readsText()) {
                file.prepareForText();
            }
            Transfer transfer = new Transfer(cells, false, i + 1, sink);
            String sql = query.canForce() ? query.fast() : query.plain();
            boolean more = run(engines.ordered(), query, sql, transfer, transfer::take) && transfer.flush();
            file.stamp().check();
            if (!more) {
                return true;
            }
            if (query.canForce() && leftOut(engines.ordered(), file)) {
                return false;
            }
            deliveredBefore += transfer.delivered();
        }
        return true;
    }

    private boolean numbered(TableFile file, Query query, Transfer transfer) {
        if (query.readsAny()) {
            file.prepareForText();
        }
        long[] row = {1};
        return run(engines.ordered(), query, query.numbered(), transfer, chunk -> {
                    boolean more = transfer.takeMarked(chunk, row[0]);
                    row[0] += chunk.rowCount();
                    return more;
                })
                && transfer.flush();
    }

    private boolean any(TableFile file, Query query, Transfer transfer) {
        if (query.readsText()) {
            file.prepareForText();
        }
        Engine engine = engines.unordered();
        if (!query.canForce()) {
            return run(engine, query, query.plain(), transfer, transfer::take) && transfer.flush();
        }
        if (!run(engine, query, query.fast(), transfer, transfer::take)) {
            return false;
        }
        return (!leftOut(engine, file) || repair(engine, file, query, transfer)) && transfer.flush();
    }

    /** Delivers the rows that the fast way left out, and proves that none is lost or doubled. */
    private boolean repair(Engine engine, TableFile file, Query query, Transfer transfer) {
        file.prepareForText();
        long[] rows = {0};
        boolean more = run(engine, query, query.repair(), transfer, chunk -> {
            rows[0] += chunk.rowCount();
            return transfer.takeMarked(chunk, 0);
        });
        if (more && rows[0] != transfer.delivered()) {
            throw new TableException(file.stamp().name() + " gave " + transfer.delivered() + " rows at first and "
                    + rows[0] + " when read again; check that nothing writes to it.");
        }
        return more;
    }

    private static boolean leftOut(Engine engine, TableFile file) {
        try {
            boolean any = !engine.texts("SELECT 1 FROM reject_errors LIMIT 1").isEmpty();
            engine.execute("DROP TABLE reject_errors; DROP TABLE reject_scans");
            return any;
        } catch (SQLException e) {
            throw Failure.of(e, file.stamp().name());
        }
    }

    private interface Taker {
        boolean take(DuckDBDataChunkReader chunk);
    }

    private boolean run(Engine engine, Query query, String sql, Transfer transfer, Taker taker) {
        try (Chunks chunks = new Chunks(engine, sql)) {
            while (chunks.next()) {
                DuckDBDataChunkReader chunk = chunks.chunk();
                read += chunk.rowCount();
                if (!taker.take(chunk)) {
                    return false;
                }
                pulse.beat(read, deliveredBefore + transfer.delivered());
            }
            return true;
        } catch (SQLException e) {
            throw query.failure(e);
        }
    }
}
