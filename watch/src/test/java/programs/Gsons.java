package programs;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.JsonStreamParser;
import com.google.gson.LongSerializationPolicy;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.Expose;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.annotations.Since;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Drives Gson through what it offers: objects, records, generics, adapters, trees, streams and bad input. */
@SuppressWarnings("all")
public class Gsons {
    enum Colour {
        @SerializedName("rot")
        RED,
        GREEN
    }

    record Point(int x, double y, String label) {}

    static class Base {
        protected long id = 7;
        transient int hidden = 1;
    }

    static class Bean extends Base {
        @SerializedName(
                value = "n",
                alternate = {"nick"})
        String nameOfIt = "bean";

        @Since(1.2)
        Integer later = 3;

        @Expose
        int[][] grid = {{1, 2}, {}, {3}};

        List<Point> points = List.of(new Point(1, 2.5, "p"), new Point(-1, 0, null));
        Map<String, List<Colour>> colours = new TreeMap<>(Map.of("a", List.of(Colour.RED, Colour.GREEN)));
        Map<Point, String> keyed = new LinkedHashMap<>(Map.of(new Point(0, 0, "k"), "v"));
        EnumMap<Colour, BigDecimal> prices = new EnumMap<>(Map.of(Colour.GREEN, new BigDecimal("1.50")));
        Box<Box<String>> boxes = new Box<>(new Box<>("deep"));
        char letter = 'ü';
        boolean yes = true;
        Object anything = 1.0f;

        @JsonAdapter(Upper.class)
        String loud = "quiet";
    }

    static class Box<T> {
        T value;

        Box(T value) {
            this.value = value;
        }
    }

    static class Upper extends TypeAdapter<String> {
        @Override
        public void write(JsonWriter out, String value) throws IOException {
            out.value(value == null ? null : value.toUpperCase());
        }

        @Override
        public String read(JsonReader in) throws IOException {
            return in.nextString().toLowerCase();
        }
    }

    public static void main(String[] args) throws Exception {
        List<Gson> gsons = List.of(
                new Gson(),
                new GsonBuilder()
                        .setPrettyPrinting()
                        .serializeNulls()
                        .enableComplexMapKeySerialization()
                        .create(),
                new GsonBuilder()
                        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                        .setVersion(1.1)
                        .setLongSerializationPolicy(LongSerializationPolicy.STRING)
                        .disableHtmlEscaping()
                        .create(),
                new GsonBuilder()
                        .registerTypeAdapter(Point.class, (JsonSerializer<Point>) (p, t, c) -> {
                            JsonArray array = new JsonArray();
                            array.add(p.x());
                            array.add(c.serialize(p.label()));
                            return array;
                        })
                        .setExclusionStrategies(new ExclusionStrategy() {
                            @Override
                            public boolean shouldSkipField(FieldAttributes field) {
                                return field.getName().startsWith("p");
                            }

                            @Override
                            public boolean shouldSkipClass(Class<?> type) {
                                return type == EnumMap.class;
                            }
                        })
                        .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                        .create());
        for (Gson gson : gsons) {
            String text = gson.toJson(new Bean());
            System.out.println(text);
            try {
                System.out.println(gson.toJson(gson.fromJson(text, Bean.class)).equals(text));
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
        Gson gson = gsons.get(0);
        Map<String, List<Point>> map =
                gson.fromJson("{'b':[{'x':1,'y':2e3}],a:[]}", new TypeToken<Map<String, List<Point>>>() {});
        System.out.println(map);
        System.out.println(gson.fromJson("[1,[2.5,null],{\"k\":true}]", Object.class));
        System.out.println(gson.fromJson("{\"nick\":\"n\",\"grid\":[[9]]}", Bean.class).nameOfIt);
        bad(gson);
        Random chance = new Random(11);
        int same = 0;
        for (int i = 0; i < 200; i++) {
            JsonElement made = made(chance, 4);
            String text = gson.toJson(made);
            JsonElement again = JsonParser.parseString(text);
            same += again.equals(made) && again.deepCopy().toString().equals(text) ? 1 : 0;
            streamed(text);
        }
        System.out.println(same + " of 200");
        new JsonStreamParser("[1] {\"a\":2} \"s\"").forEachRemaining(System.out::println);
        System.err.println("end");
        throw new JsonParseException("the last word");
    }

    private static void bad(Gson gson) {
        String[] wrong = {
            "",
            "{",
            "[1,",
            "{\"id\":\"x\"}",
            "{\"id\":1.5}",
            "[}",
            "{\"points\":{}}",
            "nul",
            "\"\\u00zz\"",
            "{\"letter\":\"ab\"}",
            "{\"colours\":{\"a\":[\"BLUE\"]}}",
            "1 2",
            "{\"grid\":[[1e400]]}",
            "{\"yes\":[]}"
        };
        for (String text : wrong) {
            try {
                System.out.println(gson.fromJson(text, Bean.class) == null);
            } catch (RuntimeException e) {
                System.out.println(text + " " + e);
            }
        }
        try {
            gson.toJson(Double.NaN);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        ArrayDeque<Object> own = new ArrayDeque<>();
        Bean loop = new Bean();
        loop.anything = loop;
        try {
            gson.toJson(loop);
        } catch (StackOverflowError e) {
            System.out.println("endless");
        }
    }

    private static JsonElement made(Random chance, int depth) {
        switch (chance.nextInt(depth == 0 ? 4 : 6)) {
            case 0:
                return new JsonPrimitive(chance.nextInt(1000) - 500);
            case 1:
                return new JsonPrimitive("t" + (char) chance.nextInt(300) + "\u2028<>");
            case 2:
                return new JsonPrimitive(chance.nextBoolean());
            case 3:
                return new JsonPrimitive(chance.nextInt() / 64.0);
            case 4:
                JsonArray array = new JsonArray();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    array.add(made(chance, depth - 1));
                }
                return array;
            default:
                JsonObject object = new JsonObject();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    object.add("k" + i, made(chance, depth - 1));
                }
                return object;
        }
    }

    /** From token to token, written again by hand. */
    private static void streamed(String text) throws IOException {
        StringWriter written = new StringWriter();
        try (JsonReader in = new JsonReader(new StringReader(text));
                JsonWriter out = new JsonWriter(written)) {
            in.setStrictness(Strictness.STRICT);
            out.setIndent(" ");
            while (true) {
                JsonToken token = in.peek();
                switch (token) {
                    case BEGIN_ARRAY -> {
                        in.beginArray();
                        out.beginArray();
                    }
                    case END_ARRAY -> {
                        in.endArray();
                        out.endArray();
                    }
                    case BEGIN_OBJECT -> {
                        in.beginObject();
                        out.beginObject();
                    }
                    case END_OBJECT -> {
                        in.endObject();
                        out.endObject();
                    }
                    case NAME -> out.name(in.nextName());
                    case STRING -> out.value(in.nextString());
                    case NUMBER -> out.jsonValue(in.nextString());
                    case BOOLEAN -> out.value(in.nextBoolean());
                    case NULL -> {
                        in.nextNull();
                        out.nullValue();
                    }
                    case END_DOCUMENT -> {
                        System.out.println(written.toString().hashCode() + " " + in.getPath());
                        return;
                    }
                }
            }
        }
    }
}
