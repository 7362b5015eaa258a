package org.surprisal.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.Link;
import org.surprisal.fit.Method;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Missing;
import org.surprisal.fit.design.Roles;
import org.surprisal.fit.design.TwoLevels;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.fit.model.KeptModel;
import org.surprisal.report.Language;
import org.surprisal.report.Provenance;
import org.surprisal.report.Words;
import org.surprisal.report.fit.FitJson;
import org.surprisal.report.fit.FitReport;
import org.surprisal.report.fit.FitText;
import org.surprisal.report.fit.ModelJson;
import org.surprisal.report.fit.Validation;
import org.surprisal.table.Column;
import org.surprisal.table.Options;
import org.surprisal.table.Table;

/** {@code surprisal fit}: which parameters make what happened least surprising? */
final class FitCommand implements Command {
    /** Of files up to this length decimals are read exactly, so that least squares lose nothing of them. */
    private static final long EXACT = 16 << 20;

    private final Console console;
    final List<String> words = new ArrayList<>();

    @Nullable
    String loss;

    @Nullable
    String family;

    @Nullable
    String link;

    @Nullable
    String offset;

    @Nullable
    String weight;

    @Nullable
    String cluster;

    @Nullable
    String positive;

    double l1;
    double l2;
    boolean firth;

    final PathArgument path = new PathArgument();
    final ResultArgument results = new ResultArgument();

    @Nullable
    String classes;

    @Nullable
    String reference;

    @Nullable
    String errors;

    double level = 0.95;
    String missing = "drop";
    int threads = Runtime.getRuntime().availableProcessors();
    int iterations = 100;
    Method solver = Method.NEWTON;
    int validate;

    @Nullable
    String memory;

    @Nullable
    String encoding;

    private @Nullable String lang;
    private @Nullable String out;

    @Nullable
    String validateOut;

    private @Nullable String json;
    private boolean quiet;

    FitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .arguments("FILE... FORMULA", words::add)
                .option("--loss", "NAME|FORMULA", value -> loss = value)
                .option("--family", "NAME", value -> family = value)
                .option("--link", "NAME", value -> link = value)
                .option("--offset", "COL", value -> offset = value)
                .option("--weight", "COL", value -> weight = value)
                .option("--cluster", "COL", value -> cluster = value)
                .option("--positive", "LEVEL", value -> positive = value)
                .option("--classes", "A,B,C", value -> classes = value)
                .option("--reference", "CLASS", value -> reference = value)
                .option("--l1", "V", Double.class, value -> l1 = value)
                .flag("--firth", () -> firth = true)
                .option("--l2", "V", Double.class, value -> l2 = value)
                .option("--path", "ALPHA", Double.class, path::alpha)
                .option("--folds", "K", Integer.class, value -> path.folds = value)
                .option("--penalties", "N", Integer.class, value -> path.penalties = value)
                .option("--choose", "simplest|best", value -> path.choose = value)
                .option("--errors", "KIND", value -> errors = value)
                .option("--intervals", "wald|profile", value -> results.intervals = value)
                .option("--tests", "lr", value -> results.tests = value)
                .option("--rows", "FILE|-", value -> results.rows = value)
                .option("--level", "LEVEL", Double.class, value -> level = value)
                .option("--missing", "drop|refuse", value -> missing = value)
                .option("--threads", "N", Integer.class, value -> threads = value)
                .option("--solver", "newton|lbfgs", value -> solver = solver(value))
                .option("--iterations", "N", Integer.class, value -> iterations = value)
                .option("--validate", "K", Integer.class, value -> validate = value)
                .option("--validate-out", "FILE|-", value -> validateOut = value)
                .option("--memory", "SIZE", value -> memory = value)
                .option("--encoding", "NAME", value -> encoding = value)
                .option("--out", "FILE", value -> out = value)
                .option("--lang", "en|zh", value -> lang = value)
                .option("--json", "FILE|-", value -> json = value)
                .flag("--quiet", () -> quiet = true);
    }

    @Override
    public int run() {
        Language language = Main.language(lang, console);
        check();
        Errors kind = kind();
        boolean several = ClassArgument.isMeant(family);
        // Of several classes the model is made once the formula is known; the columns are found in the same way.
        Fit what = several ? usual() : what();
        results.check(this, kind);
        if (several) {
            ClassArgument.check(this, kind);
        } else {
            results.check(what);
        }
        if (!several && (classes != null || reference != null)) {
            throw wrong("--classes and --reference belong to --family multinomial and --family ordered.");
        }
        long budget = MemorySize.of(memory, "fit");
        FitProgress progress = new FitProgress(console, quiet);
        try (Table table = Table.open(files(), options(progress))) {
            List<String> columns = table.columns().stream().map(Column::name).toList();
            ModelFormula formula = formula(columns);
            Roles roles = what.roles();
            boolean exact =
                    what.link() == Link.IDENTITY && Family.GAUSSIAN.equals(what.family()) && table.bytes() <= EXACT;
            Map<String, ColumnUse> uses = ColumnUse.toFit(formula, roles);
            try (TableFrame rows = TableFrame.read(table, uses, exact, budget)) {
                requireTask(formula, rows);
                Frame frame = rows.frame();
                progress.rows(frame.rows());
                Done done = several
                        ? classes(formula, frame, kind, progress, table.files())
                        : numbers(formula, what, rows, kind, progress, table.files());
                if (!quiet) {
                    table.remarks()
                            .forEach(
                                    remark -> console.err().println("surprisal: " + Words.printable(remark.message())));
                }
                // A disk that is full must not cost what is already known.
                print(done.report(), table.files(), language);
                done.files().run();
            }
        } finally {
            progress.wipe();
        }
        return 0;
    }

    /** What is to be said, and what is to be written beside it. */
    private record Done(FitReport report, Runnable files) {}

    /** A fit with one prediction per row. */
    private Done numbers(
            ModelFormula formula,
            Fit what,
            TableFrame rows,
            @Nullable Errors kind,
            FitProgress progress,
            List<String> files) {
        Frame frame = rows.frame();
        Fit fit = what.formula(formula.toString()).watched(progress);
        PathArgument.Tried tried = path.isMeant() ? path.fit(fit, frame) : null;
        Fitted fitted = tried == null
                ? fit.to(frame)
                : tried.path().fitted(tried.report().chosen());
        Errors how = kind == null ? fitted.usualErrors() : kind;
        if (how == Errors.CLUSTER && fitted.data().clusters() < 2) {
            throw oneCluster(cluster);
        }
        Validation validation = validate == 0
                ? null
                : new CrossValidation(fit, frame, validate).of(fitted, level, validateOut, console);
        FitReport report = FitReport.of(
                fitted, results.of(fitted, frame, how, level, validation, tried == null ? null : tried.report()));
        progress.wipe();
        return new Done(report, () -> {
            keep(() -> FittedModel.of(fitted, how, outcomes(formula, rows)), files);
            if (results.rows != null) {
                FittedRows.write(fitted, results.rows, console);
            }
        });
    }

    /** A fit with a probability for each of several classes. */
    private Done classes(
            ModelFormula formula, Frame frame, @Nullable Errors kind, FitProgress progress, List<String> files) {
        ClassFitting fitting =
                new ClassFitting(this, ClassArgument.fit(this, formula.toString(), progress), frame, kind, console);
        FitReport report = fitting.report();
        progress.wipe();
        return new Done(report, () -> {
            keep(fitting::model, files);
            if (results.rows != null) {
                fitting.rows(results.rows, console);
            }
        });
    }

    private void keep(Supplier<KeptModel> kept, List<String> files) {
        if (out != null) {
            KeptModel model = kept.get();
            Provenance provenance = provenance(files);
            JsonTarget.write(out, console, stream -> ModelJson.write(model, provenance, stream));
        }
    }

    /** All rows that are fitted are in one cluster. */
    static Unusable oneCluster(@Nullable String cluster) {
        return new Unusable("The column " + cluster + " has one value in all rows that are fitted, but errors of"
                + " clusters need at least two: leave --cluster out.");
    }

    private void check() {
        if (words.size() < 2) {
            throw wrong("A fit needs a file and a formula, such as surprisal fit sales.csv 'y ~ x'.");
        }
        if (!(level > 0 && level < 1)) {
            throw wrong("--level lies between 0 and 1, such as 0.95, not " + level + ".");
        }
        if (threads < 1) {
            throw wrong("--threads is at least 1, not " + threads + ".");
        }
        if (iterations < 1) {
            throw wrong("--iterations is at least 1, not " + iterations + ".");
        }
        if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
            throw wrong("--l2 is finite and not negative, not " + l2 + ".");
        }
        if (!(l1 >= 0 && l1 <= Double.MAX_VALUE)) {
            throw wrong("--l1 is finite and not negative, not " + l1 + ".");
        }
        if (firth && (l1 > 0 || l2 > 0 || !"binomial".equals(family) || (link != null && !link.equals("logit")))) {
            throw wrong("--firth is for --family binomial with the logit link, without --l1 and --l2.");
        }
        if (!missing.equals("drop") && !missing.equals("refuse")) {
            throw wrong("--missing is drop or refuse, not '" + missing + "'.");
        }
        if (validate != 0 && validate < 2) {
            throw wrong("--validate takes at least 2 folds, not " + validate + ".");
        }
        if (validateOut != null && validate == 0) {
            throw wrong("--validate-out needs the number of folds: --validate 5.");
        }
        if (Stream.of(validateOut, results.rows, json, out).filter("-"::equals).count() > 1) {
            throw wrong("Of --validate-out, --rows, --json and --out only one can have standard output (-): name files"
                    + " for the others.");
        }
        Stream.of(validateOut, results.rows, out, json)
                .filter(file -> file != null && !file.equals("-"))
                .forEach(NewFile::requireFolder);
        path.check(this);
        if (solver == Method.LBFGS) {
            requireSmooth();
        }
        if (loss != null && family != null) {
            throw wrong("--loss and --family both say what is fitted: give one of them.");
        }
    }

    /** L-BFGS knows no second derivatives. */
    private void requireSmooth() {
        String what = ClassArgument.isMeant(family)
                ? "--family " + family
                : l1 > 0
                        ? "--l1"
                        : firth
                                ? "--firth"
                                : path.isMeant()
                                        ? "--path"
                                        : results.isProfile()
                                                ? "--intervals profile"
                                                : results.tests != null
                                                        ? "--tests"
                                                        : errors != null ? "--errors" : null;
        if (what != null) {
            throw wrong("--solver lbfgs does not go with " + what + ": it fits smooth losses with --l2 or no penalty,"
                    + " and gives no errors.");
        }
    }

    private List<String> files() {
        return words.subList(0, words.size() - 1);
    }

    private @Nullable Errors kind() {
        if (errors == null) {
            return null;
        }
        List<String> known = new ArrayList<>();
        for (Errors each : Errors.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.equals(errors.toLowerCase(Locale.ROOT))) {
                if (each == Errors.CLUSTER && cluster == null) {
                    throw wrong("--errors cluster needs the column of the clusters: --cluster COL.");
                }
                return each;
            }
            known.add(name);
        }
        throw wrong("--errors is " + String.join(", ", known) + "; there is no '" + errors + "'"
                + DidYouMean.end(errors, known));
    }

    private Fit usual() {
        Fit fit = Fit.leastSquares("");
        fit = weight == null ? fit : fit.weight(weight);
        return cluster == null ? fit : fit.cluster(cluster);
    }

    /** What to fit, but for the formula, which needs the names of the columns. */
    private Fit what() {
        Fit fit = family != null ? FamilyArgument.fit(family, "") : loss != null ? ofLoss(loss) : Fit.leastSquares("");
        if (link != null) {
            fit = fit.link(FamilyArgument.link(link));
        }
        fit = weight == null ? fit : fit.weight(weight);
        fit = cluster == null ? fit : fit.cluster(cluster);
        fit = positive == null ? fit : fit.positive(positive);
        fit = firth ? fit.firth() : fit;
        return fit.l1(l1)
                .l2(l2)
                .missing(missing.equals("drop") ? Missing.DROP : Missing.REFUSE)
                .threads(threads)
                .iterations(iterations)
                .method(solver);
    }

    private static Method solver(String name) {
        return switch (name) {
            case "newton" -> Method.NEWTON;
            case "lbfgs" -> Method.LBFGS;
            default -> throw wrong("--solver is newton or lbfgs, not '" + name + "'.");
        };
    }

    private static Fit ofLoss(String text) {
        try {
            return Fit.of("", LossArgument.parse(text, "fit"));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ModelFormula formula(List<String> columns) {
        String text = words.getLast();
        if (text.indexOf('~') < 0 && words.stream().anyMatch(word -> word.indexOf('~') > 0)) {
            throw wrong("The formula comes last, after the files.");
        }
        Set<String> beside = new TreeSet<>();
        requireColumn("--weight", weight, columns, beside);
        requireColumn("--cluster", cluster, columns, beside);
        if (offset != null && columns.contains(offset)) {
            beside.add(offset);
        }
        ModelFormula formula = ModelFormula.parse(text.strip(), columns, beside);
        return offset == null ? formula : withOffset(formula, offset, columns);
    }

    /** An offset is a column, or arithmetic such as {@code log(exposure)}. */
    private static ModelFormula withOffset(ModelFormula formula, String offset, List<String> columns) {
        String written = columns.contains(offset) ? "`" + offset + "`" : offset;
        List<Arithmetic> offsets = new ArrayList<>(formula.offsets());
        offsets.addAll(ModelFormula.parse("offset ~ offset(" + written + ")", withName(columns))
                .offsets());
        return new ModelFormula(formula.response(), formula.terms(), offsets);
    }

    private static List<String> withName(List<String> columns) {
        List<String> all = new ArrayList<>(columns);
        if (!all.contains("offset")) {
            all.add("offset");
        }
        return all;
    }

    private static void requireColumn(String option, @Nullable String name, List<String> columns, Set<String> beside) {
        if (name == null) {
            return;
        }
        if (!columns.contains(name)) {
            throw wrong(option + " names no column: there is no '" + name + "'" + DidYouMean.end(name, columns));
        }
        beside.add(name);
    }

    /** What is fitted to names is never guessed. */
    private void requireTask(ModelFormula formula, TableFrame rows) {
        if (family == null
                && loss == null
                && formula.response() instanceof Arithmetic.Name response
                && rows.isCategory(response.column())) {
            throw wrong("The response " + response.column()
                    + " holds names, not numbers: say what is fitted, such as --family binomial --positive LEVEL.");
        }
    }

    private Options options(FitProgress progress) {
        return Options.defaults()
                .withEncoding(encoding)
                .withThreads(threads)
                .withInput(console.in())
                .withProgress(progress.reading());
    }

    /** Of a response of two names the one that counts as 1 last, as the fit took them. */
    private List<String> outcomes(ModelFormula formula, TableFrame rows) {
        if (!(formula.response() instanceof Arithmetic.Name name) || !rows.isCategory(name.column())) {
            return List.of();
        }
        String one = TwoLevels.one(rows.levels(name.column()), positive).orElse("");
        List<String> all = new ArrayList<>(rows.levels(name.column()));
        all.remove(one);
        all.add(one);
        return all;
    }

    private Provenance provenance(List<String> read) {
        return new Provenance(Main.version(), read, Instant.now().truncatedTo(ChronoUnit.SECONDS), FitCall.of(this));
    }

    private void print(FitReport report, List<String> read, Language language) {
        boolean taken = Stream.of(validateOut, results.rows, out, json).anyMatch("-"::equals);
        if (!taken && !quiet) {
            console.out().print(FitText.of(report, console.page(language)));
        } else if (!taken && json == null) {
            console.out().print(FitText.headline(report));
        }
        if (json != null) {
            Provenance provenance = provenance(read);
            JsonTarget.write(json, console, stream -> FitJson.write(report, provenance, language, stream));
        }
    }

    static WrongCall wrong(String message) {
        return new WrongCall(message, "fit");
    }
}
