package org.audioprocessor.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a settings file: only values that are set. Unknown names are preserved. Immutable.
 */
public final class SettingsDocument {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Contains one object for each saved connection, by its name. */
  private static final String CONNECTIONS = "connections";

  private final ObjectNode root;

  private SettingsDocument(ObjectNode root) {
    this.root = root;
  }

  /** Returns a document without values. */
  public static SettingsDocument empty() {
    return new SettingsDocument(JSON.createObjectNode());
  }

  /** Parses a document; empty if the bytes are not one complete JSON object (RFC 8259). */
  static Optional<SettingsDocument> parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes) instanceof ObjectNode object
          ? Optional.of(new SettingsDocument(object))
          : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  byte[] bytes() {
    return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text set for the key, valid or not. */
  public Optional<String> text(SettingKey<?> key) {
    return textAt(path(key));
  }

  /** Returns the text that this saved connection sets for the key, valid or not. */
  public Optional<String> text(String connection, SettingKey<?> key) {
    return textAt(path(connection, key));
  }

  private Optional<String> textAt(List<String> path) {
    JsonNode found = root;
    for (String name : path) {
      found = found.path(name);
    }
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    return Optional.of(found.isValueNode() ? found.asString() : found.toString());
  }

  /** Returns a document in which the key is set. */
  public <T> SettingsDocument with(SettingKey<T> key, T value) {
    return with(path(key), key, value);
  }

  <T> SettingsDocument with(String connection, SettingKey<T> key, T value) {
    return with(path(connection, key), key, value);
  }

  private <T> SettingsDocument with(List<String> path, SettingKey<T> key, T value) {
    ObjectNode changed = root.deepCopy();
    ObjectNode level = changed;
    for (String name : path.subList(0, path.size() - 1)) {
      level = level.get(name) instanceof ObjectNode below ? below : level.putObject(name);
    }
    String last = path.getLast();
    switch (value) {
      case Integer number -> level.put(last, number);
      case Double number -> level.put(last, number);
      case Boolean yes -> level.put(last, yes);
      default -> level.put(last, key.text(value));
    }
    return new SettingsDocument(changed);
  }

  /** Returns a document in which the key is not set. */
  public SettingsDocument without(SettingKey<?> key) {
    return without(path(key));
  }

  /** Returns the names of the saved connections. */
  public List<String> connectionNames() {
    return root.get(CONNECTIONS) instanceof ObjectNode saved
        ? List.copyOf(saved.propertyNames())
        : List.of();
  }

  /** Returns a document without this saved connection. */
  public SettingsDocument withoutConnection(String name) {
    return without(List.of(CONNECTIONS, name));
  }

  private SettingsDocument without(List<String> path) {
    ObjectNode changed = root.deepCopy();
    JsonNode level = changed;
    for (String name : path.subList(0, path.size() - 1)) {
      level = level.path(name);
    }
    if (level instanceof ObjectNode holder) {
      holder.remove(path.getLast());
    }
    return new SettingsDocument(changed);
  }

  /** Returns the names that this version does not know. */
  public List<String> unknownNames() {
    List<String> unknown = new ArrayList<>();
    ObjectNode rest = root.deepCopy();
    if (rest.remove(CONNECTIONS) instanceof ObjectNode saved) {
      for (String name : saved.propertyNames()) {
        String path = CONNECTIONS + "." + name;
        if (saved.get(name) instanceof ObjectNode connection) {
          List<SettingKey<?>> keys =
              SettingKey.ALL.stream().filter(SettingKey::isOfConnection).toList();
          new Unknown(keys, path + ".", unknown).collect(connection, "");
        } else {
          unknown.add(path);
        }
      }
    }
    new Unknown(SettingKey.ALL, "", unknown).collect(rest, "");
    return unknown;
  }

  private record Unknown(List<SettingKey<?>> keys, String prefix, List<String> found) {
    void collect(ObjectNode level, String path) {
      for (String property : level.propertyNames()) {
        String name = path + property;
        if (names().anyMatch(key -> key.startsWith(name + "."))
            && level.get(property) instanceof ObjectNode below) {
          collect(below, name + ".");
        } else if (names().noneMatch(key -> key.equals(name))) {
          found.add(prefix + name);
        }
      }
    }

    private Stream<String> names() {
      return keys.stream().map(SettingKey::name);
    }
  }

  private static List<String> path(SettingKey<?> key) {
    return List.of(key.name().split("\\.", -1));
  }

  private static List<String> path(String connection, SettingKey<?> key) {
    List<String> path = new ArrayList<>(List.of(CONNECTIONS, connection));
    path.addAll(path(key));
    return path;
  }
}
