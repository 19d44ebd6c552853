package org.audioprocessor.storage.s3.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Finds the source of the credentials in the AWS default chain. */
public final class S3Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(S3Credentials.class);

  /** The sources in the order of the SDK's default chain, which does not report the used one. */
  private static final Map<String, Supplier<AwsCredentialsProvider>> PLACES = places();

  private S3Credentials() {}

  private static Map<String, Supplier<AwsCredentialsProvider>> places() {
    Map<String, Supplier<AwsCredentialsProvider>> places = new LinkedHashMap<>();
    places.put("the JVM's system properties", SystemPropertyCredentialsProvider::create);
    places.put(
        "the environment (AWS_ACCESS_KEY_ID)", EnvironmentVariableCredentialsProvider::create);
    places.put(
        "a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)",
        WebIdentityTokenFileCredentialsProvider::create);
    places.put("a profile (AWS_PROFILE, ~/.aws)", ProfileCredentialsProvider::create);
    places.put("the container's role", () -> ContainerCredentialsProvider.builder().build());
    places.put("the machine's role", InstanceProfileCredentialsProvider::create);
    return places;
  }

  private record Found(String place, AwsCredentials credentials) {}

  /**
   * Searches as the program does when it opens a bucket; may take seconds.
   *
   * @return a sentence for people, with the access key's id shortened
   * @throws StorageException DENIED if there are none
   */
  public static String whereFound() throws StorageException {
    Found found = find();
    return "Found in " + found.place() + ": " + shortened(found.credentials().accessKeyId()) + ".";
  }

  /**
   * Returns the secrets, so that they can be removed from texts; may take seconds.
   *
   * @return the secret key and the session token
   * @throws StorageException DENIED if there are none
   */
  public static List<String> secrets() throws StorageException {
    AwsCredentials found = find().credentials();
    return found instanceof AwsSessionCredentials session
        ? List.of(session.secretAccessKey(), session.sessionToken())
        : List.of(found.secretAccessKey());
  }

  private static Found find() throws StorageException {
    for (Map.Entry<String, Supplier<AwsCredentialsProvider>> place : PLACES.entrySet()) {
      AwsCredentialsProvider provider = place.getValue().get();
      try {
        return new Found(place.getKey(), provider.resolveCredentials());
      } catch (SdkException | IllegalStateException e) {
        LOG.debug("No credentials in {}", place.getKey(), e);
      } finally {
        if (provider instanceof SdkAutoCloseable closeable) {
          closeable.close();
        }
      }
    }
    throw new StorageException(
        Kind.DENIED,
        "No AWS credentials were found in "
            + String.join(", ", PLACES.keySet())
            + ". Sign in, or give a profile, a role or the variables.");
  }

  private static String shortened(String accessKeyId) {
    return accessKeyId.length() <= 8
        ? "…"
        : accessKeyId.substring(0, 4) + "…" + accessKeyId.substring(accessKeyId.length() - 4);
  }
}
