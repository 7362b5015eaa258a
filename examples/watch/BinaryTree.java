/** A search tree: what is smaller goes left, what is larger right. Watch it grow, and the recursion go down and up. */
public class BinaryTree {
    static class Node {
        final int key;
        Node left;
        Node right;

        Node(int key) {
            this.key = key;
        }
    }

    static Node insert(Node node, int key) {
        if (node == null) {
            return new Node(key);
        }
        if (key < node.key) {
            node.left = insert(node.left, key);
        } else if (key > node.key) {
            node.right = insert(node.right, key);
        }
        return node;
    }

    static int depth(Node node) {
        return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
    }

    public static void main(String[] args) {
        Node root = null;
        for (int key : new int[] {8, 3, 10, 1, 6, 14, 4, 7, 13}) {
            root = insert(root, key);
        }
        System.out.println("depth " + depth(root));
    }
}
