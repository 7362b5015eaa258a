package org.surprisal.agent;

import java.io.PrintStream;

/** Prints to a stream as if it were that stream, and records what was printed. */
final class Tee extends PrintStream {
    private final PrintStream stream;
    private final int number;

    Tee(PrintStream stream, int number) {
        super(stream, false, stream.charset());
        this.stream = stream;
        this.number = number;
    }

    @Override
    public void write(int b) {
        stream.write(b);
        record(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        stream.write(bytes, from, length);
        record(bytes, from, length);
    }

    private void record(byte[] bytes, int from, int length) {
        if (length > 0) {
            Recorder.current().output(number, new String(bytes, from, length, charset()));
        }
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public boolean checkError() {
        return stream.checkError();
    }
}
