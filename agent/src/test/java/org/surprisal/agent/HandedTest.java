package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import programs.Handed;

class HandedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "level; all",
                "level; lines",
                "level; profile",
                "level; vars",
                "vars; list,map,values,box",
                "elements; 3",
                "methods; kept",
                "keep; last:40",
                "keep; last:3000",
                "keep; first:40",
                "trigger; method maps",
                "every; 3"
            })
    void printsTheSameWhateverIsRecorded(String option, String value) throws Exception {
        Lab.Run run = Lab.run(
                Handed.class,
                option.equals("vars") ? Lab.options("level", "vars", "vars", value) : Lab.options(option, value));
        assertThat(run.printed())
                .isEqualTo(Lab.plain(Handed.class))
                .contains("stopped at xb")
                .contains("[40, 50, 60][70, 2][lambda]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 300, 3000})
    void keepsTheLastEventsAndWhatIsOpenThen(int last) throws Exception {
        Lab.Run run = Lab.run(Handed.class, Lab.options("keep", "last:" + last));
        assertThat(run.events()).isBetween((last + 1) / 2L, (long) last);
        assertThat(run.definitions()).contains("keeps the last " + last + " events at most");
    }

    @Test
    void saysWhatItDoesNotFollow() throws Exception {
        assertThat(Lab.run(Handed.class, Lab.options()).definitions())
                .contains("More than 64 arrays, collections and objects were handed to code that is not recorded")
                .contains("A call changed more than 1024 elements of an array at once");
    }

    @Test
    void recordsNothingOfWhatACommentIgnores() throws Exception {
        String open = Lab.run(Handed.class, Lab.options()).definitions();
        String ignoring =
                Lab.run(Handed.class, Lab.options("sources", "src/test/java")).definitions();
        assertThat(open).contains("\"name\":\"secret\"").contains("\"name\":\"hidden\"");
        assertThat(ignoring).doesNotContain("\"name\":\"secret\"").doesNotContain("\"name\":\"hidden\"");
    }
}
