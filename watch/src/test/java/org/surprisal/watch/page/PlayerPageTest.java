package org.surprisal.watch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.Replay;
import org.surprisal.watch.state.State;

class PlayerPageTest {
    private static final List<Kind> KINDS = List.copyOf(EnumSet.allOf(Kind.class));
    private static final PageOptions ALL = new PageOptions("", 1, Long.MAX_VALUE);

    private static Played play(Kept kept, PageOptions options) throws IOException {
        return new Played(PlayerPage.pack(kept, options));
    }

    private static String page(Kept kept, PageOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlayerPage.write(kept, options, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyEventComesBackAsItWas() throws IOException {
        Kept kept = Kept.bubbleSort(20, Long.MAX_VALUE);
        assertThat(play(kept, ALL).events).isEqualTo(kept.events);
    }

    @Test
    void everyKindOfEventAndValueComesBack() throws IOException {
        Kept kept = new Kept();
        Method method = new Method("p.Node", "add(int)", "Node.java", 4, 9, List.of("x"));
        kept.add(Kind.THREAD, null, new Value.Text("main", 4));
        kept.method = method;
        kept.frame = 1;
        kept.add(Kind.ENTER, null, null);
        List<Value> values = List.of(
                new Value.Null(),
                new Value.Truth(true),
                new Value.Truth(false),
                new Value.Whole(-3),
                new Value.Whole(1L << 52),
                new Value.Whole(-(1L << 52)),
                new Value.Whole(Long.MIN_VALUE),
                new Value.Whole(Long.MAX_VALUE),
                new Value.Real(0.1),
                new Value.Real(-0.0),
                new Value.Real(Double.NaN),
                new Value.Real(Double.NEGATIVE_INFINITY),
                new Value.Letter('\u00e9'),
                new Value.Text("a</script>\u2028 \ud83d\ude00", 13),
                new Value.Text("cut", 900),
                new Value.Reference(7),
                new Value.Opaque("p.Order.UP"),
                new Value.Unknown());
        for (int round = 0; round < 2; round++) {
            for (Value value : values) {
                kept.line(5).add(Kind.WRITE, "x", value);
                kept.add(Kind.ELEMENT, null, 3, null, value, value, -1, List.of(), List.of());
            }
        }
        kept.object(7, "p.Node", values, List.of("one", "two"));
        kept.add(Kind.CONTENTS, null, 7, null, new Value.Whole(2), null, 12, values, List.of());
        kept.add(Kind.INSERT, null, 7, null, null, new Value.Whole(5), -1, List.of(), List.of());
        kept.add(Kind.REMOVE, null, 7, null, new Value.Whole(5), null, -1, List.of(), List.of());
        kept.add(Kind.FIELD, "next", 7, null, null, new Value.Reference(3), -1, List.of(), List.of());
        kept.add(Kind.FIELD, "count", 0, "p.Node", null, new Value.Whole(1), -1, List.of(), List.of());
        kept.add(Kind.OUTPUT, "out", new Value.Text("hello\n", 6));
        kept.thread = 12;
        kept.frame = 40;
        kept.line(8).add(Kind.THROW, null, new Value.Text("java.lang.Error: no", 19));
        kept.thread = 1;
        kept.frame = 1;
        kept.add(Kind.EXIT, null, new Value.Whole(9));
        kept.frame = 0;
        kept.method = null;
        kept.add(Kind.WRITE, "loss", new Value.Real(0.25));
        assertThat(play(kept, ALL).events).isEqualTo(kept.events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void strangeOrdersComeBackToo(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Kept kept = new Kept();
        kept.level = seed % 2 == 0 ? "vars" : "all";
        for (int i = 0; i < 2000; i++) {
            kept.thread = 1 + random.nextInt(3);
            kept.frame = random.nextInt(6);
            kept.line = random.nextInt(4);
            kept.step += random.nextInt(3);
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean bare = kind == Kind.LINE || kind == Kind.ENTER;
            boolean full = kind == Kind.OBJECT || kind == Kind.CONTENTS;
            boolean owned =
                    full || kind == Kind.ELEMENT || kind == Kind.INSERT || kind == Kind.REMOVE || kind == Kind.FIELD;
            kept.add(
                    kind,
                    random.nextBoolean() ? "v" : null,
                    owned ? random.nextInt(9) : 0,
                    kind == Kind.OBJECT ? "T" : null,
                    bare || random.nextBoolean() ? null : new Value.Whole(random.nextInt(50)),
                    bare || random.nextBoolean() ? null : new Value.Whole(random.nextLong()),
                    full ? random.nextInt(5) - 1 : -1,
                    full ? List.of(new Value.Whole(random.nextInt()), new Value.Real(random.nextDouble())) : List.of(),
                    List.of());
        }
        assertThat(play(kept, ALL).events).isEqualTo(kept.events);
    }

    @Test
    void theHeadTellsWhatWasWatched() throws IOException {
        Kept kept = Kept.bubbleSort(5, 50);
        kept.notes.add("One class has no lines.");
        Played played = play(kept, ALL);
        assertThat(played.head)
                .containsEntry("program", "Sort")
                .containsEntry("level", "all")
                .containsEntry("exit", 0L);
        assertThat(played.head)
                .containsEntry("language", "java")
                .containsEntry("notes", List.of("One class has no lines."));
        assertThat(Played.list(played.at("relations"))).hasSize(3).contains(List.of(0L, 5L, "a", "j", 1L));
        assertThat(Played.list(played.at("views"))).containsExactly(List.of(0L, "a", "bars"));
        assertThat(Played.list(played.at("sources"))).containsExactly(List.of("Sort.java", "class Sort {}\n"));
    }

    @Test
    void aHundredThousandStepsAreSmall() throws IOException {
        Kept kept = Kept.bubbleSort(400, 100_000);
        assertThat(kept.step).isGreaterThanOrEqualTo(100_000);
        int size = Base64.getEncoder().encode(PlayerPage.pack(kept, ALL)).length;
        assertThat(size).isLessThan(500_000);
    }

    @Test
    void manyNumbersWithAPointAreRoundedAndThePageSaysSo() throws IOException {
        Kept kept = new Kept();
        SplittableRandom random = new SplittableRandom(3);
        kept.method = new Method("Fit", "fit()", "Fit.java", 1, 9, List.of());
        kept.frame = 1;
        kept.add(Kind.ENTER, null, null);
        for (int i = 0; i < 90_000; i++) {
            kept.line(4).add(Kind.WRITE, "loss", new Value.Real(random.nextDouble()));
        }
        Played played = play(kept, ALL);
        assertThat(Played.list(played.at("notes")))
                .anyMatch(note -> note.toString().contains("7 digits"));
        for (int i = 0; i < kept.events.size(); i++) {
            if (kept.events.get(i).value() instanceof Value.Real exact
                    && played.events.get(i).value() instanceof Value.Real rounded) {
                assertThat(rounded.value()).isEqualTo((double) (float) exact.value());
            }
        }
    }

    @Test
    void roundingKeepsWhatIsNoNumberAndNeverOverflows() {
        assertThat(Columns.round(Double.NaN)).isNaN();
        assertThat(Columns.round(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Columns.round(Double.MAX_VALUE)).isFinite();
        assertThat(Columns.round(-0.0)).isEqualTo(-0.0);
        assertThat(Columns.round(0.1)).isEqualTo((double) 0.1f);
        assertThat(Columns.round(1e300)).isCloseTo(1e300, org.assertj.core.api.Assertions.withinPercentage(1e-5));
    }

    @Test
    void aPageThatBeginsInTheMiddleHasTheStateOfBefore() throws IOException {
        Kept kept = Kept.bubbleSort(30, Long.MAX_VALUE);
        long first = kept.step / 2;
        Played played = play(kept, new PageOptions("en", first, 100));
        State state = new State();
        played.events.forEach(state::apply);
        State expected = Replay.of(kept).at(first + 99);
        assertThat(state.step()).isEqualTo(first + 99);
        assertThat(variables(state)).isEqualTo(variables(expected)).isNotEmpty();
        assertThat(elements(state, 1)).isEqualTo(elements(expected, 1)).hasSize(30);
        assertThat(Played.list(played.at("notes")).toString()).contains("steps " + first + " to " + (first + 99));
        assertThat(played.number("total")).isEqualTo(kept.step);
    }

    @Test
    void whatOnlyThePastKnowsIsKept() throws IOException {
        Kept kept = new Kept();
        kept.add(Kind.THREAD, null, new Value.Text("main", 4));
        kept.method = new Method("Tree", "walk()", "Tree.java", 1, 9, List.of());
        kept.frame = 3;
        kept.add(Kind.ENTER, null, null);
        kept.object(1, "java.util.HashMap", List.of(new Value.Whole(1), new Value.Reference(2)), List.of());
        kept.object(2, "Tree", List.of(new Value.Whole(5)), List.of("key"));
        kept.object(3, "int[]", List.of(new Value.Whole(5)), List.of());
        kept.add(Kind.FIELD, "all", 0, "Tree", null, new Value.Reference(1), -1, List.of(), List.of());
        kept.add(Kind.WRITE, "x", new Value.Reference(9));
        kept.line(2).line(3).line(4);
        Played played = play(kept, new PageOptions("", 3, 5));
        assertThat(played.events)
                .filteredOn(event -> event.kind() == Kind.OBJECT)
                .extracting(Event::object)
                .as("objects that nothing leads to are left out")
                .containsExactly(1L, 2L);
        assertThat(played.events).extracting(Event::kind).contains(Kind.THREAD, Kind.ENTER, Kind.FIELD, Kind.WRITE);
        assertThat(played.events.getLast()).isEqualTo(kept.events.getLast());
    }

    @Test
    void aPageBeyondTheEndShowsTheEnd() throws IOException {
        Kept kept = Kept.bubbleSort(6, Long.MAX_VALUE);
        Played played = play(kept, new PageOptions("", kept.step + 10, 10));
        assertThat(played.events).isNotEmpty().allMatch(event -> event.step() == kept.step + 9);
    }

    @Test
    void thePageIsOneFileThatMayLoadNothing() throws IOException {
        Kept kept = Kept.bubbleSort(6, Long.MAX_VALUE);
        kept.sources.put("Bad.java", "// </script><script>alert(1)</script> <!-- \u2028");
        String page = page(kept, new PageOptions("zh", 1, 10));
        assertThat(page.startsWith("<!doctype html>")).isTrue();
        assertThat(page.contains("<script type=\"application/json\" id=\"options\">{\"language\":\"zh\"}</script>"))
                .isTrue();
        assertThat(page.contains("content=\"default-src 'none'; script-src 'sha256-"))
                .isTrue();
        for (String never : List.of(
                "alert(1)",
                "unsafe-",
                "recording:here",
                "\"options\":\"here\"",
                "src=\"http",
                "href=\"http",
                "eval(")) {
            assertThat(page.contains(never)).as(never).isFalse();
        }
        Matcher data =
                Pattern.compile("id=\"recording\">([A-Za-z0-9+/=]+)</script>").matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(new Played(Base64.getDecoder().decode(data.group(1))).events).hasSizeGreaterThan(10);
    }

    @Test
    void dataLongerThanOnePieceAreOneBase64() throws IOException {
        Kept kept = new Kept();
        SplittableRandom random = new SplittableRandom(8);
        kept.frame = 1;
        for (int i = 0; i < 40_000; i++) {
            kept.line(1).add(Kind.WRITE, "x", new Value.Whole(random.nextInt()));
        }
        Matcher data = Pattern.compile("id=\"recording\">([^<]+)</script>").matcher(page(kept, ALL));
        assertThat(data.find()).isTrue();
        assertThat(new Played(Base64.getDecoder().decode(data.group(1))).events).isEqualTo(kept.events);
    }

    @Test
    void optionsAreChecked() {
        assertThat(PageOptions.standard()).isEqualTo(new PageOptions("", 1, PageOptions.MOST_STEPS));
        assertThatThrownBy(() -> new PageOptions("de", 1, 1)).hasMessageContaining("en or zh");
        assertThatThrownBy(() -> new PageOptions("", 0, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new PageOptions("", 1, 0)).hasMessageContaining("at least 1");
    }

    private static List<Object> variables(State state) {
        return state.stacks().stream()
                .flatMap(stack -> stack.frames().stream())
                .<Object>map(Frame::variables)
                .toList();
    }

    private static List<Value> elements(State state, long object) {
        return java.util.Objects.requireNonNull(state.thing(object)).elements();
    }
}
