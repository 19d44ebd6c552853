package org.audioprocessor.intake;

import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;

/** The tracks in a folder of rendered files, each in a folder of its name. */
public final class RenderedTracks {
  private final ObjectStore store;

  public RenderedTracks(ObjectStore store) {
    this.store = store;
  }

  /**
   * Returns the track of exactly this name, or else the one whose name is equal after Unicode
   * normalisation; otherwise the name itself.
   *
   * @throws IntakeException REFUSED if a track's name differs only in case
   */
  public String trackId(String spelled) throws IntakeException {
    List<String> names = names();
    if (names.contains(spelled)) {
      return spelled;
    }
    String composed = composed(spelled);
    Optional<String> alike =
        names.stream().filter(name -> composed(name).equals(composed)).findFirst();
    if (alike.isPresent()) {
      return alike.get();
    }
    Optional<String> otherCase =
        names.stream().filter(name -> composed(name).equalsIgnoreCase(composed)).findFirst();
    if (otherCase.isPresent()) {
      throw IntakeException.refused(
          "Nothing is published under the name “"
              + spelled
              + "”. There is “"
              + otherCase.get()
              + "”: names are case-sensitive.");
    }
    return spelled;
  }

  private List<String> names() throws IntakeException {
    try (Stream<StoredObject> objects = store.list("")) {
      return objects
          .map(StoredObject::key)
          .filter(key -> key.indexOf('/') > 0)
          .map(key -> key.substring(0, key.indexOf('/')))
          .distinct()
          .toList();
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof StorageException cause) {
        throw IntakeException.of(cause);
      }
      throw e;
    }
  }

  private static String composed(String name) {
    return Normalizer.normalize(name, Form.NFC);
  }
}
