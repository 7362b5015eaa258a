package org.surprisal.table;

/**
 * Something that was decided while a file was opened or read and that its owner should know.
 *
 * @param code a stable name: {@code encoding}, {@code decimal_comma} or {@code format}
 * @param file the file as it was given
 * @param detail the decision itself, such as {@code GB18030}
 * @param message one sentence
 */
public record Remark(String code, String file, String detail, String message) {}
