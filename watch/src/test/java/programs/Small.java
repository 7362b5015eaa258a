package programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program whose recording the tests know event by event. */
@SuppressWarnings("all")
public class Small {
    static int calls;
    double ratio;

    static int square(int n) {
        calls++;
        return n * n;
    }

    public static void main(String[] args) throws Exception {
        int[] a = {4, 1};
        int t = a[0];
        a[0] = a[1];
        a[1] = t;
        List<String> list = new ArrayList<>();
        list.add("x");
        list.add(0, "y");
        list.remove(0);
        Map<String, Long> map = new HashMap<>();
        map.put("k", 1L << 40);
        Small small = new Small();
        small.ratio = square(3) / 2.0;
        System.out.println("done");
        Thread other = new Thread(() -> square(5), "other");
        other.start();
        other.join();
        try {
            Object none = null;
            none.hashCode();
        } catch (NullPointerException e) {
            t = -1;
        }
        throw new IllegalStateException("end");
    }
}
