package org.surprisal.table;

import java.util.List;
import java.util.Set;

/** One file of a table: its columns, and the SQL that scans it. */
sealed interface TableFile permits DelimitedFile, JsonFile, ParquetFile {
    /** The file on disk that is scanned, and what it looked like when it was opened. */
    Stamp stamp();

    /** The columns, in the order of the file; names are distinct. */
    List<Column> columns();

    /**
     * The SQL of a scan.
     *
     * @param needed the columns that will be used
     * @param forced those of them that are read as numbers by the scan itself; a row where one does not convert is left
     *     out and noted. Only columns of {@link #forcible} may be asked for.
     */
    String scan(Set<Integer> needed, Set<Integer> forced);

    /** The column as the scan gives it. */
    Base base(int column, boolean forced);

    /** Whether a scan can read the column as numbers itself, faster than as text. */
    boolean forcible(int column);

    /** What an expression takes the column's cells for. */
    Column.Kind usedAs(int column);

    /** About how many rows there are, for progress only; NaN when that is not known. */
    double expectedRows();

    /** Makes sure that texts can be read, which may take a look at the whole file. */
    void prepareForText();
}
