package org.audioprocessor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does, one thread at a time. */
public abstract class ObjectStoreContract {

  private static final PutOptions PLAIN = PutOptions.defaults();
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir protected Path folder;
  protected ObjectStore store;

  /** A new store without objects. */
  protected abstract ObjectStore open(Path folder) throws IOException;

  /** Otherwise all else holds, and what is asked by listing is not asked. */
  protected boolean canList() {
    return true;
  }

  @BeforeEach
  void openStore() throws IOException {
    store = open(folder);
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  @Test
  void anObjectIsReadBackWithItsAttributes() throws IOException {
    Instant before = Instant.now().minus(Duration.ofSeconds(5));
    PutOptions options =
        PLAIN.withContentType("text/x-greeting").withCacheControl("public, max-age=86400");

    StoredObject put = store.put("a/b/hello.bin", Body.of("hello".getBytes(UTF_8)), options);

    assertThat(read("a/b/hello.bin")).isEqualTo("hello");
    assertSame(put, store.head("a/b/hello.bin").orElseThrow());
    assertThat(put.key()).isEqualTo("a/b/hello.bin");
    assertThat(put.size()).isEqualTo(5);
    assertThat(put.etag()).isNotEmpty();
    assertThat(put.contentType()).isEqualTo("text/x-greeting");
    assertThat(put.cacheControl()).isEqualTo("public, max-age=86400");
    assertThat(put.sha256()).isIn(null, HELLO_SHA256);
    assertThat(put.lastModified()).isBetween(before, Instant.now().plusSeconds(5));
  }

  @Test
  void theContentTypeFollowsTheExtensionUnlessGiven() throws IOException {
    assertThat(put("x/playlist.m3u8", "").contentType()).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(put("x/segment_1.ts", "").contentType()).isEqualTo("video/mp2t");
    assertThat(put("x/x.m4a", "").contentType()).isEqualTo("audio/mp4");
    assertThat(put("x/metadata.json", "").contentType()).isEqualTo("application/json");
    assertThat(put("x/unknown", "").contentType()).isEqualTo("application/octet-stream");
  }

  @Test
  void aPartOfAnArrayAndAFileAreBodies() throws IOException {
    store.put("part", Body.of("xhellox".getBytes(UTF_8), 1, 5), PLAIN);
    Path file = Files.writeString(folder.resolve("body"), "from a file");
    store.put("file", Body.of(file), PLAIN);

    assertThat(read("part")).isEqualTo("hello");
    assertThat(read("file")).isEqualTo("from a file");
  }

  @Test
  void aNewVersionReplacesBytesAttributesAndEtag() throws IOException {
    StoredObject old =
        store.put("k.txt", Body.of("old".getBytes(UTF_8)), PLAIN.withCacheControl("no-cache"));
    StoredObject now = put("k.txt", "new");

    assertThat(read("k.txt")).isEqualTo("new");
    assertThat(now.etag()).isNotEqualTo(old.etag());
    assertSame(now, store.head("k.txt").orElseThrow());
    assertThat(now.cacheControl()).isNull();
  }

  @Test
  void aStreamThatWasOpenedStaysWithItsVersion() throws IOException {
    put("k", "a".repeat(300_000));
    try (InputStream in = store.get("k")) {
      byte[] start = in.readNBytes(10);
      put("k", "b");
      assertThat(new String(start, UTF_8) + new String(in.readAllBytes(), UTF_8))
          .isEqualTo("a".repeat(300_000));
    }
  }

  @Test
  void anEmptyObjectIsAnObject() throws IOException {
    StoredObject empty = put("empty", "");

    assertThat(empty.size()).isZero();
    assertThat(read("empty")).isEmpty();
    assertThat(store.exists("empty")).isTrue();
    assertThat(range("empty", 0, 10)).isEmpty();
  }

  @Test
  void aRangeGivesWhatLiesInsideTheObject() throws IOException {
    put("k", "0123456789");

    assertThat(range("k", 0, 0)).isEqualTo("0");
    assertThat(range("k", 2, 5)).isEqualTo("2345");
    assertThat(range("k", 9, 9)).isEqualTo("9");
    assertThat(range("k", 8, 100)).isEqualTo("89");
    assertThat(range("k", 0, Long.MAX_VALUE)).isEqualTo("0123456789");
    assertThat(range("k", 3, 2)).isEmpty();
    assertThat(range("k", 0, -1)).isEmpty();
    assertThat(range("k", 10, 20)).isEmpty();
    assertThat(range("k", Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> store.get("k", -1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> store.get("k", 5, 3));
  }

  @Test
  void twentyMegabytesComeBackUnchanged() throws IOException {
    byte[] bytes = new byte[20_000_000];
    new Random(7).nextBytes(bytes);
    store.put("big", Body.of(bytes), PLAIN);
    Path copy = folder.resolve("big.copy");

    StoredObject downloaded = store.download("big", copy, Long.MAX_VALUE);

    assertThat(downloaded.size()).isEqualTo(bytes.length);
    assertThat(Arrays.equals(Files.readAllBytes(copy), bytes)).isTrue();
    try (InputStream in = store.get("big", 12_345_678, 12_345_777)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 12_345_678, 12_345_778));
    }
  }

  @Test
  void whatIsAbsentIsSaidToBe() throws IOException {
    Path target = folder.resolve("target");

    assertThat(store.head("no/such")).isEmpty();
    assertThat(store.exists("no/such")).isFalse();
    assertThat(kindOf(() -> store.get("no/such"))).isEqualTo(Kind.NOT_FOUND);
    assertThat(kindOf(() -> store.get("no/such", 0, -1))).isEqualTo(Kind.NOT_FOUND);
    assertThat(kindOf(() -> store.download("no/such", target, Long.MAX_VALUE)))
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(kindOf(() -> store.copy("no/such", "b", PLAIN))).isEqualTo(Kind.NOT_FOUND);
    assertThat(target).doesNotExist();
    assertThatCode(() -> store.delete("no/such")).doesNotThrowAnyException();
  }

  @Test
  void aDeletedObjectIsGoneAndItsKeyIsFree() throws IOException {
    put("a/b", "1");
    store.delete("a/b");
    assertThat(store.exists("a/b")).isFalse();
    if (canList()) {
      assertThat(keys("")).isEmpty();
    }

    store.put("a/b", Body.of(new byte[1]), PLAIN.withCondition(Condition.ifAbsent()));
    assertThat(store.exists("a/b")).isTrue();
  }

  @Test
  void ifAbsentRefusesWhatIsThere() throws IOException {
    PutOptions ifAbsent = PLAIN.withCondition(Condition.ifAbsent());
    store.put("k", Body.of("first".getBytes(UTF_8)), ifAbsent);

    assertThat(kindOf(() -> store.put("k", Body.of(new byte[0]), ifAbsent)))
        .isEqualTo(Kind.PRECONDITION_FAILED);
    assertThat(read("k")).isEqualTo("first");
  }

  @Test
  void ifMatchWritesOnlyOverThatVersion() throws IOException {
    StoredObject first = put("k", "first");
    PutOptions overFirst = PLAIN.withCondition(Condition.ifMatch(first.etag()));
    store.put("k", Body.of("second".getBytes(UTF_8)), overFirst);

    assertThat(kindOf(() -> store.put("k", Body.of("third".getBytes(UTF_8)), overFirst)))
        .isEqualTo(Kind.PRECONDITION_FAILED);
    assertThat(read("k")).isEqualTo("second");
    store.delete("k");
    assertThat(kindOf(() -> store.put("k", Body.of("third".getBytes(UTF_8)), overFirst)))
        .isEqualTo(Kind.PRECONDITION_FAILED);
    assertThat(store.exists("k")).isFalse();
  }

  @Test
  void aBodyThatDiffersFromItsAnnouncementIsRefused() throws IOException {
    put("k", "old");
    Body hello = Body.of("hello".getBytes(UTF_8));

    assertThat(kindOf(() -> store.put("k", hello, PLAIN.withSha256("0".repeat(64)))))
        .isEqualTo(Kind.CHECKSUM);
    assertThat(read("k")).isEqualTo("old");
    store.put("k", hello, PLAIN.withSha256(HELLO_SHA256));
    assertThat(read("k")).isEqualTo("hello");
  }

  @Test
  void aCopyKeepsTheAttributesThatAreNotChanged() throws IOException {
    store.put(
        "from",
        Body.of("x".getBytes(UTF_8)),
        PLAIN.withContentType("a/b").withCacheControl("max-age=1"));

    StoredObject same = store.copy("from", "same", PLAIN);
    StoredObject other = store.copy("from", "other", PLAIN.withCacheControl("max-age=2"));

    assertThat(same.contentType()).isEqualTo("a/b");
    assertThat(same.cacheControl()).isEqualTo("max-age=1");
    assertThat(other.contentType()).isEqualTo("a/b");
    assertThat(other.cacheControl()).isEqualTo("max-age=2");
    assertSame(other, store.head("other").orElseThrow());
    assertThat(read("other")).isEqualTo("x");
  }

  @Test
  void aCopyOntoItselfChangesAttributesOnly() throws IOException {
    put("k", "bytes");
    store.copy("k", "k", PLAIN.withContentType("c/d"));

    assertThat(read("k")).isEqualTo("bytes");
    assertThat(store.head("k").orElseThrow().contentType()).isEqualTo("c/d");
  }

  @Test
  void aCopyObeysItsCondition() throws IOException {
    put("from", "1");
    StoredObject to = put("to", "2");
    PutOptions ifAbsent = PLAIN.withCondition(Condition.ifAbsent());

    assertThat(kindOf(() -> store.copy("from", "to", ifAbsent)))
        .isEqualTo(Kind.PRECONDITION_FAILED);
    assertThat(read("to")).isEqualTo("2");
    store.copy("from", "to", PLAIN.withCondition(Condition.ifMatch(to.etag())));
    assertThat(read("to")).isEqualTo("1");
  }

  /** “-” and “.” sort before “/”, and U+E000 before U+1F600 in UTF-8 though not in UTF-16. */
  protected List<String> keysInTheOrderOfAListing() {
    return List.of("a-b", "a.txt", "a/1", "a/2/x", "a/2/y", "ab", "b/\uE000", "b/😀");
  }

  @Test
  void aListingIsByPrefixAndInTheOrderOfTheKeys() throws IOException {
    if (!canList()) {
      assertThat(kindOf(() -> store.list(""))).isEqualTo(Kind.DENIED);
      return;
    }
    List<String> ordered = keysInTheOrderOfAListing();
    for (String key : ordered.reversed()) {
      put(key, "x".repeat(key.length()));
    }

    assertThat(keys("")).isEqualTo(ordered);
    assertThat(keys("a")).containsExactly("a-b", "a.txt", "a/1", "a/2/x", "a/2/y", "ab");
    assertThat(keys("a/")).containsExactly("a/1", "a/2/x", "a/2/y");
    assertThat(keys("a/2")).containsExactly("a/2/x", "a/2/y");
    assertThat(keys("a/2/x")).containsExactly("a/2/x");
    assertThat(keys("nothing")).isEmpty();
    assertThat(keys("nothing/here")).isEmpty();
  }

  @Test
  void aListingDescribesItsObjects() throws IOException {
    if (!canList()) {
      assertThat(kindOf(() -> store.list(""))).isEqualTo(Kind.DENIED);
      return;
    }
    StoredObject put = put("l/x.ts", "12345");
    try (Stream<StoredObject> all = store.list("l/")) {
      assertThat(all)
          .singleElement()
          .satisfies(found -> {
            assertThat(found.key()).isEqualTo("l/x.ts");
            assertThat(found.size()).isEqualTo(5);
            assertThat(found.etag()).isEqualTo(put.etag());
          });
    }
  }

  @Test
  void twoHundredStrangeNamesAreKept() throws Exception {
    List<String> names = StrangeNames.seeded(11, 200);
    // each put waits for the disk or the network, so sixteen wait together
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Callable<StoredObject>> puts = new ArrayList<>();
      for (String name : names) {
        store.checkKey("tracks/" + name);
        puts.add(() -> put("tracks/" + name, name));
      }
      for (Future<StoredObject> done : threads.invokeAll(puts)) {
        done.get();
      }
    }

    for (String name : names) {
      assertThat(read("tracks/" + name)).isEqualTo(name);
    }
    if (canList()) {
      assertThat(keys("tracks/"))
          .containsExactlyInAnyOrderElementsOf(names.stream().map(n -> "tracks/" + n).toList());
    }
  }

  /** A store may not say when exactly it finished a put. */
  private static void assertSame(StoredObject put, StoredObject found) {
    assertThat(found).usingRecursiveComparison().ignoringFields("lastModified").isEqualTo(put);
    assertThat(Duration.between(put.lastModified(), found.lastModified()).abs())
        .isLessThan(Patience.LONGEST);
  }

  protected StoredObject put(String key, String text) throws IOException {
    return store.put(key, Body.of(text.getBytes(UTF_8)), PLAIN);
  }

  protected String read(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private String range(String key, long from, long toInclusive) throws IOException {
    try (InputStream in = store.get(key, from, toInclusive)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  protected List<String> keys(String prefix) throws IOException {
    try (Stream<StoredObject> all = store.list(prefix)) {
      return all.map(StoredObject::key).toList();
    }
  }

  protected static Kind kindOf(ThrowingCallable call) {
    return catchThrowableOfType(StorageException.class, call).kind();
  }
}
