package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import programs.Everything;

class EverythingTest {
    @ParameterizedTest
    @ValueSource(strings = {"all", "lines", "vars", "profile"})
    void printsTheSameWhateverIsRecorded(String level) throws Exception {
        Lab.Run run = Lab.run(Everything.class, Lab.options("level", level, "vars", "k,t,x"));
        assertThat(run.printed()).isEqualTo(Lab.plain(Everything.class)).contains("Cannot store to int array because");
        assertThat(run.events()).isPositive();
        assertThat(run.definitions()).doesNotContain("is not recorded");
    }

    @Test
    void recordsMoreWithMoreDetail() throws Exception {
        long all = Lab.run(Everything.class, Lab.options()).events();
        long lines = Lab.run(Everything.class, Lab.options("level", "lines")).events();
        long shallow = Lab.run(Everything.class, Lab.options("depth", "1")).events();
        assertThat(lines).isLessThan(all);
        assertThat(shallow).isLessThan(all).isPositive();
    }

    @Test
    void tellsVariablesRelationsAndTypes() throws Exception {
        String text = Lab.run(Everything.class, Lab.options("sources", "src/test/java"))
                .definitions();
        assertThat(text)
                .contains("\"method\":\"fact(int)\"")
                .contains("\"kind\":\"source\"")
                .contains("\"name\":\"sum\"")
                .contains("lambda at line")
                .contains("\"text\":\"Order.UP\"")
                .contains("\"fields\":[\"v\",\"next\"]")
                .contains("\"kind\":\"relation\"");
    }

    @Test
    void keepsTheFirstEventsExactly() throws Exception {
        Lab.Run run = Lab.run(Everything.class, Lab.options("keep", "first:500"));
        assertThat(run.events()).isEqualTo(500);
        assertThat(run.definitions()).contains("keeps the first 500");
    }

    @Test
    void keepsTheLastEvents() throws Exception {
        Lab.Run run = Lab.run(Everything.class, Lab.options("keep", "last:500"));
        assertThat(run.events()).isBetween(250L, 500L);
        assertThat(run.definitions()).contains("keeps the last 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n > 100", "sum >= 500000", "ff == 3", "n is NaN"})
    void startsWhereAVariableSays(String trigger) throws Exception {
        long part = Lab.run(Everything.class, Lab.options("trigger", trigger)).events();
        assertThat(part == 0).isEqualTo(trigger.endsWith("NaN"));
    }

    @Test
    void startsWhereAMethodIsEntered() throws Exception {
        long all = Lab.run(Everything.class, Lab.options("methods", "rec,area")).events();
        long part = Lab.run(Everything.class, Lab.options("methods", "rec,area", "trigger", "method rec"))
                .events();
        assertThat(part).isLessThan(all).isGreaterThan(all / 2);
    }

    @Test
    void recordsEachSoManyThCall() throws Exception {
        long all = Lab.run(Everything.class, Lab.options("methods", "rec")).events();
        long tenth = Lab.run(Everything.class, Lab.options("methods", "rec", "every", "10"))
                .events();
        assertThat(tenth).isBetween(all / 11, all / 9);
    }

    @Test
    void recordsOnlyTheMethodsAskedFor() throws Exception {
        String text =
                Lab.run(Everything.class, Lab.options("methods", "fact,are*")).definitions();
        assertThat(text).contains("fact(int)").contains("area(Shape)").doesNotContain("main(String[])");
    }
}
