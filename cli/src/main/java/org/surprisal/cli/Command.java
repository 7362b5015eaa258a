package org.surprisal.cli;

/** A verb of the command line: what it takes, and what it does once it has it. */
interface Command {
    /** What the command takes, bound to its fields. */
    Arguments arguments();

    /**
     * Does the work.
     *
     * @return the exit code
     */
    int run();
}
