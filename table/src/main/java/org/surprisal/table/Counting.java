package org.surprisal.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.surprisal.table.Cell.Category;

/** Counts the distinct values of a column, inside the engine. */
final class Counting {
    /** So many rows are looked at first: if they hold too many values already, the rest need not be read. */
    private static final int GLANCE = 20_000;

    private final List<TableFile> files;
    private final Engines engines;
    private final Options options;

    Counting(List<TableFile> files, Engines engines, Options options) {
        this.files = files;
        this.engines = engines;
        this.options = options;
    }

    Distinct distinct(String column, int limit) {
        Map<String, Long> counts = new TreeMap<>();
        long missing = 0;
        for (TableFile file : files) {
            file.stamp().check();
            Query query = new Query(file, List.of(new Category(column, List.of())), options.where());
            query.check(engines.unordered());
            file.prepareForText();
            Base value = query.value();
            Map<String, Long> glance = new TreeMap<>();
            long missingAtFirst = add(query, value, query.values() + " LIMIT " + GLANCE, limit, glance);
            if (glance.size() > limit) {
                return result(glance, limit, missingAtFirst);
            }
            Map<String, Long> found = new TreeMap<>();
            missing += add(query, value, query.values(), limit, found);
            found.forEach((text, count) -> counts.merge(text, count, Long::sum));
            if (counts.size() > limit) {
                break;
            }
        }
        return result(counts, limit, missing);
    }

    /** Counts the texts of one query; answers the number of missing ones. */
    private long add(Query query, Base raw, String from, int limit, Map<String, Long> into) {
        String text = new Base("raw", raw.type(), raw.decimalComma()).text();
        String sql = "SELECT value IS NULL, value, sum(n) FROM (SELECT " + text
                + " AS value, n FROM (SELECT raw, count(*) AS n FROM (" + from
                + ") AS cells(raw) GROUP BY raw)) GROUP BY value ORDER BY value LIMIT " + (limit + 2L);
        long missing = 0;
        try {
            for (List<String> row : engines.unordered().texts(sql)) {
                long count = Long.parseLong(row.get(2));
                if (row.getFirst().equals("true")) {
                    missing = count;
                } else {
                    into.put(row.get(1), count);
                }
            }
        } catch (SQLException e) {
            throw query.failure(e);
        }
        return missing;
    }

    private static Distinct result(Map<String, Long> counts, int limit, long missing) {
        List<String> values = counts.keySet().stream().limit(limit).toList();
        long[] number = values.stream().mapToLong(counts::get).toArray();
        return new Distinct(values, number, missing, counts.size() <= limit);
    }
}
