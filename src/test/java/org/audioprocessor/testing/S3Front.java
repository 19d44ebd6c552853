package org.audioprocessor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/** Stands before an S3 server: what it does not answer itself goes on to the server. */
final class S3Front extends Handler.Wrapper {

  private static final Set<String> WRITES = Set.of("PUT", "POST", "DELETE");

  /** S3Proxy compares, writes and describes one after the other; S3 does all at once. */
  private final List<StampedLock> locks = Stream.generate(StampedLock::new).limit(64).toList();

  private final Consumer<S3Request> log;
  private volatile S3Answers answers = S3Answers.none();
  private volatile boolean objectsOnly;
  private volatile boolean likeCeph;
  private volatile boolean inChunks;

  S3Front(Consumer<S3Request> log) {
    this.log = log;
  }

  void answer(S3Answers wanted) {
    answers = wanted;
  }

  void behaveLikeCeph() {
    likeCeph = true;
  }

  void answerInChunks() {
    inChunks = true;
  }

  void grantObjectsOnly() {
    objectsOnly = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    S3Request asked = parse(request);
    log.accept(asked);
    Optional<S3Answers.Answer> answer =
        answers.instead(asked).or(() -> ceph(request)).or(() -> denial(asked));
    if (answer.isPresent()) {
      discardBody(request);
      write(response, answer.get(), asked.method().equals("HEAD"), callback);
      return true;
    }
    Response sent = inChunks ? chunked(request, response) : response;
    Response seen = objectsOnly ? hiding(request, sent) : sent;
    StampedLock lock = locks.get(Math.floorMod(asked.key().hashCode(), locks.size()));
    return WRITES.contains(asked.method())
        ? write(lock, request, seen, callback)
        : read(lock, request, seen, callback);
  }

  private boolean write(StampedLock lock, Request request, Response response, Callback callback)
      throws Exception {
    long stamp = lock.writeLock();
    try {
      return super.handle(request, response, callback);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Until the answer begins: by then the version is chosen. */
  private boolean read(StampedLock lock, Request request, Response response, Callback callback)
      throws Exception {
    long stamp = lock.readLock();
    AtomicBoolean held = new AtomicBoolean(true);
    Runnable release =
        () -> {
          if (held.getAndSet(false)) {
            lock.unlockRead(stamp);
          }
        };
    try {
      return super.handle(request, releasing(request, response, release), callback);
    } finally {
      release.run();
    }
  }

  private static Response releasing(Request request, Response response, Runnable release) {
    return new Response.Wrapper(request, response) {
      @Override
      public void write(boolean last, ByteBuffer bytes, Callback callback) {
        release.run();
        super.write(last, bytes, callback);
      }
    };
  }

  private static S3Request parse(Request request) {
    String path = request.getHttpURI().getDecodedPath();
    int slash = path.indexOf('/', 1);
    String query = request.getHttpURI().getQuery();
    return new S3Request(
        request.getMethod(),
        slash < 0 ? "" : path.substring(slash + 1),
        query == null ? "" : query,
        request.getHeaders().contains("x-amz-copy-source"),
        request.getHeaders().contains(HttpHeader.IF_MATCH)
            || request.getHeaders().contains(HttpHeader.IF_NONE_MATCH));
  }

  /**
   * Bodies in chunks are refused, which Ceph would store as an encoding, and an etag never matches
   * in quotes.
   */
  private Optional<S3Answers.Answer> ceph(Request request) {
    if (likeCeph
        && (request.getHeaders().contains("x-amz-trailer")
            || request.getHeaders().contains(HttpHeader.CONTENT_ENCODING, "aws-chunked"))) {
      return Optional.of(new S3Answers.Answer(400, "XAmzContentSHA256Mismatch"));
    }
    String etag = request.getHeaders().get(HttpHeader.IF_MATCH);
    boolean quoted = etag != null && etag.startsWith("\"") && request.getMethod().equals("PUT");
    return likeCeph && quoted
        ? Optional.of(new S3Answers.Answer(412, "PreconditionFailed"))
        : Optional.empty();
  }

  /** AWS, "Actions, resources, and condition keys for Amazon S3": aborting is an action too. */
  private Optional<S3Answers.Answer> denial(S3Request asked) {
    boolean granted =
        asked.isAboutObject() && !(asked.method().equals("DELETE") && asked.asksFor("uploadId"));
    return objectsOnly && !granted
        ? Optional.of(new S3Answers.Answer(403, "AccessDenied"))
        : Optional.empty();
  }

  private static void discardBody(Request request) throws Exception {
    if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
      Content.Source.consumeAll(request);
    }
  }

  private static void write(
      Response response, S3Answers.Answer answer, boolean head, Callback callback) {
    byte[] text = (answer.isPage() ? answer.code() : xml(answer.code())).getBytes(UTF_8);
    response.setStatus(answer.status());
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, answer.isPage() ? "text/html" : "application/xml");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : text), callback);
  }

  private static String xml(String code) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
        + code
        + "</Code><Message>planned by a test</Message><RequestId>1</RequestId></Error>";
  }

  /** As a proxy answers that compresses or scans: without a length. */
  private static Response chunked(Request request, Response response) {
    return new Response.Wrapper(request, response) {
      @Override
      public void write(boolean last, ByteBuffer bytes, Callback callback) {
        if (!isCommitted()) {
          getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        }
        // an answer that is whole at once would get a length again
        if (last && !isCommitted()) {
          super.write(
              false,
              bytes,
              Callback.from(() -> super.write(true, null, callback), callback::failed));
        } else {
          super.write(last, bytes, callback);
        }
      }
    };
  }

  /** A 404 becomes the 403 of a server that does not say what is missing. */
  private static Response hiding(Request request, Response response) {
    return new Response.Wrapper(request, response) {
      private boolean hides;

      @Override
      public void write(boolean last, ByteBuffer bytes, Callback callback) {
        if (!isCommitted() && getStatus() == 404) {
          hides = true;
          byte[] denial = xml("AccessDenied").getBytes(UTF_8);
          boolean head = request.getMethod().equals("HEAD");
          setStatus(403);
          getHeaders().put(HttpHeader.CONTENT_LENGTH, denial.length);
          super.write(true, ByteBuffer.wrap(head ? new byte[0] : denial), callback);
        } else if (hides) {
          callback.succeeded();
        } else {
          super.write(last, bytes, callback);
        }
      }
    };
  }
}
