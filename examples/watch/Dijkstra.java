import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** Shortest ways from one place to all others: the nearest place that is not yet settled can only be reached so. */
public class Dijkstra {
    record Road(int to, int length) {}

    record Reached(int place, int distance) implements Comparable<Reached> {
        @Override
        public int compareTo(Reached other) {
            return Integer.compare(distance, other.distance);
        }
    }

    static final int UNREACHED = Integer.MAX_VALUE;

    static int[] distances(List<List<Road>> roads, int start) {
        int[] distance = new int[roads.size()];
        Arrays.fill(distance, UNREACHED);
        distance[start] = 0;
        PriorityQueue<Reached> queue = new PriorityQueue<>();
        queue.add(new Reached(start, 0));
        while (!queue.isEmpty()) {
            Reached nearest = queue.remove();
            if (nearest.distance() > distance[nearest.place()]) {
                continue; // A shorter way was found since.
            }
            for (Road road : roads.get(nearest.place())) {
                int way = nearest.distance() + road.length();
                if (way < distance[road.to()]) {
                    distance[road.to()] = way;
                    queue.add(new Reached(road.to(), way));
                }
            }
        }
        return distance;
    }

    public static void main(String[] args) {
        int[][] map = {{0, 1, 7}, {0, 2, 3}, {1, 3, 1}, {2, 1, 2}, {2, 3, 8}, {3, 4, 2}, {2, 4, 9}};
        List<List<Road>> roads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            roads.add(new ArrayList<>());
        }
        for (int[] road : map) {
            roads.get(road[0]).add(new Road(road[1], road[2]));
            roads.get(road[1]).add(new Road(road[0], road[2]));
        }
        System.out.println(Arrays.toString(distances(roads, 0)));
    }
}
