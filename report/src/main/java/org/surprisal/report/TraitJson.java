package org.surprisal.report;

import java.util.List;
import org.surprisal.loss.traits.Answer;
import org.surprisal.loss.traits.Trait;

/** Traits of a loss in JSON. */
final class TraitJson {
    private TraitJson() {}

    static void write(Json json, List<Trait> traits) {
        json.put("traits", traits, TraitJson::fields);
    }

    private static void fields(Json json, Trait trait) {
        json.put("property", TraitText.key(trait.property())).put("about", trait.about());
        switch (trait.answer()) {
            case Answer.Proved proved -> {
                json.put("answer", "proved")
                        .put("method", TraitText.key(proved.method()))
                        .put("boxes", proved.boxes());
                if (!Double.isNaN(proved.bound())) {
                    json.put("bound", proved.bound()).put("attained", proved.attained());
                }
            }
            case Answer.Refuted refuted ->
                json.put("answer", "refuted")
                        .put(
                                "figures",
                                refuted.example().figures(),
                                (one, figure) -> one.put("name", figure.name()).put("value", figure.value()));
            case Answer.Undecided undecided ->
                json.put("answer", "not_decided")
                        .put("reason", TraitText.key(undecided.reason()))
                        .put("boxes", undecided.boxes())
                        .put("points", undecided.points());
        }
    }
}
