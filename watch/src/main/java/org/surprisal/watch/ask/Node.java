package org.surprisal.watch.ask;

import java.util.List;

/** A part of an expression. */
sealed interface Node {
    record Constant(org.surprisal.watch.Value value) implements Node {}

    record Variable(String name) implements Node {}

    record Element(Node container, Node index) implements Node {}

    record Member(Node object, String name) implements Node {}

    record Unary(String operator, Node operand) implements Node {}

    record Binary(String operator, Node left, Node right) implements Node {}

    /** {@code a < b <= c}: true when each neighbouring pair is. */
    record Chain(List<Node> operands, List<String> operators) implements Node {}

    record Call(String function, List<Node> arguments) implements Node {}
}
