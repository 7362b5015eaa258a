package org.surprisal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.score.Decomposition;

/** Scores as miscalibration, discrimination and uncertainty, a line each. */
final class DecompositionText {
    private DecompositionText() {}

    /** Lines without a final line feed; none where there is no decomposition. */
    static List<String> lines(Map<String, Decomposition> decomposition, Words words, Page page, String indent) {
        Names names = new Names(words);
        Map<String, Decomposition> named = new LinkedHashMap<>();
        decomposition.forEach((name, parts) -> named.put(names.score(name), parts));
        boolean drawn = decomposition.values().stream().anyMatch(parts -> parts.chance() != null);
        String title = words.say(drawn ? "table.decomposition" : "table.decomposition.plain");
        return lines(title, words.say("table.score"), named, words, page, indent);
    }

    /**
     * Lines without a final line feed; none where there is no decomposition.
     *
     * @param title what stands above
     * @param head what the parts are of
     * @param decomposition the parts by the words that name what they are of
     */
    static List<String> lines(
            String title,
            String head,
            Map<String, Decomposition> decomposition,
            Words words,
            Page page,
            String indent) {
        if (decomposition.isEmpty()) {
            return List.of();
        }
        Names names = new Names(words);
        boolean drawn = decomposition.values().stream().anyMatch(parts -> parts.chance() != null);
        double level = decomposition.values().iterator().next().miscalibration().level();
        List<String> titles = new ArrayList<>(List.of(head, words.say("table.miscalibration")));
        if (drawn) {
            titles.add(words.say("table.chance", "level", names.level(level)));
            titles.add(words.say("table.p"));
        }
        titles.add(words.say("table.discrimination"));
        titles.add(words.say("table.uncertainty"));
        Grid grid = new Grid(titles, drawn ? "lrrrrr" : "lrrr");
        decomposition.forEach((name, parts) -> {
            List<String> row = new ArrayList<>(List.of(name, Figures.value(parts.miscalibration())));
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
        lines.add(indent + Ink.BOLD.on(page, title));
        lines.addAll(grid.lines(page, indent));
        return lines;
    }
}
