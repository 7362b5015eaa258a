package org.surprisal.report;

import java.time.Instant;
import java.util.List;

/**
 * Where a result comes from.
 *
 * @param version the version of this program
 * @param files the files read, as the user named them
 * @param time when the result was made
 * @param command the command that makes it again, every choice spelled out
 */
public record Provenance(String version, List<String> files, Instant time, String command) {}
