/**
 * What enters the JVM of a program that is watched: instructions that record, put in where the program stores, and the
 * writer of the recording. It imports nothing of the house and nothing but the JDK.
 */
@NullMarked
package org.surprisal.agent;

import org.jspecify.annotations.NullMarked;
