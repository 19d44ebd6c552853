package org.audioprocessor.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in a settings file: only what somebody has set. Names that this version does not know
 * are kept. Immutable.
 */
public final class SettingsDocument {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final ObjectNode root;

  private SettingsDocument(ObjectNode root) {
    this.root = root;
  }

  /** Nothing is set. */
  public static SettingsDocument empty() {
    return new SettingsDocument(JSON.createObjectNode());
  }

  /** Nothing if the bytes are not one whole JSON object (RFC 8259). */
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

  /** What is set under this name, whether or not it is allowed. */
  public Optional<String> text(SettingKey<?> key) {
    JsonNode found = root.at(pointer(key));
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    return Optional.of(found.isValueNode() ? found.asString() : found.toString());
  }

  /** A document in which this is set. */
  public <T> SettingsDocument with(SettingKey<T> key, T value) {
    ObjectNode changed = root.deepCopy();
    ObjectNode level = changed;
    String[] path = path(key);
    for (int i = 0; i < path.length - 1; i++) {
      level = level.get(path[i]) instanceof ObjectNode below ? below : level.putObject(path[i]);
    }
    String last = path[path.length - 1];
    switch (value) {
      case Integer number -> level.put(last, number);
      case Double number -> level.put(last, number);
      default -> level.put(last, key.text(value));
    }
    return new SettingsDocument(changed);
  }

  /** A document in which this is not set. */
  public SettingsDocument without(SettingKey<?> key) {
    ObjectNode changed = root.deepCopy();
    String[] path = path(key);
    JsonNode level = changed;
    for (int i = 0; i < path.length - 1; i++) {
      level = level.path(path[i]);
    }
    if (level instanceof ObjectNode holder) {
      holder.remove(path[path.length - 1]);
    }
    return new SettingsDocument(changed);
  }

  /** What stands in it that this version does not know. */
  public List<String> unknownNames() {
    List<String> unknown = new ArrayList<>();
    collectUnknown(root, "", unknown);
    return unknown;
  }

  private static void collectUnknown(ObjectNode level, String path, List<String> unknown) {
    for (String property : level.propertyNames()) {
      String name = path + property;
      boolean isGroup = SettingKey.ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
      if (isGroup && level.get(property) instanceof ObjectNode below) {
        collectUnknown(below, name + ".", unknown);
      } else if (SettingKey.ALL.stream().noneMatch(key -> key.name().equals(name))) {
        unknown.add(name);
      }
    }
  }

  private static String pointer(SettingKey<?> key) {
    return "/" + String.join("/", path(key));
  }

  private static String[] path(SettingKey<?> key) {
    return key.name().split("\\.", -1);
  }
}
