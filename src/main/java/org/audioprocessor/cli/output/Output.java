package org.audioprocessor.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program's standard output: text or, in JSON mode, only JSON lines. Notes go to standard
 * error. Lines of several threads do not mix.
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

  /** Returns an output that discards everything; the log contains the events. */
  public static Output silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return new Output(nowhere, nowhere, false);
  }

  /** Returns an output for results only; suppresses notes. */
  public Output withoutNotes() {
    return new Output(out, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), json);
  }

  public boolean isJson() {
    return json;
  }

  /** Prints a result: the text, or in JSON mode the object as one line. */
  public synchronized void result(String text, Map<String, @Nullable Object> object) {
    out.println(json ? JSON.writeValueAsString(object) : text);
    out.flush();
  }

  /** Prints a line on standard output; does nothing in JSON mode. */
  public synchronized void say(String text) {
    if (!json) {
      out.println(text);
      out.flush();
    }
  }

  /** Prints a line that is not a result on standard error. */
  public synchronized void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Prints raw text on the terminal, such as a progress line. */
  synchronized void draw(String text) {
    err.print(text);
    err.flush();
  }

  /** Returns a quantity for JSON, rounded to a thousandth; null if there is no value. */
  public static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : null;
  }

  /** Returns a quantity for JSON, rounded to a thousandth; null if it is not finite. */
  public static @Nullable Double number(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
  }
}
