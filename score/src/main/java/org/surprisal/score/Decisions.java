package org.surprisal.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes of acting where the forecast of an event is at least a threshold.
 *
 * <p>Sources: threshold of a cost ratio, Elkan, The foundations of cost-sensitive learning, IJCAI 2001; net benefit,
 * Vickers and Elkin, Decision curve analysis, Medical Decision Making 26 (2006).
 *
 * @param costs what wrong decisions cost, or null where that was not said
 * @param points what comes of each threshold
 * @param standing the cost a row of acting {@code always} and {@code never}; empty without costs
 * @param tenths the rows by tenths, the highest forecasts first
 */
public record Decisions(
        Policy.@Nullable Costs costs, List<Point> points, Map<String, Estimate> standing, List<Tenth> tenths)
        implements Section {

    /** Where a threshold comes from. */
    public enum Choice {
        /** It was given. */
        GIVEN,
        /** It costs least where forecasts are calibrated. */
        CALIBRATED,
        /** It costs least on these rows, after the event. */
        BEST
    }

    /**
     * What comes of a threshold.
     *
     * @param choice where it comes from
     * @param threshold acted on is a forecast that is at least this probability; infinite where never to act costs
     *     least
     * @param rows the rows, or their weight, by what happened (no, yes) and whether acted on (no, yes)
     * @param measures what follows from these, by name: {@code acted_on}, {@code precision}, {@code recall},
     *     {@code specificity}, {@code f1}, {@code mcc}, {@code balanced_accuracy}; {@code net_benefit} and
     *     {@code net_benefit_treat_all} but of the best threshold; with costs {@code cost}, {@code cost_against_always}
     *     and {@code cost_against_never}
     */
    public record Point(Choice choice, double threshold, double[][] rows, Map<String, Estimate> measures) {}

    /**
     * A tenth of the rows; of rows of one forecast that belong to two tenths each gets its part.
     *
     * @param lowest the lowest forecast
     * @param highest the highest one
     * @param rows how many they are, or their weight
     * @param expected the events to be expected of the forecasts
     * @param events how many events there were
     * @param lift the share of events over that of all rows, NaN without events
     * @param gain the part of all events that this and higher tenths have, NaN without events
     */
    public record Tenth(
            double lowest, double highest, double rows, double expected, double events, double lift, double gain) {}

    /** Copies the lists. */
    public Decisions(
            Policy.@Nullable Costs costs, List<Point> points, Map<String, Estimate> standing, List<Tenth> tenths) {
        this.costs = costs;
        this.points = List.copyOf(points);
        this.standing = standing;
        this.tenths = List.copyOf(tenths);
    }
}
