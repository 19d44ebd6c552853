package org.audioprocessor.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A part of a YAML document.
 *
 * @param where for complaints
 * @param value maps, lists, and plain values
 */
public record Manifest(String where, Object value) {
  private static final Path KUBERNETES = Path.of("packaging/kubernetes");

  /** The documents of a file, in their order. */
  public static List<Manifest> in(Path file) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Iterable<Object> documents =
          new Yaml(new SafeConstructor(options)).loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false)
          .map(value -> new Manifest(file.toString(), value))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every document under packaging/kubernetes. */
  public static List<Manifest> ofKubernetes() {
    try (Stream<Path> files = Files.walk(KUBERNETES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(file -> in(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Manifest> ofKind(String kind) {
    return ofKubernetes().stream().filter(m -> m.text("kind").equals(kind)).toList();
  }

  /** The first of its kind. */
  public static Manifest first(String kind) {
    return ofKind(kind).getFirst();
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return where;
  }

  boolean has(String path) {
    return find(path) != null;
  }

  /** A part, by the names and the list positions that lead to it, with slashes between them. */
  public Manifest at(String path) {
    Object found = find(path);
    if (found == null) {
      throw new AssertionError(where + " has no " + path);
    }
    return new Manifest(where + ", " + path, found);
  }

  private @Nullable Object find(String path) {
    Object here = value;
    for (String step : path.split("/", -1)) {
      Object next =
          switch (here) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list -> list.get(Integer.parseInt(step));
            default -> null;
          };
      if (next == null) {
        return null;
      }
      here = next;
    }
    return here;
  }

  public String text(String path) {
    return at(path).value.toString();
  }

  List<Manifest> list(String path) {
    List<Manifest> parts = new ArrayList<>();
    if (at(path).value instanceof List<?> list) {
      list.forEach(one -> parts.add(new Manifest(where + ", " + path, one)));
    }
    return parts;
  }

  List<String> texts(String path) {
    return list(path).stream().map(part -> part.value.toString()).toList();
  }

  Map<?, ?> map(String path) {
    return at(path).value instanceof Map<?, ?> map ? map : Map.of();
  }
}
