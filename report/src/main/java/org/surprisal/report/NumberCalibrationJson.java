package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.NumberCalibration;

/** Whether predicted numbers are means of what comes out, as JSON: the parts {@code calibration} and {@code curves}. */
final class NumberCalibrationJson {
    private NumberCalibrationJson() {}

    static void write(Json json, NumberCalibration calibration) {
        json.open("calibration");
        NumberCalibration.@Nullable Joint joint = calibration.joint();
        if (joint != null) {
            json.open("joint_test")
                    .put("f", joint.statistic())
                    .put("df1", joint.df1())
                    .put("df2", joint.df2())
                    .put("p_value", joint.p())
                    .put("method", joint.method())
                    .end();
        }
        EstimateJson.put(json, "spread_trend", calibration.spreadTrend());
        @Nullable Double p = calibration.spreadP();
        if (p != null) {
            json.put("spread_p_value", p.doubleValue());
        }
        json.end();
        EventJson.curves(json, calibration.curves());
    }
}
