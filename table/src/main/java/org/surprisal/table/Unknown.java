package org.surprisal.table;

import java.util.List;

/** Says that there is no such column, which one may have been meant, and which there are. */
final class Unknown {
    private Unknown() {}

    static TableException column(String word, TableFile file) {
        List<String> names = file.columns().stream().map(Column::name).toList();
        String meant = Spelling.closest(word, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse(".");
        return new TableException("There is no column " + word + " in "
                + file.stamp().name() + meant + " The columns are " + Spelling.list(names) + ".");
    }
}
