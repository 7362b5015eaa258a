package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Page PAGE = new Page(Language.EN, 40, false);

    @Test
    void chineseCharactersTakeTwoCells() {
        assertThat(CellWidth.of("abc")).isEqualTo(3);
        assertThat(CellWidth.of("对数损失")).isEqualTo(8);
        assertThat(CellWidth.of("（第 2 行）")).isEqualTo(11);
        assertThat(CellWidth.of("한글")).isEqualTo(4);
        assertThat(CellWidth.of("e\u0301")).isEqualTo(1);
        assertThat(CellWidth.of("😀")).isEqualTo(2);
        assertThat(CellWidth.of("∈ ½")).isEqualTo(3);
    }

    @Test
    void columnsLineUpWhateverTheScript() {
        Grid grid = new Grid(List.of("评分", "数值", "leer"), "lrl");
        grid.add("对数损失", "0.632", "");
        grid.add("R²", "12.5", "");
        assertThat(grid.lines(PAGE, "")).containsExactly("评分       数值", "对数损失  0.632", "R²         12.5");
    }

    @Test
    void aFirstColumnThatIsTooWideIsCut() {
        Grid grid = new Grid(List.of("score", "value"), "lr");
        grid.add("(y_true - y_pred)^2 / (1 + abs(y_true)) and more", "0.632");
        assertThat(grid.lines(PAGE, ""))
                .allMatch(line -> CellWidth.of(line) <= 40)
                .last()
                .asString()
                .contains("…");
    }

    @Test
    void headingsThatAreEmptyTakeNoLine() {
        Grid grid = new Grid(List.of("", ""), "ll");
        grid.add("file", "a.csv");
        assertThat(grid.lines(PAGE, "  ")).containsExactly("  file  a.csv");
    }

    @Test
    void englishBreaksBetweenWords() {
        assertThat(Paragraph.lines("one two three four", 9, "", "")).containsExactly("one two", "three", "four");
        assertThat(Paragraph.lines("unbreakable", 4, "- ", "  ")).containsExactly("- unbreakable");
        assertThat(Paragraph.lines("a b", 3, "* ", "  ")).containsExactly("* a", "  b");
    }

    @Test
    void chineseBreaksAnywhereButNotBeforePunctuation() {
        assertThat(Paragraph.lines("对数损失就是交叉熵。", 18, "", "")).containsExactly("对数损失就是交叉", "熵。");
        assertThat(Paragraph.lines("甲乙（丙丁）", 6, "", "")).containsExactly("甲乙", "（丙", "丁）");
    }

    @Test
    void cutsToAWidth() {
        assertThat(CellWidth.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(CellWidth.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(CellWidth.cut("对数损失", 6)).isEqualTo("对数…");
    }

    @Test
    void colourOnlyWhereThePageHasIt() {
        assertThat(Ink.RED.on(PAGE, "x")).isEqualTo("x");
        assertThat(Ink.RED.on(new Page(Language.EN, 80, true), "x")).isEqualTo("\u001b[31mx\u001b[0m");
    }
}
