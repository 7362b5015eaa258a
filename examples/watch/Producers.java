import java.util.ArrayDeque;
import java.util.Deque;

/** Two producers and a consumer share a queue of three places. Who is full waits, and who is empty too. */
public class Producers {
    static final int PLACES = 3;
    static final int PIECES = 4;

    private final Deque<Integer> queue = new ArrayDeque<>();

    synchronized void put(int piece) throws InterruptedException {
        while (queue.size() == PLACES) {
            wait();
        }
        queue.addLast(piece);
        notifyAll();
    }

    synchronized int take() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        int piece = queue.removeFirst();
        notifyAll();
        return piece;
    }

    void produce(int first) {
        try {
            for (int i = 0; i < PIECES; i++) {
                put(first + i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Producers line = new Producers();
        Thread one = new Thread(() -> line.produce(100), "producer 1");
        Thread two = new Thread(() -> line.produce(200), "producer 2");
        one.start();
        two.start();
        int sum = 0;
        for (int i = 0; i < 2 * PIECES; i++) {
            sum += line.take();
        }
        one.join();
        two.join();
        System.out.println("sum " + sum);
    }
}
