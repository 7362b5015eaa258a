package org.surprisal.cli;

import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Page;
import org.surprisal.report.Words;
import org.surprisal.report.explain.Example;
import org.surprisal.report.explain.Topics;
import org.surprisal.score.Source;
import org.surprisal.table.Options;
import org.surprisal.table.Table;

/** {@code surprisal explain}: short answers that compute. */
final class ExplainCommand implements Command {
    private static final String EXAMPLE = "nfl_games.csv";

    private final Console console;

    private @Nullable String topic;
    private @Nullable String file;
    private @Nullable String outcome;
    private @Nullable String prediction;
    private @Nullable String lang;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .optionalArgument("TOPIC", value -> topic = value)
                .optionalArgument("FILE", value -> file = value)
                .option("--outcome", "COL", value -> outcome = value)
                .option("--prediction", "COL", value -> prediction = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        if (topic == null) {
            list(page);
            return 0;
        }
        String asked = topic;
        String name = Topics.find(asked)
                .orElseThrow(() -> new WrongCall(
                        "There is no topic '" + asked + "'" + DidYouMean.end(asked, Topics.names())
                                + " surprisal explain lists them.",
                        "explain"));
        Options options = Options.defaults().withInput(file == null ? bundled() : console.in());
        try (OpenLater rows = new OpenLater(file == null ? "-" : file, options)) {
            Example example =
                    new Example(file == null ? EXAMPLE : file, rows, one(outcome), one(prediction), file != null);
            console.out().print(Topics.explain(name, example, page));
        }
        return 0;
    }

    /** The example data, which travel with the program. */
    private static InputStream bundled() {
        InputStream data = ExplainCommand.class.getResourceAsStream(EXAMPLE);
        if (data == null) {
            throw new IllegalStateException("the installation lacks " + EXAMPLE);
        }
        return data;
    }

    /** A table that is opened when its rows are asked for. */
    private static final class OpenLater implements Supplier<Source>, AutoCloseable {
        private final String path;
        private final Options options;
        private @Nullable Table table;

        OpenLater(String path, Options options) {
            this.path = path;
            this.options = options;
        }

        @Override
        public Source get() {
            Table opened = Table.open(List.of(path), options);
            table = opened;
            return new TableSource(opened);
        }

        @Override
        public void close() {
            if (table != null) {
                table.close();
            }
        }
    }

    private void list(Page page) {
        console.out().println(Words.in(page.language()).say("explain.topics"));
        for (String name : Topics.names()) {
            console.out().println("  " + name);
            console.out().println("      " + Topics.title(name, page));
        }
    }

    private static List<String> one(@Nullable String column) {
        return column == null ? List.of() : List.of(column);
    }
}
