package org.surprisal.report;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Total;

/**
 * What the rows of a file cost.
 *
 * @param loss what it is called
 * @param files what was read
 * @param outcome the columns of what happened
 * @param prediction the columns of what was forecast
 * @param total the losses
 * @param missing rows with a cell that is missing or no number
 * @param outside rows outside the domains
 * @param optimum the best constant prediction, NaN if there is none
 * @param meanAtOptimum what it costs, NaN if there is none
 * @param written where the losses of the rows were written, if they were
 */
public record LossColumns(
        String loss,
        List<String> files,
        List<String> outcome,
        List<String> prediction,
        Total total,
        long missing,
        long outside,
        double optimum,
        double meanAtOptimum,
        @Nullable String written) {
    /** The 0.975 quantile of the normal distribution. */
    private static final double QUANTILE = 1.959963984540054;

    private static final double LEVEL = 0.95;

    /**
     * The totals as text.
     *
     * @param page what to write on
     * @return lines, each ended by a line feed
     */
    public String text(Page page) {
        Words words = Words.in(page.language());
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {words.say("loss.rows"), Figures.count(total.rows())});
        if (missing > 0) {
            facts.add(
                    new String[] {words.say("loss.left_out"), words.say("loss.missing", "count", Figures.count(missing))
                    });
        }
        if (outside > 0) {
            facts.add(
                    new String[] {words.say("loss.left_out"), words.say("loss.outside", "count", Figures.count(outside))
                    });
        }
        String interval = Double.isFinite(total.se())
                ? "  "
                        + words.say(
                                "loss.interval",
                                "low",
                                Figures.plain(low()),
                                "high",
                                Figures.plain(high()),
                                "level",
                                "95%")
                : "";
        facts.add(new String[] {words.say("loss.mean"), total.mean() + interval});
        facts.add(new String[] {words.say("loss.sum"), Double.toString(total.sum())});
        if (total.infinite() > 0) {
            facts.add(new String[] {"", words.say("loss.infinite", "count", Figures.count(total.infinite()))});
        }
        if (!Double.isNaN(optimum)) {
            facts.add(new String[] {
                words.say("loss.optimum"),
                words.say("loss.optimum.at", "value", Double.toString(optimum), "mean", Double.toString(meanAtOptimum))
            });
        }
        if (written != null) {
            facts.add(new String[] {words.say("loss.written"), written});
        }
        String title = words.say(
                "loss.file",
                "loss",
                loss,
                "prediction",
                String.join(", ", prediction),
                "outcome",
                String.join(", ", outcome),
                "file",
                String.join(", ", files));
        return Ink.BOLD.on(page, title) + "\n" + LossText.block(facts, page);
    }

    private double low() {
        return total.mean() - QUANTILE * total.se();
    }

    private double high() {
        return total.mean() + QUANTILE * total.se();
    }

    /**
     * The totals as JSON.
     *
     * @param stream takes UTF-8 and stays open
     */
    public void json(OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null)
                    .put("loss", loss)
                    .put("files", files)
                    .put("outcome", outcome)
                    .put("prediction", prediction)
                    .put("rows", total.rows())
                    .put("missing", missing)
                    .put("outside", outside)
                    .put("infinite", total.infinite())
                    .put("sum", total.sum())
                    .put("mean", total.mean())
                    .put("se", total.se());
            if (Double.isFinite(total.se())) {
                json.put("interval", new double[] {low(), high()}).put("level", LEVEL);
            } else {
                json.putNull("interval");
            }
            if (Double.isNaN(optimum)) {
                json.putNull("optimum");
            } else {
                json.put("optimum", optimum).put("mean_at_optimum", meanAtOptimum);
            }
            json.put("written", written).end();
        }
    }
}
