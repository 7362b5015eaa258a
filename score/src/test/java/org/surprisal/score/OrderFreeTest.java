package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, batches, files and threads change nothing but the row numbers of notes. */
class OrderFreeTest {
    private static final String[] OUTCOMES = {"0", "1", "1", "0", "", "0.5", "x", "1.0", "-1", "0.25"};
    private static final String[] WORDS = {"yes", "no", "", "NaN", "yes", "no"};
    private static final String[] NUMBERS = {"3", "-1.5", "0", "1", "inf", "", "7", "0.5", "junk"};
    private static final String[] PREDICTIONS = {"0.5", "0.25", "", "2", "-1", "nan", "1", "0", "1e-9", "0.75", "0.125"
    };

    /** The same rows in another order, dealt to several files, read in batches of another size. */
    private record Shuffled(List<String[]> rows, List<String> names, int batch, int files) implements Source {
        private List<ArraySource> parts() {
            List<ArraySource> parts = new ArrayList<>();
            for (int file = 0; file < files; file++) {
                int f = file;
                List<String[]> own = IntStream.range(0, rows.size())
                        .filter(i -> i % files == f)
                        .mapToObj(rows::get)
                        .toList();
                ArraySource part = ArraySource.empty();
                for (int c = 0; c < names.size(); c++) {
                    int column = c;
                    part = part.with(
                            names.get(c), own.stream().map(row -> row[column]).toArray(String[]::new));
                }
                parts.add(part.inBatchesOf(batch));
            }
            return parts;
        }

        @Override
        public List<Column> columns() {
            return whole().columns();
        }

        private ArraySource whole() {
            return new Shuffled(rows, names, batch, 1).parts().getFirst();
        }

        @Override
        public Distinct distinct(String column, int limit) {
            return whole().distinct(column, limit);
        }

        @Override
        public void read(List<Cell> cells, boolean numbered, Sink sink) {
            boolean[] more = {true};
            List<ArraySource> parts = parts();
            for (int file = 0; file < parts.size() && more[0]; file++) {
                int number = file + 1;
                parts.get(file).read(cells, numbered, b -> {
                    more[0] = sink.accept(
                            numbered ? new Batch(b.size(), b.numbers(), b.codes(), b.flags(), number, b.rows()) : b);
                    return more[0];
                });
            }
        }
    }

    private static List<String[]> rows(Random random, String[]... cells) {
        List<String[]> rows = new ArrayList<>();
        int n = 1 + random.nextInt(300);
        for (int i = 0; i < n; i++) {
            rows.add(Arrays.stream(cells)
                    .map(some -> some[random.nextInt(some.length)])
                    .toArray(String[]::new));
        }
        return rows;
    }

    private static String outcome(Source source, Request request) {
        try {
            Scorecard card = RowLog.score(source, request);
            List<Note> notes = card.notes().stream()
                    .map(note -> new Note(note.code(), note.severity(), note.count(), List.of(), note.evidence()))
                    .toList();
            return String.join(
                    "\n",
                    card.task() + " " + card.scale() + card.outcome() + card.prediction() + card.classes(),
                    card.rows() + " " + card.scored() + card.leftOut() + notes,
                    String.join("\n", RowLog.rows(card)));
        } catch (Unscorable e) {
            return e.getMessage() + e.choices();
        }
    }

    private static void same(List<String[]> rows, List<String> names, Random random, Request request) {
        String expected = outcome(new Shuffled(rows, names, 1000, 1), request);
        for (int trial = 0; trial < 6; trial++) {
            List<String[]> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            Source source = new Shuffled(shuffled, names, 1 + random.nextInt(20), 1 + random.nextInt(7));
            assertThat(outcome(source, request.withThreads(1 + random.nextInt(3))))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyTableOfTwoColumns(long seed) {
        Random random = new Random(seed);
        for (String[] outcomes : new String[][] {OUTCOMES, WORDS, NUMBERS}) {
            List<String[]> rows = rows(random, outcomes, PREDICTIONS);
            List<String> names = List.of("y", "p");
            same(rows, names, random, Request.automatic());
            same(rows, names, random, Request.automatic().withScale(Scale.PROBABILITY));
            same(rows, names, random, Request.automatic().withScale(Scale.LOGIT).withSoftOutcomes());
            same(rows, names, random, Request.automatic().withScale(Scale.MEAN));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void anyTableOfClassesAndLabels(long seed) {
        Random random = new Random(seed);
        String[] classes = {"a", "b", "c", "", "a"};
        String[] third = {"0.3", "0.4", "0.333", "", "x", "1.5"};
        List<String[]> rows = rows(random, classes, third, third, third);
        same(rows, List.of("truth", "prob_a", "prob_b", "prob_c"), random, Request.automatic());
        same(rows(random, classes, classes), List.of("truth", "predicted"), random, Request.automatic());
        String[] indices = {"0", "1", "2", "1", ""};
        same(
                rows(random, indices, third, third, third),
                List.of("truth", "prob_x", "prob_y", "prob_z"),
                random,
                Request.automatic());
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void columnsAreChosenFromAllRows(long seed) {
        Random random = new Random(seed);
        String[] hard = {"0", "1"};
        List<String[]> rows = rows(random, hard, hard, hard, new String[] {"0", "1", "1", "0", "0.5"});
        same(rows, List.of("y", "pred", "score", "prob"), random, Request.automatic());
        same(rows, List.of("y", "pred", "p_1", "score"), random, Request.automatic());
        same(rows, List.of("won", "home", "pred", "score"), random, Request.automatic());
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void countsAreTheSameAsRepeatedRows(long seed) {
        Random random = new Random(seed);
        List<String[]> counted = rows(random, OUTCOMES, PREDICTIONS, new String[] {"0", "1", "2", "5"});
        List<String[]> repeated = new ArrayList<>();
        counted.forEach(row ->
                repeated.addAll(Collections.nCopies(Integer.parseInt(row[2]), new String[] {row[0], row[1]})));
        for (Scale scale : Scale.values()) {
            if (scale.hasSpread()) {
                continue;
            }
            Request request = scale == Scale.QUANTILE
                    ? Request.automatic()
                            .withScale(scale)
                            .withOutcome("y")
                            .withPrediction("p")
                            .withLevels(List.of(0.5))
                    : scale == Scale.LOGPROB
                            ? Request.automatic().withScale(scale).withPrediction("p")
                            : Request.automatic().withScale(scale);
            assertThat(outcome(new Shuffled(counted, List.of("y", "p", "n"), 7, 2), request.withCount("n")))
                    .isEqualTo(outcome(new Shuffled(repeated, List.of("y", "p"), 9, 1), request));
        }
    }

    /** To the last bit, with the statistics that users get. */
    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73})
    void scoresAreFreeOfOrderToo(long seed) {
        Random random = new Random(seed);
        String[] third = {"0.3", "0.4", "0.333", "0.37", "", "x"};
        String[] repeats = {"0", "1", "2", "7"};
        sameScores(random, List.of("y", "p"), OUTCOMES, PREDICTIONS, repeats);
        sameScores(random, List.of("actual", "predicted"), NUMBERS, NUMBERS, repeats);
        sameScores(
                random,
                List.of("truth", "prob_a", "prob_b", "prob_c"),
                new String[] {"a", "b", "c", ""},
                third,
                third,
                third,
                repeats);
        sameScores(random, List.of("truth", "predicted"), WORDS, WORDS, repeats);
    }

    /** The last cells say how often a row is repeated. */
    private static void sameScores(Random random, List<String> names, String[]... cells) {
        List<String[]> counted = rows(random, cells);
        List<String[]> repeated = new ArrayList<>();
        counted.forEach(row -> repeated.addAll(
                Collections.nCopies(Integer.parseInt(row[row.length - 1]), Arrays.copyOf(row, row.length - 1))));
        List<String> withCount = new ArrayList<>(names);
        withCount.add("n");
        Request request =
                names.getFirst().equals("y") ? Request.automatic().withScale(Scale.PROBABILITY) : Request.automatic();
        String expected = scores(new Shuffled(repeated, names, 1000, 1), request);
        assertThat(scores(new Shuffled(counted, withCount, 9, 2), request.withCount("n")))
                .isEqualTo(expected);
        for (int trial = 0; trial < 4; trial++) {
            List<String[]> shuffled = new ArrayList<>(repeated);
            Collections.shuffle(shuffled, random);
            Source source = new Shuffled(shuffled, names, 1 + random.nextInt(50), 1 + random.nextInt(7));
            assertThat(scores(source, request.withThreads(1 + random.nextInt(3))))
                    .isEqualTo(expected);
        }
    }

    private static String scores(Source source, Request request) {
        try {
            Scorecard card = Scorer.score(source, request);
            List<Note> notes = card.notes().stream()
                    .map(note -> new Note(note.code(), note.severity(), note.count(), List.of(), note.evidence()))
                    .toList();
            String confusion = card.confusion() == null
                    ? ""
                    : Arrays.deepToString(card.confusion().rows());
            return card.scores() + "\n" + card.reference() + "\n" + card.skill() + "\n" + confusion + "\n" + notes
                    + card.rows() + card.scored() + card.leftOut();
        } catch (Unscorable e) {
            return e.getMessage() + e.choices();
        }
    }

    /** Whoever writes down what was found gets the same result. */
    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void everythingSpelledOutIsTheSame(long seed) {
        Random random = new Random(seed);
        String[] third = {"0.3", "0.4", "0.333", "0.25", "", "x"};
        String[] classes = {"a", "b", "c", ""};
        String[] indices = {"1", "2", "3"};
        String[] share = {"10%", "95%", ""};
        spelledOut(rows(random, OUTCOMES, PREDICTIONS), List.of("y", "p"));
        spelledOut(rows(random, WORDS, PREDICTIONS), List.of("y", "p"));
        spelledOut(rows(random, NUMBERS, NUMBERS), List.of("y", "score"));
        spelledOut(rows(random, new String[] {"1", "0"}, share), List.of("y", "p"));
        spelledOut(rows(random, new String[] {"1", "0"}, PREDICTIONS), List.of("truth", "prob_0"));
        spelledOut(rows(random, new String[] {"won", "lost"}, PREDICTIONS), List.of("truth", ".pred_won"));
        spelledOut(rows(random, new String[] {"True", "False"}, PREDICTIONS), List.of("truth", "p"));
        spelledOut(rows(random, classes, classes), List.of("truth", "predicted"));
        spelledOut(rows(random, classes, third, third, third), List.of("truth", "prob_a", "prob_b", "prob_c"));
        spelledOut(rows(random, indices, third, third, third), List.of("truth", "prob_a", "prob_b", "prob_c"));
    }

    private static void spelledOut(List<String[]> rows, List<String> names) {
        Source source = new Shuffled(rows, names, 100, 1);
        Scorecard card;
        try {
            card = RowLog.score(source, Request.automatic());
        } catch (Unscorable nothingToSpellOut) {
            return;
        }
        Request request = Request.automatic()
                .withOutcome(card.outcome().toArray(String[]::new))
                .withPrediction(card.prediction().toArray(String[]::new));
        if (card.task() != Task.LABELS) {
            request = request.withScale(card.scale());
        }
        if (card.task() == Task.BINARY) {
            request = request.withPositive(card.classes().get(1));
        }
        if (card.task() == Task.CLASSES) {
            request = request.withClasses(card.classes().toArray(String[]::new));
        }
        assertThat(outcome(source, request)).isEqualTo(outcome(source, Request.automatic()));
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void theFirstTenRowsOfANoteAreListed(long seed) {
        Random random = new Random(seed);
        List<String[]> rows = rows(random, OUTCOMES, PREDICTIONS);
        List<Long> missing = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i)[0].isEmpty())
                .mapToObj(i -> i + 1L)
                .limit(10)
                .toList();
        Request request = Request.automatic().withScale(Scale.PROBABILITY);
        Scorecard card = RowLog.score(new Shuffled(rows, List.of("y", "p"), 5, 1), request);
        assertThat(card.notes())
                .filteredOn(note -> note.code() == Note.Code.OUTCOME_MISSING)
                .flatExtracting(Note::rows)
                .extracting(RowReference::row)
                .isEqualTo(missing);
        Scorecard split = RowLog.score(new Shuffled(rows, List.of("y", "p"), 5, 3), request);
        assertThat(split.notes())
                .allSatisfy(note -> assertThat(note.rows()).isSorted().hasSizeLessThanOrEqualTo(10));
        assertThat(split.notes())
                .filteredOn(note -> note.code() == Note.Code.ZERO_PROBABILITY)
                .allSatisfy(note -> assertThat(note.rows()).hasSize((int) Math.min(10, note.count())));
    }
}
