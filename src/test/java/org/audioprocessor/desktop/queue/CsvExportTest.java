package org.audioprocessor.desktop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.audioprocessor.desktop.queue.ExportUploads.CsvExport;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {
  @TempDir Path folder;

  private static UploadRow row(String fileName, String sentence) {
    return new UploadRow(
        new Upload("1", fileName),
        "failed",
        Instant.parse("2026-01-02T03:04:05Z"),
        sentence,
        null,
        null,
        2);
  }

  @Test
  void fieldsAreQuotedAndFormulasAreDefused() throws Exception {
    Path target = folder.resolve("uploads.csv");
    List<UploadRow> rows = List.of(row("=HYPERLINK(1).wav", "It says \"no\",\ntwice."));
    assertThat(CsvExport.write(rows::forEach, target)).isEqualTo(1);
    assertThat(Files.readString(target))
        .isEqualTo(
            "upload_id,file_name,status,uploaded_at,attempts,input_lufs,output_lufs,error,worker,"
                + "verdict,note\r\n"
                + "1,'=HYPERLINK(1).wav,failed,2026-01-02T03:04:05Z,2,,,"
                + "\"It says \"\"no\"\",\ntwice.\",,,\r\n");
  }

  @Test
  void aListThatBreaksOffLeavesTheOldFile() throws IOException {
    Path target = Files.writeString(folder.resolve("uploads.csv"), "before");
    CsvExport.Rows breaking =
        each -> {
          each.accept(row("a.wav", "x"));
          throw new QueueException(QueueException.Kind.UNAVAILABLE, "The database is away.", null);
        };
    assertThatThrownBy(() -> CsvExport.write(breaking, target)).isInstanceOf(QueueException.class);
    assertThat(target).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("uploads.csv");
  }
}
