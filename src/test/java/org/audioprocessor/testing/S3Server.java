package org.audioprocessor.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A real S3 server in this process, with one bucket, that checks signatures (version 4). It can be
 * told to answer with errors, and to grant no more than get, put and delete on objects.
 */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "platform-audio";
  public static final String REGION = "us-east-1";
  public static final String ACCESS_KEY = "AKIDTESTONLY";
  public static final String SECRET = "secret-for-tests-only";

  private final S3Proxy proxy;
  private final S3Front front;
  private final List<S3Request> requests = Collections.synchronizedList(new ArrayList<>());

  private S3Server(S3Proxy proxy) throws IOException {
    this.proxy = proxy;
    front = new S3Front(requests::add);
    try {
      // S3Proxy offers no way in front of its own handler
      var field = S3Proxy.class.getDeclaredField("server");
      field.setAccessible(true);
      Server server = (Server) field.get(proxy);
      front.setHandler(server.getHandler());
      server.setHandler(front);
      proxy.start();
    } catch (Exception e) {
      throw new IOException("the S3 server does not start", e);
    }
  }

  /** A server on a free port of 127.0.0.1 that keeps its objects below the folder. */
  public static S3Server start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(BUCKET));
    return new S3Server(
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build());
  }

  public int port() {
    return proxy.getPort();
  }

  public URI endpoint() {
    return endpoint(port());
  }

  /** The same server through a proxy. */
  public static URI endpoint(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Settings that lead here, or through a proxy of that port. */
  public static S3Settings settings(int port) {
    return S3Settings.of(BUCKET)
        .withEndpoint(endpoint(port))
        .withRegion(REGION)
        .withPathStyle(true);
  }

  /** The bucket of this server; the caller closes it. */
  public S3ObjectStore open() throws IOException {
    return open(settings(port()));
  }

  public static S3ObjectStore open(S3Settings settings) throws IOException {
    return S3ObjectStore.open(
        settings, StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET)));
  }

  /** From now on no answer states its length, the answers to HEAD included. */
  public S3Server answerInChunks() {
    front.answerInChunks();
    return this;
  }

  /**
   * From now on stricter than Ceph 16: bodies in chunks are refused, and in the condition of a put
   * an etag in quotes matches nothing.
   */
  public S3Server behaveLikeCeph() {
    front.behaveLikeCeph();
    return this;
  }

  /**
   * From now on nothing but get, put and delete on objects is allowed; what is missing is answered
   * with 403, as S3 does where listing is not allowed.
   */
  public S3Server grantObjectsOnly() {
    front.grantObjectsOnly();
    return this;
  }

  /** From now on asked before each request. */
  public void answer(S3Answers answers) {
    front.answer(answers);
  }

  /** All requests so far, in the order in which they came. */
  public List<S3Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public void forgetRequests() {
    requests.clear();
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("the S3 server does not stop", e);
    }
  }
}
