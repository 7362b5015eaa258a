package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import programs.Everything;

class SessionTest {
    @TempDir
    Path folder;

    @Test
    void goesOnWhenTheDiskIsFull() throws Exception {
        OutputStream full = new OutputStream() {
            private int left = 3000;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        assertThat(Lab.run(Everything.class, Lab.options(), full)).isEqualTo(Lab.plain(Everything.class));
    }

    @Test
    void mendsAFileThatCannotGrow() throws Exception {
        Path file = folder.resolve("a.watch");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            Sites sites = new Sites();
            LogFile log = new LogFile(out, sites);
            sites.recording("p", "all", "all");
            log.definitions();
            long before = log.bytes();
            sites.note("one");
            log.definitions();
            sites.note("two");
            log.mend();
            assertThat(Files.size(file)).isGreaterThan(10).isNotEqualTo(before);
        }
    }

    @Test
    void startsAndEndsInAJvm() throws Exception {
        Path options = folder.resolve("options");
        Path out = folder.resolve("b.watch");
        Files.writeString(options, "out=" + out + "\nprogram=b\n");
        List<Object> transformers = new ArrayList<>();
        Instrumentation fake = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (self, method, arguments) -> {
                    if (method.getName().equals("addTransformer")) {
                        transformers.add(arguments[0]);
                    }
                    return null;
                });
        java.io.PrintStream before = System.out;
        java.io.PrintStream error = System.err;
        try {
            Start.start(options.toString(), fake);
            System.out.write('x');
            System.out.println("recorded");
            System.out.flush();
            assertThat(System.out.checkError()).isFalse();
        } finally {
            System.setOut(before);
            System.setErr(error);
        }
        Session session = Session.current;
        assertThat(session).isNotNull();
        assertThat(transformers).hasSize(1);
        Recorder.ends(7);
        if (session != null) {
            session.ending();
            session.ending();
        }
        assertThat(Session.current).isNull();
        assertThat(Files.size(out)).isGreaterThan(100);
    }

    @Test
    void namesValuesWithoutTheAgent() throws Exception {
        Path out = folder.resolve("c.watch");
        Watch.value("ignored", 1.0);
        Watch.to(out.toString());
        Watch.to(out.toString());
        Watch.value("loss", 0.5);
        Watch.value("epoch", 3L);
        Watch.value("name", "adam");
        Watch.end();
        Watch.end();
        Lab.Run run = new Lab.Run("", Files.readAllBytes(out));
        assertThat(run.definitions()).contains("\"text\":\"loss\"").doesNotContain("ignored");
        assertThat(run.events()).isEqualTo(3);
    }

    @Test
    void saysWhyItCannotStart() {
        assertThatCode(() -> Agent.premain(folder.resolve("none").toString(), (Instrumentation) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Instrumentation.class},
                        (self, method, arguments) -> null)))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesDamagedClassesAlone() throws Exception {
        Session session = new Session(Options.of(Lab.options()), OutputStream.nullOutputStream());
        Transformer transformer = new Transformer(session);
        ClassLoader loader = getClass().getClassLoader();
        assertThat(transformer.transform(loader, "a/B", null, null, new byte[] {1, 2, 3}))
                .isNull();
        assertThat(String.join("", session.sites.take())).contains("a.B is not recorded");
        assertThat(transformer.transform(null, "a/B", null, null, new byte[0])).isNull();
        assertThat(transformer.transform(loader, "java/lang/B", null, null, new byte[0]))
                .isNull();
    }

    @Test
    void givesNumbersByIdentityAndForgetsTheDead() {
        Identities identities = new Identities();
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            String equal = new String("same");
            kept.add(equal);
            assertThat(identities.of(equal).number).isEqualTo(i + 1);
        }
        assertThat(identities.of(kept.get(17)).number).isEqualTo(18);
        kept.clear();
        for (int i = 0; i < 20_000; i++) {
            identities.of(new Object());
            if (i % 5000 == 0) {
                System.gc();
            }
        }
        assertThat(identities.of(new Object()).number).isEqualTo(25_001);
    }
}
