package org.surprisal.report;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.ClassFindings;
import org.surprisal.score.ClassScores;
import org.surprisal.score.Decisions;
import org.surprisal.score.Decomposition;
import org.surprisal.score.Dependence;
import org.surprisal.score.ErrorFindings;
import org.surprisal.score.EventFindings;
import org.surprisal.score.LabelScores;
import org.surprisal.score.ModelComparison;
import org.surprisal.score.NumberCalibration;
import org.surprisal.score.PitHistogram;
import org.surprisal.score.RecalibrationGains;
import org.surprisal.score.RowReference;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Section;
import org.surprisal.score.Segment;
import org.surprisal.score.Task;
import org.surprisal.score.WeakSegments;
import org.surprisal.score.WorstRows;

/** A scorecard as JSON, the contract that other programs read ({@code docs/json.md}). */
public final class ScorecardJson {
    private static final int SCHEMA = 1;

    private ScorecardJson() {}

    /**
     * Writes a scorecard.
     *
     * @param card what was scored
     * @param provenance where it comes from
     * @param language the language of messages; nothing else depends on it
     * @param stream takes UTF-8 and stays open
     */
    public static void write(Scorecard card, Provenance provenance, Language language, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null).put("schema", SCHEMA).put("version", provenance.version());
            input(json, card, provenance);
            choices(json, card);
            EstimateJson.putAll(json, "scores", card.scores());
            @Nullable String reference = card.referenceName();
            if (reference != null) {
                json.put("reference_name", reference);
            }
            EstimateJson.putAll(json, "reference", card.reference());
            EstimateJson.putAll(json, "skill", card.skill());
            decomposition(json, card.decomposition());
            Scorecard.@Nullable Confusion confusion = card.confusion();
            if (confusion != null) {
                json.put("confusion", confusion.rows());
                classes(json, confusion.classes());
            }
            segments(json, card);
            card.sections().forEach(section -> section(json, section));
            notes(json, card, language);
            json.open("provenance")
                    .put("time", provenance.time().toString())
                    .put("command", provenance.command())
                    .end();
            json.end();
        }
    }

    /** Each kind of section under keys of its own. */
    private static void section(Json json, Section section) {
        switch (section) {
            case ClassFindings classes -> ClassFindingsJson.write(json, classes);
            case Decisions decisions -> DecisionsJson.write(json, decisions);
            case ErrorFindings errors -> ErrorsJson.write(json, errors);
            case EventFindings event -> EventJson.write(json, event);
            case LabelScores labels -> LabelScoresJson.write(json, labels);
            case ModelComparison comparison -> ComparisonJson.write(json, comparison);
            case NumberCalibration calibration -> NumberCalibrationJson.write(json, calibration);
            case RecalibrationGains gains -> RecalibrationJson.write(json, gains);
            case WorstRows worst -> WorstRowsJson.write(json, worst);
            case PitHistogram histogram -> PitJson.write(json, histogram);
            case WeakSegments weak -> WeakSegmentsJson.write(json, weak);
        }
    }

    private static void input(Json json, Scorecard card, Provenance provenance) {
        json.open("input")
                .put("files", provenance.files())
                .put("rows", card.rows())
                .put("scored", card.scored())
                .open("left_out");
        card.leftOut().forEach((code, count) -> json.put(Names.code(code), count.longValue()));
        json.end();
        @Nullable Double effective = card.effectiveRows();
        if (effective != null) {
            json.put("effective_rows", effective.doubleValue());
        }
        json.end();
    }

    private static void choices(Json json, Scorecard card) {
        json.put("task", Names.code(card.task())).put("outcome", card.outcome()).put("prediction", card.prediction());
        if (!card.classes().isEmpty()) {
            json.put("classes", card.classes());
        }
        if (card.task() == Task.BINARY && card.classes().size() == 2) {
            json.put("positive", card.classes().get(1));
        }
        if (card.task() != Task.LABELS) {
            json.put("as", Names.code(card.scale()));
        }
        if (card.task() == Task.BINARY || card.task() == Task.CLASSES) {
            json.put("zero", card.zero());
        }
        @Nullable String weight = card.weight();
        if (weight != null) {
            json.put("weight", weight);
        }
        @Nullable String count = card.count();
        if (count != null) {
            json.put("count", count);
        }
        dependence(json, card.dependence());
    }

    private static void dependence(Json json, @Nullable Dependence dependence) {
        if (dependence == null) {
            return;
        }
        json.open("dependence")
                .put("kind", Names.code(dependence.kind()))
                .put("columns", dependence.columns())
                .put("groups", dependence.groups())
                .put("largest", dependence.largest())
                .put("effective", dependence.effective())
                .put("empty", dependence.empty());
        if (dependence.kind() == Dependence.Kind.TIME) {
            json.put("lag", (long) dependence.lag());
        }
        @Nullable Integer horizon = dependence.horizon();
        if (horizon != null) {
            json.put("horizon", horizon.longValue());
        }
        json.end();
    }

    static void decomposition(Json json, Map<String, Decomposition> decomposition) {
        if (decomposition.isEmpty()) {
            return;
        }
        json.open("decomposition");
        decomposition.forEach((name, parts) -> {
            json.open(name);
            Decomposition.@Nullable Chance chance = parts.chance();
            EstimateJson.put(json, "miscalibration", parts.miscalibration());
            EstimateJson.put(json, "discrimination", parts.discrimination());
            EstimateJson.put(json, "uncertainty", parts.uncertainty());
            if (chance != null) {
                json.open("chance");
                redrawn(json, "miscalibration", chance.miscalibration());
                redrawn(json, "discrimination", chance.discrimination());
                json.put("p_value", chance.p()).put("redraws", chance.redraws()).end();
            }
            json.end();
        });
        json.end();
    }

    private static void classes(Json json, List<ClassScores> classes) {
        if (!classes.isEmpty()) {
            json.put("each_class", classes, (object, each) -> {
                object.put("class", each.name()).put("rows", each.rows());
                EstimateJson.put(object, "share", each.share());
                EstimateJson.put(object, "precision", each.precision());
                EstimateJson.put(object, "recall", each.recall());
                EstimateJson.put(object, "f1", each.f1());
            });
        }
    }

    private static void redrawn(Json json, String name, Decomposition.Redrawn redrawn) {
        json.open(name)
                .put("mean", redrawn.mean())
                .put("upper", redrawn.upper())
                .put("level", redrawn.level())
                .end();
    }

    private static void segments(Json json, Scorecard card) {
        if (card.segments().isEmpty()) {
            return;
        }
        json.put("segments", card.segments(), ScorecardJson::segment);
    }

    /** Writes what a segment holds into an open object. */
    static void segment(Json object, Segment segment) {
        object.open("by");
        segment.by().forEach((column, value) -> {
            if (value == null) {
                object.putNull(column);
            } else {
                object.put(column, value);
            }
        });
        object.end();
        object.put("rows", segment.rows()).put("small", segment.small());
        EstimateJson.putAll(object, "scores", segment.scores());
        segmentDifferences(object, segment.differences());
    }

    /** Writes how segments differ, with p-values adjusted for their number, under {@code differences}. */
    static void segmentDifferences(Json object, Map<String, Segment.Difference> differences) {
        object.open("differences");
        differences.forEach((name, difference) -> {
            object.open(name);
            EstimateJson.fields(object, difference.estimate());
            object.put("p_value", difference.p())
                    .put("adjusted_p_value", difference.adjusted())
                    .put("marked", difference.marked())
                    .end();
        });
        object.end();
    }

    private static void notes(Json json, Scorecard card, Language language) {
        json.put("notes", card.notes(), (object, note) -> {
            object.put("code", Names.code(note.code()))
                    .put("severity", Names.code(note.severity()))
                    .put("message", NoteText.of(note, card, language))
                    .put("count", note.count())
                    .put("rows", note.rows(), ScorecardJson::row)
                    .put("evidence", note.evidence());
        });
    }

    private static void row(Json json, RowReference row) {
        json.put("file", row.file()).put("row", row.row());
    }
}
