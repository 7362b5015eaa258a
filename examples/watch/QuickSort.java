import java.util.Arrays;

/** Sorts by putting each pivot where it belongs. Watch the bars: everything left of the pivot ends up smaller. */
public class QuickSort {

    /** Sorts a[low..high]. */
    static void quickSort(int[] a, int low, int high) {
        if (low >= high) {
            return; // One element is sorted, none too.
        }
        int pivot = partition(a, low, high);
        quickSort(a, low, pivot - 1);
        quickSort(a, pivot + 1, high);
    }

    /** Moves what is smaller than the last element to the left of it; returns where that one comes to stand. */
    static int partition(int[] a, int low, int high) {
        int pivot = a[high];
        int i = low; // Everything left of i is smaller than the pivot.
        for (int j = low; j < high; j++) {
            if (a[j] < pivot) {
                swap(a, i, j);
                i++;
            }
        }
        swap(a, i, high);
        return i;
    }

    static void swap(int[] a, int i, int j) {
        int kept = a[i];
        a[i] = a[j];
        a[j] = kept;
    }

    public static void main(String[] args) {
        int[] numbers = {9, 3, 5, 1, 12, 7, 2, 10, 4, 8, 6, 11};
        quickSort(numbers, 0, numbers.length - 1);
        System.out.println(Arrays.toString(numbers));
    }
}
