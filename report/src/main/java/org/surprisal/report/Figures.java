package org.surprisal.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Interval;

/** Numbers as a reader wants them: as many digits as their interval supports, shares in per cent. */
final class Figures {
    /** Significant digits of a number of which nobody says how sure it is. */
    private static final int PLAIN_DIGITS = 4;
    /** More decimals than this are written with an exponent. */
    private static final int MOST_DECIMALS = 9;
    /** The largest power of ten that is written without an exponent. */
    private static final int LARGEST_PLAIN = 11;

    private Figures() {}

    /** The value of an estimate. */
    static String value(Estimate estimate) {
        return at(estimate.value(), estimate);
    }

    /** The interval of an estimate as {@code [low, high]}, or an empty text. */
    static String interval(Estimate estimate) {
        Interval interval = estimate.interval();
        return interval == null ? "" : "[" + at(interval.low(), estimate) + ", " + at(interval.high(), estimate) + "]";
    }

    /** The value of a reference, with the digits of the score it stands beside. */
    static String beside(Estimate reference, @Nullable Estimate score) {
        return score == null || score.interval() == null ? value(reference) : at(reference.value(), score);
    }

    /** A count with its thousands set apart. */
    static String count(long count) {
        StringBuilder text = new StringBuilder(Long.toString(count));
        int first = count < 0 ? 1 : 0;
        for (int i = text.length() - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** Rows, or their weight: whole numbers as they are; shares of a tie or of weights with one decimal. */
    static String rows(double rows) {
        double tenths = Math.rint(rows * 10);
        if (!(tenths < 1e15)) {
            return plain(rows);
        }
        String whole = count((long) (tenths / 10));
        return tenths % 10 == 0 ? whole : whole + "." + (long) (tenths % 10);
    }

    /** A share as per cent with about three significant digits, more where it is nearly all. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return special(share);
        }
        BigDecimal rest = BigDecimal.ONE.subtract(new BigDecimal(share));
        int digits = rest.signum() == 0 ? 3 : Math.max(3, 1 - exponent(rest));
        return rounded(new BigDecimal(share).movePointRight(2), Math.min(digits, 9)) + "%";
    }

    /** A share without what binary fractions add behind its fourth decimal. */
    static double shortened(double share) {
        return Double.isFinite(share)
                ? new BigDecimal(share).setScale(4, RoundingMode.HALF_EVEN).doubleValue()
                : share;
    }

    /** A number with a few significant digits. */
    static String plain(double number) {
        return Double.isFinite(number) ? rounded(new BigDecimal(number), PLAIN_DIGITS) : special(number);
    }

    /** A number with so many significant digits, less the zeros at its end. */
    static String digits(double number, int most) {
        return Double.isFinite(number) ? rounded(new BigDecimal(number), most) : special(number);
    }

    /** A number with the decimals that show two significant digits of its error, at most 15 digits in all. */
    static String known(double number, double error) {
        if (!Double.isFinite(number)) {
            return special(number);
        }
        BigDecimal exact = new BigDecimal(number);
        if (!(error > 0) || !Double.isFinite(error)) {
            return rounded(exact, PLAIN_DIGITS);
        }
        return atScale(exact, Math.min(decimals(error), 14 - exponent(exact)));
    }

    /** A gain relative to a reference, whose value and interval are to be shown as per cent. */
    static Estimate asShare(Estimate gain) {
        return new Estimate(
                gain.value(),
                gain.se(),
                gain.interval(),
                gain.level(),
                gain.method(),
                gain.kind(),
                Estimate.Unit.SHARE,
                gain.better(),
                gain.n(),
                gain.reason());
    }

    /** A number with the digits and the unit of an estimate. */
    static String at(double number, Estimate estimate) {
        if (!Double.isFinite(number)) {
            return special(number);
        }
        boolean share = estimate.unit() == Estimate.Unit.SHARE;
        BigDecimal exact = new BigDecimal(number).movePointRight(share ? 2 : 0);
        Interval interval = estimate.interval();
        double half = interval == null ? 0 : (interval.high() - interval.low()) / 2 * (share ? 100 : 1);
        String digits =
                half > 0 && Double.isFinite(half) ? atScale(exact, decimals(half)) : rounded(exact, PLAIN_DIGITS);
        return share ? digits + "%" : digits;
    }

    /** Decimals that show two significant digits of a half-width. */
    private static int decimals(double half) {
        return 1 - exponent(new BigDecimal(half));
    }

    private static String rounded(BigDecimal exact, int digits) {
        if (exact.signum() == 0) {
            return "0";
        }
        int exponent = exponent(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
        return strip(
                atScale(exact, exponent > LARGEST_PLAIN ? digits - 1 - exponent : Math.max(0, digits - 1 - exponent)));
    }

    /** The number with so many decimals; negative ones round to tens, hundreds, ... only in exponent form. */
    private static String atScale(BigDecimal exact, int decimals) {
        BigDecimal kept = exact.setScale(Math.min(decimals, 400), RoundingMode.HALF_EVEN);
        boolean small = decimals > MOST_DECIMALS && kept.signum() != 0;
        boolean large = kept.signum() != 0 && exponent(kept) > LARGEST_PLAIN;
        if (small || large) {
            int exponent = exponent(kept);
            BigDecimal mantissa = kept.movePointLeft(exponent);
            int digits = Math.max(0, Math.min(decimals + exponent, 15));
            return mantissa.setScale(digits, RoundingMode.HALF_EVEN).toPlainString() + "e" + exponent;
        }
        BigDecimal shown = exact.setScale(Math.max(0, Math.min(decimals, MOST_DECIMALS)), RoundingMode.HALF_EVEN);
        return grouped(shown.toPlainString());
    }

    /** Sets the thousands of the whole part apart, from five digits on. */
    private static String grouped(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        int digits = whole.startsWith("-") ? whole.length() - 1 : whole.length();
        return digits < 5 ? text : count(Long.parseLong(whole)) + text.substring(whole.length());
    }

    /** Without the zeros at the end of the decimals. */
    private static String strip(String text) {
        if (text.indexOf('.') < 0 || text.indexOf('e') >= 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String special(double number) {
        return Double.isNaN(number) ? "–" : number > 0 ? "∞" : "-∞";
    }
}
