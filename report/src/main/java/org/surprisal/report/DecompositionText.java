package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.surprisal.score.Decomposition;

/** Scores as miscalibration, discrimination and uncertainty, a line each. */
final class DecompositionText {
    private DecompositionText() {}

    /** Lines without a final line feed; none where there is no decomposition. */
    static List<String> lines(Map<String, Decomposition> decomposition, Words words, Page page, String indent) {
        if (decomposition.isEmpty()) {
            return List.of();
        }
        Names names = new Names(words);
        boolean drawn = decomposition.values().stream().anyMatch(parts -> parts.chance() != null);
        double level = decomposition.values().iterator().next().miscalibration().level();
        List<String> titles = new ArrayList<>(List.of(words.say("table.score"), words.say("table.miscalibration")));
        if (drawn) {
            titles.add(words.say("table.chance", "level", names.level(level)));
            titles.add(words.say("table.p"));
        }
        titles.add(words.say("table.discrimination"));
        titles.add(words.say("table.uncertainty"));
        Grid grid = new Grid(titles, drawn ? "lrrrrr" : "lrrr");
        decomposition.forEach((name, parts) -> {
            List<String> row = new ArrayList<>(List.of(names.score(name), Figures.value(parts.miscalibration())));
            Decomposition.Chance chance = parts.chance();
            if (drawn) {
                row.add(
                        chance == null
                                ? ""
                                : Figures.plain(chance.miscalibration().upper()));
                row.add(chance == null ? "" : Figures.digits(chance.p(), 2));
            }
            row.add(Figures.value(parts.discrimination()));
            row.add(Figures.value(parts.uncertainty()));
            grid.add(row.toArray(String[]::new));
        });
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("table.decomposition")));
        lines.addAll(grid.lines(page, indent));
        return lines;
    }
}
