package org.surprisal.watch.page;

import java.util.List;
import org.surprisal.watch.Kind;

/** What events of one place have in common: most of a recording is a few such places, again and again. */
record Site(Kind kind, int method, int line, String variable, String type, List<String> fields) {}
