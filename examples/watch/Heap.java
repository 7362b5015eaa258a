import java.util.Arrays;

/** A binary heap in an array: the children of a[i] are a[2i + 1] and a[2i + 2], and no parent is larger than a child. */
public class Heap {
    private final int[] a = new int[16];
    private int size;

    void add(int value) {
        int i = size++;
        a[i] = value;
        while (i > 0 && a[i] < a[(i - 1) / 2]) { // Smaller than its parent: it rises.
            int parent = (i - 1) / 2;
            swap(i, parent);
            i = parent;
        }
    }

    int removeSmallest() {
        int smallest = a[0];
        a[0] = a[--size]; // The last one takes the top, and sinks to its place.
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && a[child + 1] < a[child]) {
                child++;
            }
            if (a[i] <= a[child]) {
                break;
            }
            swap(i, child);
            i = child;
        }
        return smallest;
    }

    private void swap(int i, int j) {
        int kept = a[i];
        a[i] = a[j];
        a[j] = kept;
    }

    public static void main(String[] args) {
        Heap heap = new Heap();
        for (int value : new int[] {7, 3, 9, 1, 8, 2, 5}) {
            heap.add(value);
        }
        int[] sorted = new int[7];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = heap.removeSmallest();
        }
        System.out.println(Arrays.toString(sorted));
    }
}
