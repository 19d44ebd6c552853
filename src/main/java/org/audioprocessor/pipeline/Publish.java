package org.audioprocessor.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.ContentTypes;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Condition;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.TrackKeys;

/**
 * Makes a rendered track visible. Its segments are stored already; now come the playlists, the M4A
 * and the metadata, the multivariant playlist last of all. No two generations share a segment's
 * name, so a playlist is whole at every moment, and listeners of the old generation keep theirs.
 */
final class Publish {
  private final PublicationTarget target;
  private final int generation;

  /** One object of the fixed names. */
  private record Item(Function<TrackKeys, String> key, Body body) {}

  Publish(PublicationTarget target, int generation) {
    this.target = target;
    this.generation = generation;
  }

  /** Puts everything in its order; each put is verified by the store against its checksum. */
  void publish(Delivery delivery, Path m4a, byte[] metadata) throws ProcessingException {
    List<Item> items = items(delivery, m4a, metadata);
    try {
      if (target.generations() && target.log().isFirst()) {
        List<String> rungs = delivery.renditions().stream().map(Delivery.Rendition::name).toList();
        new Adoption(target, rungs).adopt();
      }
      // the copies carry no letter of the try: from here on the generation's number is used up
      target.log().willSwitch();
      if (target.generations()) {
        keep(items);
      }
      deleteAll(delivery.abandoned());
      Map<String, Condition> before = before(items);
      for (Item item : items) {
        target.guard().check();
        flip(item, before);
      }
      if (!target.generations()) {
        deleteAll(replaced(delivery));
      }
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private static List<Item> items(Delivery delivery, Path m4a, byte[] metadata) {
    List<Item> items = new ArrayList<>();
    for (Delivery.Rendition rendition : delivery.renditions()) {
      byte[] text = Documents.utf8(rendition.playlist());
      items.add(new Item(keys -> keys.playlist(rendition.name()), Body.of(text)));
    }
    items.add(new Item(TrackKeys::m4a, Body.of(m4a)));
    items.add(new Item(TrackKeys::metadata, Body.of(metadata)));
    byte[] multivariant = Documents.utf8(delivery.multivariantPlaylist());
    items.add(new Item(TrackKeys::multivariantPlaylist, Body.of(multivariant)));
    return items;
  }

  /** The generation's own copies, which are never changed later. */
  private void keep(List<Item> items) throws StorageException, ProcessingException {
    TrackKeys copies = target.keys().generation(generation);
    target.log().willWrite(items.stream().map(i -> i.key().apply(copies)).toList());
    for (Item item : items) {
      target.guard().check();
      String key = item.key().apply(copies);
      target.store().put(key, item.body(), options(key));
    }
  }

  /**
   * What stands under the fixed names now. It is read before the guard is asked again: whoever
   * takes the track over after that changes it, and then our puts fail, however late they come.
   */
  private Map<String, Condition> before(List<Item> items) throws StorageException {
    Map<String, Condition> conditions = new HashMap<>();
    for (Item item : items) {
      String key = item.key().apply(target.keys());
      Optional<StoredObject> object = target.store().head(key);
      conditions.put(
          key, object.map(found -> Condition.ifMatch(found.etag())).orElseGet(Condition::ifAbsent));
    }
    return conditions;
  }

  /** Replaces the object that stood there when the switch began, and no other. */
  private void flip(Item item, Map<String, Condition> before) throws StorageException {
    String key = item.key().apply(target.keys());
    Condition condition = before.getOrDefault(key, Condition.ifAbsent());
    target.store().put(key, item.body(), options(key).withCondition(condition));
  }

  /** The copies of a generation carry the headers of the fixed names: to put back is to copy. */
  static PutOptions options(String key) {
    return PutOptions.defaults()
        .withContentType(ContentTypes.of(key))
        .withCacheControl(CacheControl.of(key));
  }

  private List<String> replaced(Delivery delivery) throws StorageException {
    List<String> old = new ArrayList<>();
    for (Delivery.Rendition rendition : delivery.renditions()) {
      String name = rendition.name();
      Set<String> current = Set.copyOf(rendition.segments());
      String prefix = target.keys().folder() + name + "/segment_";
      try (Stream<StoredObject> listed = target.store().list(prefix)) {
        listed
            .map(object -> object.key().substring(target.keys().folder().length()))
            .filter(key -> !current.contains(key.substring(name.length() + 1)))
            .forEach(old::add);
      }
    }
    return old;
  }

  private void deleteAll(List<String> names) throws StorageException {
    for (String name : names) {
      target.store().delete(target.keys().folder() + name);
    }
  }
}
