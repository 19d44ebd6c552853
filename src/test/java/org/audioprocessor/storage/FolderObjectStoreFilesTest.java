package org.audioprocessor.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder store is beyond the contract: files that people see and touch. */
class FolderObjectStoreFilesTest {

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void chooseRoot() {
    root = temporary.resolve("bucket");
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void anObjectIsAPlainFileAtItsKey(Attributes place) throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      put(store, "tracks/My Song.mp3", "sound");
    }
    assertThat(root.resolve("tracks/My Song.mp3")).hasContent("sound");
    assertThat(visibleFiles()).containsExactly("tracks/My Song.mp3");
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void aFilePutThereByHandIsAnObject(Attributes place) throws IOException {
    Path file = Files.createDirectories(root.resolve("tracks")).resolve("by hand.m4a");
    Files.writeString(file, "12345");
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      StoredObject found = store.head("tracks/by hand.m4a").orElseThrow();
      assertThat(found.size()).isEqualTo(5);
      assertThat(found.contentType()).isEqualTo("audio/mp4");
      assertThat(found.sha256()).isNull();
      assertThat(store.list("")).containsExactly(found);
      PutOptions overIt = PutOptions.defaults().withCondition(Condition.ifMatch(found.etag()));
      store.put(found.key(), Body.of(new byte[0]), overIt);
      assertThat(store.head(found.key()).orElseThrow().size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void aFileChangedByHandLosesItsChecksumAndChangesItsEtag(Attributes place) throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      StoredObject before = put(store, "k", "aaaa");
      Path file = root.resolve("k");
      Files.writeString(file, "bbbb");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));

      StoredObject after = store.head("k").orElseThrow();

      assertThat(after.sha256()).isNull();
      assertThat(after.etag()).isNotEqualTo(before.etag());
      store.download("k", temporary.resolve("copy"), Long.MAX_VALUE);
      assertThat(temporary.resolve("copy")).hasContent("bbbb");
    }
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void damagedBytesAreNoticedByDownloadAndCopy(Attributes place) throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      put(store, "k", "aaaa");
      Path file = root.resolve("k");
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, "aaba");
      Files.setLastModifiedTime(file, time);
      Path copy = temporary.resolve("copy");

      assertThat(kindOf(() -> store.download("k", copy, Long.MAX_VALUE))).isEqualTo(Kind.CHECKSUM);
      assertThat(kindOf(() -> store.copy("k", "l", PutOptions.defaults())))
          .isEqualTo(Kind.CHECKSUM);
      assertThat(copy).doesNotExist();
      assertThat(store.exists("l")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void nothingIsLeftOfADeletedObject(Attributes place) throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      put(store, "a/b/c/d", "1");
      put(store, "a/x", "1");
      store.delete("a/b/c/d");
      assertThat(root.resolve("a/b")).doesNotExist();
      assertThat(root.resolve("a/x")).exists();
      store.delete("a/x");
      assertThat(root.resolve("a")).doesNotExist();
      assertThat(root).isDirectory();
    }
    assertThat(filesUnder(root.resolve(".store/attributes"))).isEmpty();
    assertThat(filesUnder(root.resolve(".store/tmp"))).containsExactly("sweep.lock");
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void theLongestHeadersAreKept(Attributes place) throws IOException {
    PutOptions options =
        PutOptions.defaults().withContentType("t".repeat(512)).withCacheControl("c".repeat(512));
    try (FolderObjectStore store = new FolderObjectStore(root, place)) {
      StoredObject put = store.put("k", Body.of(new byte[1]), options);
      assertThat(put.contentType()).hasSize(512);
      assertThat(put.cacheControl()).hasSize(512);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " x", "x ", "a\r\nSet-Cookie: b", "é"})
  void whatIsNoHeaderIsRefused(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.defaults().withCacheControl(header));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.defaults().withContentType("x".repeat(513)));
  }

  @Test
  void oneStateOfAnObjectHasOneSidecar() throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root, Attributes.BESIDE_THE_FILE)) {
      for (int i = 0; i < 5; i++) {
        put(store, "k", "same size " + i);
      }
      assertThat(filesUnder(root.resolve(".store/attributes"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/abs",
        "a/",
        "a//b",
        ".",
        "..",
        "../x",
        "a/../b",
        "a/./b",
        "a\\b",
        "a\u0000b",
        "a\nb",
        "CON",
        "x/nul.txt",
        "Com1",
        "lpt9.mp3",
        "x.",
        "x ",
        "x./y",
        "x /y",
        ".store",
        ".STORE/tmp/x",
        "\uD800",
        "x/\uDC00y"
      })
  void anUnsafeKeyIsRefusedEverywhere(String key) throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      PutOptions plain = PutOptions.defaults();
      put(store, "ok", "1");
      assertThat(kindOf(() -> store.checkKey(key))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> put(store, key, "1"))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.get(key))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.get(key, 0, 1))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.head(key))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.delete(key))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.copy("ok", key, plain))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.copy(key, "ok", plain))).isEqualTo(Kind.INVALID_KEY);
    }
    assertThat(visibleFiles()).containsExactly("ok");
  }

  @Test
  void anOverlongKeyIsRefusedAndTheLongestIsKept() throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      String longest = ("x".repeat(255) + "/").repeat(3) + "x".repeat(255);
      put(store, longest, "1");
      assertThat(store.list("").map(StoredObject::key)).containsExactly(longest);
      assertThat(kindOf(() -> store.checkKey("é".repeat(128)))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> store.checkKey("x/".repeat(512) + "x"))).isEqualTo(Kind.INVALID_KEY);
    }
  }

  @Test
  void anObjectAndAFolderCannotHaveOneName() throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      put(store, "a", "1");
      put(store, "b/c", "1");
      assertThat(kindOf(() -> put(store, "a/x/y", "2"))).isEqualTo(Kind.INVALID_KEY);
      assertThat(kindOf(() -> put(store, "b", "2"))).isEqualTo(Kind.INVALID_KEY);
      assertThat(store.head("a/x/y")).isEmpty();
      assertThat(store.head("b")).isEmpty();
      assertThat(kindOf(() -> store.get("b"))).isEqualTo(Kind.NOT_FOUND);
      store.delete("b");
      store.delete("a/x/y");
      assertThat(visibleFiles()).containsExactly("a", "b/c");
    }
  }

  @Test
  void symbolicLinksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      Files.createSymbolicLink(root.resolve("folder"), outside);
      Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));

      for (String key : List.of("folder/secret", "file")) {
        assertThat(kindOf(() -> store.get(key))).isEqualTo(Kind.DENIED);
        assertThat(kindOf(() -> store.head(key))).isEqualTo(Kind.DENIED);
        assertThat(kindOf(() -> put(store, key, "x"))).isEqualTo(Kind.DENIED);
        assertThat(kindOf(() -> store.delete(key))).isEqualTo(Kind.DENIED);
      }
      assertThat(store.list("")).isEmpty();
      assertThat(kindOf(() -> store.list("folder/"))).isEqualTo(Kind.DENIED);
    }
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(filesUnder(outside)).containsExactly("secret");
  }

  @Test
  void aFailedPutLeavesNothing() throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      // a folder opens as a file does, but cannot be read
      assertThat(kindOf(() -> store.put("k", Body.of(temporary), PutOptions.defaults())))
          .isIn(Kind.IO, Kind.DENIED);
      assertThat(kindOf(() -> store.put("k", body(10, 5), PutOptions.defaults())))
          .isEqualTo(Kind.CHECKSUM);
      assertThat(kindOf(() -> store.put("k", body(Long.MAX_VALUE, 5), PutOptions.defaults())))
          .isEqualTo(Kind.FULL);
      assertThat(store.exists("k")).isFalse();
      assertThat(filesUnder(root.resolve(".store/tmp"))).noneMatch(name -> name.contains("/"));
    }
  }

  @Test
  void whatAKilledProcessLeftIsSweptAtTheNextStart() throws IOException {
    Path dead = Files.createDirectories(root.resolve(".store/tmp/p00000000000000ff"));
    Files.writeString(dead.resolve("t1"), "half an object");
    Files.writeString(root.resolve(".store/tmp/p00000000000000ff.lock"), "");
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      assertThat(dead).doesNotExist();
      assertThat(store.list("")).isEmpty();
    }
  }

  @Test
  void twoStoresInOneProcessShareARoot() throws IOException {
    try (FolderObjectStore one = new FolderObjectStore(root);
        FolderObjectStore other = new FolderObjectStore(root)) {
      StoredObject put = put(one, "k", "1");
      assertThat(other.head("k")).contains(put);
      other.delete("k");
      assertThat(one.exists("k")).isFalse();
    }
  }

  @Test
  void theFreeSpaceIsThatOfTheDisk() throws IOException {
    try (FolderObjectStore store = new FolderObjectStore(root)) {
      assertThat(store.usableBytes()).isBetween(1L, Files.getFileStore(temporary).getTotalSpace());
    }
  }

  @Test
  void aRootThatIsAFileIsRefusedWithASentence() throws IOException {
    Files.writeString(root, "");
    assertThatThrownBy(() -> new FolderObjectStore(root))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot be used");
  }

  private static StoredObject put(ObjectStore store, String key, String text) throws IOException {
    return store.put(key, Body.of(text.getBytes(UTF_8)), PutOptions.defaults());
  }

  private static Kind kindOf(ThrowingCallable call) {
    return catchThrowableOfType(StorageException.class, call).kind();
  }

  private static Body body(long promised, int delivered) {
    return new Body() {
      @Override
      public long length() {
        return promised;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(new byte[delivered]);
      }
    };
  }

  private List<String> visibleFiles() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.startsWith(".store"))
          .sorted()
          .toList();
    }
  }

  private static List<String> filesUnder(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
