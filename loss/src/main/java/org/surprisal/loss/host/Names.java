package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the symbols of a formula are called in a host: as in the formula, unless a word of the language is in the way.
 */
record Names(Map<String, String> ofSymbols, String target, String prediction) {
    private static final Set<String> SQL =
            Set.of(("all analyse analyze and any array as asc asymmetric authorization between bigint binary"
                            + " bit boolean both by case cast char character check coalesce collate column concurrently"
                            + " constraint create cross current current_catalog current_date current_role"
                            + " current_schema current_time current_timestamp current_user dec decimal default"
                            + " deferrable desc distinct do else end except exists extract false fetch float for"
                            + " foreign freeze from full grant greatest group grouping having if ilike in initially"
                            + " inner inout int integer intersect interval into is isnull join lambda lateral leading"
                            + " least left like limit localtime localtimestamp national natural nchar none normalize"
                            + " not notnull null nullif numeric offset on only or order out outer overlaps overlay"
                            + " placing position precision primary real references returning right row rows select"
                            + " session_user set setof similar smallint some substring symmetric table tablesample then"
                            + " time timestamp to trailing treat trim true union unique user using values varchar"
                            + " variadic verbose when where window with")
                    .split(" ", -1));

    private static final Set<String> CODE =
            Set.of(("a abstract and as assert async await b boolean break byte case catch char class const continue"
                            + " def default del do double elif else enum except extends final finally float fn for from"
                            + " global goto gradient hessian if implements import in instanceof int interface is lambda"
                            + " long math native new nonlocal not np null ops or package pass private protected public"
                            + " raise return short static strictfp super switch synchronized this throw throws torch"
                            + " transient try void volatile while with y_pred y_true yield")
                    .split(" ", -1));

    /** For SQL: the names of the formula. */
    static Names sql(Source source) {
        Map<String, String> names = new HashMap<>();
        for (String name : symbols(source)) {
            names.put(name, free(name, SQL));
        }
        return new Names(
                names,
                names.getOrDefault(source.target(), source.target()),
                names.getOrDefault(source.prediction(), source.prediction()));
    }

    /** For code: {@code y_true}, {@code y_pred} and the names of the parameters. */
    static Names code(Source source) {
        Map<String, String> names = new HashMap<>();
        for (Source.Parameter parameter : source.parameters()) {
            names.put(parameter.name(), free(parameter.name(), CODE));
        }
        names.put(source.target(), "y_true");
        names.put(source.prediction(), "y_pred");
        return new Names(names, "y_true", "y_pred");
    }

    private static List<String> symbols(Source source) {
        List<String> symbols = new ArrayList<>(List.of(source.target(), source.prediction()));
        source.parameters().forEach(parameter -> symbols.add(parameter.name()));
        return symbols;
    }

    /** A name that is no word of the language and no name that the source code gives itself: these are {@code t1}. */
    private static String free(String name, Set<String> words) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = words.contains(lower) || lower.matches("_?[tkn][0-9]*") || lower.startsWith("surprisal");
        return taken ? name + "_" : name;
    }

    /** What a parameter is called. */
    String parameter(Source.Parameter parameter) {
        return ofSymbols.getOrDefault(parameter.name(), parameter.name());
    }
}
