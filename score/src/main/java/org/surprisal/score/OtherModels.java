package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which columns of another table are the predictions to compare with. */
final class OtherModels {
    private final Versus versus;
    private final OtherFile file;
    private final Reading reading;
    private final Columns columns;

    /**
     * Predictions to be found.
     *
     * @param versus what was asked for
     * @param file the other table
     * @param reading how the prediction was read
     * @param columns the columns of the other table
     */
    OtherModels(Versus versus, OtherFile file, Reading reading, Columns columns) {
        this.versus = versus;
        this.file = file;
        this.reading = reading;
        this.columns = columns;
    }

    /**
     * The models by the columns of the other table: those that were named; else the columns that are called as those of
     * the prediction; else the only column with an ordinary name for a prediction.
     *
     * @throws Unscorable when there is none, or more than one way
     */
    private List<String> models() {
        if (!versus.models().isEmpty()) {
            return versus.models();
        }
        List<String> same = reading.layout().prediction();
        if (same.size() == 1 && columns.names().containsAll(same)) {
            return same;
        }
        for (Predicate<OrdinaryNames.Reading> fits :
                List.<Predicate<OrdinaryNames.Reading>>of(OrdinaryNames.Reading::whole, each -> true)) {
            List<String> ordinary = columns.names().stream()
                    .filter(name -> !file.on().contains(name))
                    .filter(name -> OrdinaryNames.read(name).role() == OrdinaryNames.Role.PREDICTION)
                    .filter(name -> fits.test(OrdinaryNames.read(name)))
                    .toList();
            if (ordinary.size() == 1 && same.size() == 1) {
                return ordinary;
            }
        }
        throw new Unscorable("Which columns of " + file.name() + " are the predictions? Name them with --versus COL"
                + (same.size() == 1 ? "" : ", of several classes as a pattern such as 'p_{class}'")
                + ". It has " + Columns.listed(columns.names()) + ".");
    }

    /**
     * The columns of each model in the other table.
     *
     * @throws Unscorable when a model does not suit the task or has no such columns
     */
    List<List<String>> columns() {
        if (versus.models().isEmpty() && sameColumns()) {
            return List.of(reading.layout().prediction());
        }
        return new Versus(models(), null).columns(reading, columns);
    }

    /** Whether the columns of several classes are called the same in both tables. */
    private boolean sameColumns() {
        return !reading.scale().hasSpread()
                && reading.layout().prediction().size() > 1
                && columns.names().containsAll(reading.layout().prediction());
    }

    /** What the models are called. */
    List<String> names() {
        if (versus.models().isEmpty() && sameColumns()) {
            return List.of(
                    JoinedSource.name(file, String.join(",", reading.layout().prediction())));
        }
        List<String> names = new ArrayList<>();
        models().forEach(model -> names.add(JoinedSource.name(file, model)));
        return names;
    }
}
