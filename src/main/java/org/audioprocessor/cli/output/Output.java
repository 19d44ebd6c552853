package org.audioprocessor.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program's standard output: text for people, or JSON lines and nothing else. What is not a
 * result goes to standard error. Lines are written whole.
 */
public final class Output {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  public Output(PrintStream out, PrintStream err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Writes nothing: a log says all of it. */
  public static Output silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return new Output(nowhere, nowhere, false);
  }

  /** Without what is not a result. */
  public Output withoutNotes() {
    return new Output(out, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), json);
  }

  public boolean isJson() {
    return json;
  }

  /** A result: the text for people, or the object as one line of JSON. */
  public synchronized void result(String text, Map<String, @Nullable Object> object) {
    out.println(json ? JSON.writeValueAsString(object) : text);
    out.flush();
  }

  /** A line for people; nowhere in JSON mode. */
  public synchronized void say(String text) {
    if (!json) {
      out.println(text);
      out.flush();
    }
  }

  /** A line for people that is not a result. */
  public synchronized void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Raw text on the terminal, such as a progress line. */
  synchronized void draw(String text) {
    err.print(text);
    err.flush();
  }

  /** A quantity for JSON, rounded to a thousandth; null where there is no value. */
  static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : null;
  }

  /** A quantity for JSON, rounded to a thousandth; null for what is not a number. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
  }
}
