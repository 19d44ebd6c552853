package org.audioprocessor.desktop.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources: a text literal with a dot in it that the bundle could hold is a key. */
class MessagesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/audioprocessor");
  private static final Path BUNDLE =
      Path.of("src/main/resources/org/audioprocessor/desktop/messages.properties");
  private static final Pattern ASKED_FOR =
      Pattern.compile(
          "(?:Messages\\.text|Messages\\.word|Shortcut\\.of)\\(\\s*(?:\"[^\"]*\",\\s*)?"
              + "\"([a-z0-9.-]+)\"(\\s*\\+)?");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]*)+)\"");

  @Test
  void everyKeyThatIsAskedForIsInTheBundle() throws IOException {
    Set<String> keys = keys();
    for (String source : sources("desktop")) {
      Matcher asked = ASKED_FOR.matcher(source);
      while (asked.find()) {
        String key = asked.group(1);
        boolean whole = asked.group(2) == null && !key.endsWith(".");
        assertThat(keys).as(key).anyMatch(one -> whole ? one.equals(key) : one.startsWith(key));
      }
    }
  }

  @Test
  void everyKeyOfTheBundleIsUsed() throws IOException {
    Set<String> literals = new TreeSet<>();
    for (String source : sources("")) {
      LITERAL.matcher(source).results().forEach(found -> literals.add(found.group(1)));
    }
    assertThat(keys())
        .allSatisfy(key -> assertThat(literals).as(key).anyMatch(literal -> uses(literal, key)));
  }

  /** As it is; as the beginning of a constant's key; or as the stem of a question's keys. */
  private static boolean uses(String literal, String key) {
    return literal.equals(key)
        || (literal.endsWith(".") && key.startsWith(literal))
        || key.equals(literal + ".question")
        || key.equals(literal + ".yes");
  }

  @Test
  void everyMessageCanBeFormatted() throws IOException {
    for (String key : keys()) {
      assertThatCode(() -> Messages.text(key, 1, 2, 3, 4)).as(key).doesNotThrowAnyException();
      assertThat(Messages.text(key)).as("typographic quotes only: " + key).doesNotContain("'");
    }
  }

  private static Set<String> keys() throws IOException {
    Properties bundle = new Properties();
    try (Reader in = Files.newBufferedReader(BUNDLE)) {
      bundle.load(in);
    }
    return new TreeSet<>(bundle.stringPropertyNames());
  }

  private static List<String> sources(String folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
