package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.frame;
import static org.audioprocessor.testing.TaggedBytes.id3;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The letters of tags are right, or the tag is left out with a warning. */
class TagEncodingTest {
  @TempDir Path folder;

  private Decoded read(byte[]... frames) throws MediaException, IOException {
    Path plain =
        AudioFiles.mp3(folder.resolve("a"), AudioFiles.sine(1, 44_100, 440, 0.2, 0.5), 44_100);
    byte[] file = Files.readAllBytes(plain);
    return Decoded.of(AudioFiles.write(folder.resolve("x"), join(id3(3, frames), file)));
  }

  private Decoded title(int encoding, byte[] text) throws MediaException, IOException {
    return read(frame(3, "TIT2", join(new byte[] {(byte) encoding}, text)));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,Je čas metat kamení",
    "UTF-8,日本語",
    "GBK,爱你一万年",
    "GBK,我的未来不是梦",
    "GB18030,月亮代表我的心",
    "Big5,月亮代表我的心",
    "Big5,愛你一萬年",
    "Big5,我們的愛",
    "Shift_JIS,ありがとう",
    "Shift_JIS,桜坂",
    "Shift_JIS,残酷な天使のテーゼ",
    "windows-31j,ドラえもん",
    "EUC-JP,さくらの花",
    "EUC-KR,사랑해요",
    "MS949,거짓말",
    "EUC-KR,그대에게",
    "windows-1251,Группа крови",
    "windows-1251,Я люблю тебя",
    "windows-1251,ЗВЕЗДА ПО ИМЕНИ СОЛНЦЕ",
    "windows-1251,Катюша",
    "windows-1250,Miłość",
    "windows-1250,Zażółć gęślą jaźń",
    "windows-1250,Piosenka o małej żabie",
    "windows-1250,Łódź",
    "windows-1250,Příliš",
    "windows-1250,Kůň a ořešák",
    "windows-1250,Hana Hegerová",
    "windows-1250,Když muž se ženou snídá",
    "windows-1252,Café",
    "windows-1252,Müller",
    "windows-1252,naïve",
    "windows-1252,Été à la mer",
    "windows-1252,Señorita ¿Qué?",
    "windows-1252,L’été – déjà vu",
    "windows-1252,Straße nach Köln",
    "windows-1252,Blåbærøl",
    "windows-1252,No.1 © 1999 Motörhead",
    "windows-1252,Beneš: Poème",
    "windows-1252,Così è la vita",
    "windows-1252,Tórshavn í Føroyum",
    "windows-1252,Crème brûlée à l’œuf",
    "windows-1252,Rød grød med fløde",
    "windows-1252,5 m³ d’amour¹",
    "windows-1252,¿Dónde está?",
    "windows-1252,Mile sìth"
  })
  void textMarkedAsLatin1HasTheLettersThatWereMeant(String encoding, String text) throws Exception {
    Decoded decoded = title(0, text.getBytes(Charset.forName(encoding)));
    assertThat(decoded.info().tags().title()).isEqualTo(text);
    assertThat(decoded.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16WithoutItsMarkIsRead(String encoding) throws Exception {
    for (String text : new String[] {"No BOM title", "Привет, мир", "愛你一萬年", "A"}) {
      Decoded decoded = title(1, text.getBytes(Charset.forName(encoding)));
      assertThat(decoded.info().tags().title()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-8", "windows-1256", "TIS-620"})
  void whatCannotBeToldIsLeftOutAndNamed(String encoding) throws Exception {
    String text = encoding.equals("TIS-620") ? "สวัสดี" : encoding.endsWith("8") ? "שיר" : "أغنية";
    Decoded decoded = title(0, text.getBytes(Charset.forName(encoding)));
    String read = decoded.info().tags().title();
    assertThat(read == null || read.equals(text)).as("%s", read).isTrue();
    if (read == null) {
      assertThat(decoded.warnings()).singleElement().asString().contains("title");
    }
  }

  /**
   * The same bytes are western text: it stays Latin-1, as the frame says. Nothing tells them from
   * true Latin-1.
   */
  @ParameterizedTest
  @CsvSource({"Je čas,Je èas", "Řeka,Øeka", "Bregović,Bregoviæ", "Tűz,Tûz"})
  void textOfWindows1250ThatMayBeLatin1StaysLatin1(String meant, String read) throws Exception {
    Decoded decoded = title(0, meant.getBytes(Charset.forName("windows-1250")));
    assertThat(decoded.info().tags().title()).isEqualTo(read);
  }

  /** A figure in a name may be meant. */
  @Test
  void aSingleLetterThatNoWesternLanguageHasIsNotEnough() throws Exception {
    Decoded decoded = title(0, "Czes³aw".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(decoded.info().tags().title()).isNull();
    assertThat(decoded.warnings()).singleElement().asString().contains("title");
  }

  @Test
  void theArtistHelpsToTellTheTitle() throws Exception {
    Decoded decoded =
        read(
            frame(3, "TIT2", join(new byte[1], "刘德华".getBytes(Charset.forName("GBK")))),
            frame(3, "TPE1", join(new byte[1], "我的中国心".getBytes(Charset.forName("GBK")))));
    assertThat(decoded.info().tags().title()).isEqualTo("刘德华");
  }

  @Test
  void theIsrcIsReadFromId3AndVorbisComments() throws Exception {
    assertThat(read(frame(3, "TSRC", latin("\0DEUM71900012"))).info().tags().credits().isrc())
        .isEqualTo("DEUM71900012");
    Map<String, List<String>> tags = Map.of("ISRC", List.of("DEUM71900013"));
    Path flac = EncodedFiles.withTags(folder.resolve("y"), "flac", "flac", tags);
    assertThat(Decoded.of(flac).info().tags().credits().isrc()).isEqualTo("DEUM71900013");
  }

  /** FFmpeg keeps the last one. */
  @ParameterizedTest
  @CsvSource({"matroska, flac", "matroska, aac", "flac, flac"})
  void severalArtistsAreReadOfEachContainer(String muxer, String encoder) throws Exception {
    Map<String, List<String>> tags =
        Map.of(
            "artist", List.of("Änna", "AC;DC", "Clara"),
            "composer", List.of("Cleo", "Dora"),
            "title", List.of("Title"),
            "isrc", List.of("DEUM71900013"));
    Tags read =
        Decoded.of(EncodedFiles.withTags(folder.resolve("x"), muxer, encoder, tags)).info().tags();
    assertThat(read.artist()).isEqualTo("Änna, AC;DC, Clara");
    assertThat(read.credits().composer()).isEqualTo("Cleo, Dora");
    assertThat(read.title()).isEqualTo("Title");
    assertThat(read.credits().isrc()).isEqualTo("DEUM71900013");
  }

  /** An atom of iTunes has a box for each value. */
  @Test
  void severalArtistsOfAnMp4AreRead() throws Exception {
    byte[] head = {0, 0, 0, 1, 0, 0, 0, 0};
    byte[] anna = join(big(4, 20), latin("data"), head, latin("Anna"));
    byte[] berta = join(big(4, 21), latin("data"), head, latin("Bertá"));
    String one = "x".repeat(anna.length + berta.length - 16);
    Map<String, List<String>> tags = Map.of("artist", List.of(one), "album", List.of("Album"));
    Path file = EncodedFiles.withTags(folder.resolve("x"), "ipod", "aac", tags);
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int at = bytes.indexOf(one) - 16;
    byte[] two = bytes.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(join(anna, berta), 0, two, at, anna.length + berta.length);
    Tags read = Decoded.of(AudioFiles.write(file, two)).info().tags();
    assertThat(read.artist()).isEqualTo("Anna, Bertá");
    assertThat(read.album()).isEqualTo("Album");
  }

  @Test
  void severalArtistsAreJoinedAndARealSemicolonStays() throws Exception {
    assertThat(read(frame(3, "TPE1", latin("\0Anna\0Berta"))).info().tags().artist())
        .isEqualTo("Anna, Berta");
    assertThat(read(frame(3, "TPE1", latin("\0AC;DC"))).info().tags().artist()).isEqualTo("AC;DC");
    assertThat(read(frame(3, "TPE1", latin("\0AC/DC"))).info().tags().artist()).isEqualTo("AC/DC");
    byte[] wide = "A\0Ж".getBytes(StandardCharsets.UTF_16);
    assertThat(read(frame(3, "TPE1", join(new byte[] {1}, wide))).info().tags().artist())
        .isEqualTo("A, Ж");
  }
}
