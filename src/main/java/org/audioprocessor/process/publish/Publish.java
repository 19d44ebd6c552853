package org.audioprocessor.process.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.ContentTypes;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a rendered track whose segments are stored: writes the generation's own copies, then
 * the playlists of the rungs, the M4A and the metadata, and the multivariant playlist last.
 * Independent requests are sent in parallel. Generations do not share segment names, so every
 * playlist is always complete, and listeners of the old generation are not interrupted.
 */
public final class Publish {
  private final PublicationTarget target;
  private final int generation;

  /** One object of the fixed names; {@code isCopied} if the generation has its copy already. */
  private record Item(Function<TrackKeys, String> key, Body body, boolean isCopied) {
    Item(Function<TrackKeys, String> key, Body body) {
      this(key, body, false);
    }
  }

  public Publish(PublicationTarget target, int generation) {
    this.target = target;
    this.generation = generation;
  }

  /** Reads the fixed names, then publishes; writes no record of the render. */
  public void publish(Delivery delivery, Path m4a, byte[] metadata) throws ProcessingException {
    Item item = new Item(TrackKeys::m4a, Body.of(m4a));
    publish(fixedNames(target, delivery), delivery, items(delivery, item, metadata), null);
  }

  /**
   * Publishes a render.
   *
   * @param before the only objects that may be replaced
   */
  public void publish(FixedNames before, RenderRecord render, Path m4a) throws ProcessingException {
    Item item = new Item(TrackKeys::m4a, Body.of(m4a));
    publish(before, render, item, target.generations() ? render.json() : null);
  }

  /** Publishes a render whose segments and M4A an earlier try has stored. */
  public void publishAgain(RenderRecord render) throws ProcessingException {
    FixedNames before = fixedNames(target, render.result().delivery());
    try {
      StoredObject copy = render.storedM4a(target).orElseThrow();
      publish(before, render, new Item(TrackKeys::m4a, Body.of(target.store(), copy), true), null);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private void publish(FixedNames before, RenderRecord render, Item m4a, byte @Nullable [] json)
      throws ProcessingException {
    Delivery delivery = render.result().delivery();
    byte[] metadata = TrackPlaylists.utf8(render.metadata());
    publish(before, delivery, items(delivery, m4a, metadata), json);
  }

  /** Reads the current objects under the fixed names. */
  public static FixedNames fixedNames(PublicationTarget target, Delivery delivery)
      throws ProcessingException {
    try {
      return FixedNames.read(target, rungs(delivery));
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  /** Writes all objects in order; the store verifies each against its checksum. */
  private void publish(
      FixedNames before, Delivery delivery, List<Item> items, byte @Nullable [] render)
      throws ProcessingException {
    try {
      if (target.generations() && target.log().isFirst()) {
        new Adoption(target, rungs(delivery), before).adopt();
      }
      // the copies' names do not contain the try, so the generation's number is used from here on
      target.log().willSwitch();
      List<ParallelRequests.Request<String>> unseen =
          new ArrayList<>(deletions(delivery.abandoned()));
      if (target.generations()) {
        unseen.addAll(copies(items, render));
      }
      together(unseen);
      together(switches(items.subList(0, items.size() - 1), before));
      together(switches(List.of(items.getLast()), before));
      if (!target.generations()) {
        ParallelRequests.all(deletions(replaced(delivery)));
      }
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private void together(List<ParallelRequests.Request<String>> requests)
      throws ProcessingException, StorageException {
    target.guard().check();
    ParallelRequests.all(requests);
  }

  private static List<String> rungs(Delivery delivery) {
    return delivery.renditions().stream().map(Delivery.Rendition::name).toList();
  }

  private static List<Item> items(Delivery delivery, Item m4a, byte[] metadata) {
    List<Item> items = new ArrayList<>();
    for (Delivery.Rendition rendition : delivery.renditions()) {
      byte[] text = TrackPlaylists.utf8(rendition.playlist());
      items.add(new Item(keys -> keys.playlist(rendition.name()), Body.of(text)));
    }
    items.add(m4a);
    items.add(new Item(TrackKeys::metadata, Body.of(metadata)));
    byte[] multivariant = TrackPlaylists.utf8(delivery.multivariantPlaylist());
    items.add(new Item(TrackKeys::multivariantPlaylist, Body.of(multivariant)));
    return items;
  }

  /** Writes the generation's own copies, which never change, and the record of its render. */
  private List<ParallelRequests.Request<String>> copies(List<Item> items, byte @Nullable [] render)
      throws ProcessingException {
    TrackKeys copies = target.keys().generation(generation);
    Map<String, Body> bodies = new LinkedHashMap<>();
    for (Item item : items) {
      if (!item.isCopied()) {
        bodies.put(item.key().apply(copies), item.body());
      }
    }
    if (render != null) {
      bodies.put(RenderRecord.key(target, generation, render), Body.of(render));
    }
    target.log().willWrite(List.copyOf(bodies.keySet()));
    List<ParallelRequests.Request<String>> requests = new ArrayList<>();
    bodies.forEach(
        (key, body) -> requests.add(() -> target.store().put(key, body, options(key)).etag()));
    return requests;
  }

  /** Each put replaces the object that was there before, and no other. */
  private List<ParallelRequests.Request<String>> switches(List<Item> items, FixedNames before) {
    List<ParallelRequests.Request<String>> requests = new ArrayList<>();
    for (Item item : items) {
      String key = item.key().apply(target.keys());
      PutOptions options = options(key).withCondition(before.unchanged(key));
      requests.add(() -> target.store().put(key, item.body(), options).etag());
    }
    return requests;
  }

  /** The copies of a generation have the headers of the fixed names, so a rollback is a copy. */
  public static PutOptions options(String key) {
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

  private List<ParallelRequests.Request<String>> deletions(List<String> names) {
    List<ParallelRequests.Request<String>> requests = new ArrayList<>();
    for (String name : names) {
      String key = target.keys().folder() + name;
      requests.add(() -> {
        target.store().delete(key);
        return key;
      });
    }
    return requests;
  }
}
