package programs;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonView;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** Drives Jackson through what it offers: binding, records, types by name, trees, streams and bad input. */
@SuppressWarnings("all")
public class Jacksons {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dog.class, name = "dog"),
        @JsonSubTypes.Type(value = Cat.class, name = "cat")
    })
    sealed interface Animal permits Dog, Cat {}

    record Dog(String name, int age) implements Animal {}

    record Cat(
            @JsonProperty("n") String name,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Animal> kittens) implements Animal {}

    enum Size {
        SMALL,
        LARGE
    }

    interface Short {}

    public static class Inner {
        public double left = 0.5;
        public BigDecimal right = new BigDecimal("12345678901234567890.5");
    }

    @JsonPropertyOrder({"zed", "alpha"})
    public static class Bean {
        @JsonAlias({"first", "eins"})
        public int alpha = 1;

        @JsonView(Short.class)
        public String zed = "z\u0000\"\\\u00fc\ud83d\ude00";

        @JsonUnwrapped
        public Inner inner = new Inner();

        public Map<Size, Optional<LocalDate>> dates =
                new TreeMap<>(Map.of(Size.LARGE, Optional.of(LocalDate.of(2020, 2, 29)), Size.SMALL, Optional.empty()));

        public long[] many = {1, Long.MIN_VALUE, 1L << 53};
        public byte[] bytes = {1, 2, 3, -1};
        public Object any = List.of(1, "x", 2.5);
        private String secret = "s";

        @JsonIgnore
        public String getSecret() {
            return secret;
        }

        public String getComputed() {
            return zed.length() + "!";
        }

        public void setComputed(String ignored) {}
    }

    static class Temperature {
        final double degrees;

        @JsonCreator
        Temperature(String text) {
            degrees = Double.parseDouble(text.replace("C", ""));
        }
    }

    static class Printed extends StdSerializer<Temperature> {
        Printed() {
            super(Temperature.class);
        }

        @Override
        public void serialize(Temperature value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.degrees + "C");
        }
    }

    public static void main(String[] args) throws Exception {
        List<JsonMapper> mappers = List.of(
                JsonMapper.builder().build(),
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                        .build(),
                JsonMapper.builder()
                        .addModule(new SimpleModule().addSerializer(Temperature.class, new Printed()))
                        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build());
        for (JsonMapper mapper : mappers) {
            String text = mapper.writeValueAsString(new Bean());
            System.out.println(text);
            System.out.println(mapper.writeValueAsString(mapper.readValue(text, Bean.class))
                    .equals(text));
            Animal cat = new Cat("c", List.of(new Dog("d", 3), new Cat("e", List.of())));
            String animals = mapper.writeValueAsString(cat);
            System.out.println(animals + " "
                    + cat.equals(mapper.readValue(animals.getBytes(StandardCharsets.UTF_8), Animal.class)));
            System.out.println(mapper.writerWithView(Short.class)
                    .writeValueAsString(new Bean())
                    .length());
        }
        JsonMapper last = mappers.get(2);
        Map<String, List<Temperature>> map =
                last.readValue("{a:['12.5C'],'b':[]}", new TypeReference<Map<String, List<Temperature>>>() {});
        System.out.println(last.writeValueAsString(map));
        System.out.println(last.convertValue(Map.of("alpha", 5), Bean.class).alpha);
        for (JsonMapper mapper : mappers) {
            bad(mapper);
        }
        Random chance = new Random(13);
        JsonMapper mapper = mappers.get(0);
        int same = 0;
        for (int i = 0; i < 150; i++) {
            JsonNode made = made(mapper, chance, 4);
            String text = mapper.writeValueAsString(made);
            same += mapper.readTree(text).toString().equals(text) ? 1 : 0;
            streamed(mapper, text);
        }
        System.out.println(same + " of 150");
        JsonNode tree = mapper.readTree("{\"a\":{\"b\":[10,20,{\"c\":null}]},\"d\":1e5}");
        System.out.println(tree.at("/a/b/1") + " " + tree.at(JsonPointer.compile("/a/b/2/c")) + tree.findPath("none")
                + tree.findValues("c"));
        System.out.println(
                mapper.readerForUpdating(new Bean()).<Bean>readValue("{\"eins\":99,\"computed\":\"\"}").alpha);
        System.err.println("end");
        System.exit(3);
    }

    private static void bad(JsonMapper mapper) {
        String[] wrong = {
            "",
            "{",
            "{\"alpha\":\"x\"}",
            "{\"alpha\":1e99}",
            "[]",
            "{\"none\":1}",
            "{\"dates\":{\"HUGE\":null}}",
            "nul",
            "{\"many\":[1,[]]}",
            "{\"bytes\":\"*\"}",
            "{\"zed\":\"\\q\"}",
            "{\"alpha\":1}}",
            "{'alpha':2}",
            "{\"left\":tru}"
        };
        for (String text : wrong) {
            try {
                System.out.println(mapper.readValue(text, Bean.class).alpha);
            } catch (JacksonException e) {
                System.out.println(text + " " + e.getMessage().replaceAll("@[0-9a-f]+", "@"));
            }
            try {
                mapper.readValue(text, Animal.class);
            } catch (JacksonException e) {
                System.out.println(e.getOriginalMessage());
            }
        }
    }

    private static JsonNode made(JsonMapper mapper, Random chance, int depth) {
        switch (chance.nextInt(depth == 0 ? 4 : 6)) {
            case 0:
                return mapper.getNodeFactory().numberNode(chance.nextInt(1000) - 500);
            case 1:
                return mapper.getNodeFactory().stringNode("t" + (char) chance.nextInt(3000) + "\n");
            case 2:
                return mapper.getNodeFactory().booleanNode(chance.nextBoolean());
            case 3:
                return mapper.getNodeFactory().numberNode(new BigInteger(90, chance));
            case 4:
                ArrayNode array = mapper.createArrayNode();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    array.add(made(mapper, chance, depth - 1));
                }
                return array;
            default:
                ObjectNode object = mapper.createObjectNode();
                for (int i = chance.nextInt(5); i > 0; i--) {
                    object.set("k" + i, made(mapper, chance, depth - 1));
                }
                return object;
        }
    }

    /** From token to token: from characters and from bytes, to characters and to bytes. */
    private static void streamed(JsonMapper mapper, String text) {
        StringWriter letters = new StringWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser one = mapper.createParser(new StringReader(text));
                JsonParser two = mapper.createParser(text.getBytes(StandardCharsets.UTF_8));
                JsonGenerator first = mapper.createGenerator(letters);
                JsonGenerator second = mapper.createGenerator(bytes)) {
            for (JsonToken token = one.nextToken(); token != null; token = one.nextToken()) {
                two.nextToken();
                first.copyCurrentEvent(one);
                second.copyCurrentEvent(two);
            }
        }
        System.out.println(letters.toString().equals(text) + " "
                + bytes.toString(StandardCharsets.UTF_8).equals(text) + text.hashCode());
    }
}
