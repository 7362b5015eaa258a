package org.surprisal.watch.clip;

import java.util.List;

/**
 * What one frame of a clip shows.
 *
 * @param program what was started
 * @param calls the methods that are open, outermost first
 * @param step the step
 * @param last the last step of the clip
 * @param share how far the clip is, from 0 to 1
 * @param file the name of the source
 * @param source its lines
 * @param line the line that ran, from 1
 * @param rows variables as text
 * @param pictures variables as pictures
 * @param output the last lines that the program has printed
 * @param hasOutput whether the clip has room for output
 * @param weight how long it is shown, in frames
 */
record Scene(
        String program,
        List<String> calls,
        long step,
        long last,
        double share,
        String file,
        List<String> source,
        int line,
        List<Row> rows,
        List<Picture> pictures,
        List<String> output,
        boolean hasOutput,
        int weight) {

    /**
     * A variable as text.
     *
     * @param name its name
     * @param text its value
     * @param changed whether the line wrote it
     */
    record Row(String name, String text, boolean changed) {}

    /** A variable as a picture. */
    sealed interface Picture {
        /** Its name. */
        String name();
    }

    /**
     * Numbers as bars.
     *
     * @param name the name of the variable
     * @param values the numbers
     * @param labels the numbers as text
     * @param changed the indexes that the line wrote
     * @param pointers variables that are indexes
     * @param swap the two indexes that were just exchanged, or empty
     */
    record Bars(
            String name,
            List<Double> values,
            List<String> labels,
            List<Integer> changed,
            List<Pointer> pointers,
            List<Integer> swap)
            implements Picture {}

    /**
     * Values in boxes.
     *
     * @param name the name of the variable
     * @param labels the values
     * @param changed the indexes that the line wrote
     * @param pointers variables that are indexes
     */
    record Cells(String name, List<String> labels, List<Integer> changed, List<Pointer> pointers) implements Picture {}

    /**
     * An index.
     *
     * @param label the variable, with its offset
     * @param index where it points
     */
    record Pointer(String label, int index) {}

    /**
     * Rows of numbers as a heat map.
     *
     * @param name the name of the variable
     * @param values the numbers, NaN where there are none
     * @param labels them as text
     * @param changed row and column of what the line wrote
     */
    record Matrix(String name, List<List<Double>> values, List<List<String>> labels, List<List<Integer>> changed)
            implements Picture {}

    /**
     * A number over time.
     *
     * @param name the name of the variable
     * @param values its values in the order in which it got them
     * @param label its value now
     */
    record Plot(String name, List<Double> values, String label) implements Picture {}

    /**
     * A binary tree.
     *
     * @param name the name of the variable
     * @param nodes the nodes in order, left to right
     */
    record Tree(String name, List<Node> nodes) implements Picture {}

    /**
     * A node.
     *
     * @param label what it holds
     * @param depth its distance from the root
     * @param parent the index of its parent among the nodes, -1 for the root
     * @param changed whether the line wrote it, or a variable that holds it
     */
    record Node(String label, int depth, int parent, boolean changed) {}
}
