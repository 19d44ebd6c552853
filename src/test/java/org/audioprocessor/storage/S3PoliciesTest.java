package org.audioprocessor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policy documents that a person gives to the bucket's owner. */
class S3PoliciesTest {

  private static final Path POLICIES = Path.of("packaging", "s3");
  private static final String OBJECTS = "arn:aws:s3:::YOUR-BUCKET/*";
  private static final String BUCKET = "arn:aws:s3:::YOUR-BUCKET";

  @Test
  void theStrictPolicyGrantsGetPutAndDeleteOnObjectsAndNothingElse() {
    assertThat(grants("policy-strict.json"))
        .isEqualTo(Map.of(OBJECTS, Set.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject")));
  }

  @Test
  void theRecommendedPolicyAddsListingAndAborting() {
    assertThat(grants("policy-recommended.json"))
        .isEqualTo(
            Map.of(
                OBJECTS,
                Set.of(
                    "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
                BUCKET,
                Set.of("s3:ListBucket", "s3:ListBucketMultipartUploads")));
  }

  /** The actions by resource. */
  private static Map<String, Set<String>> grants(String file) {
    JsonNode policy = JsonMapper.shared().readTree(POLICIES.resolve(file));
    assertThat(policy.get("Version").asString()).isEqualTo("2012-10-17");
    Map<String, Set<String>> grants = new TreeMap<>();
    for (JsonNode statement : policy.get("Statement")) {
      assertThat(statement.get("Effect").asString()).isEqualTo("Allow");
      Set<String> actions =
          grants.computeIfAbsent(statement.get("Resource").asString(), r -> new TreeSet<>());
      statement.get("Action").forEach(action -> actions.add(action.asString()));
    }
    return grants;
  }
}
