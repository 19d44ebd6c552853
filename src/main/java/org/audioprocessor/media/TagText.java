package org.audioprocessor.media;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A tag's bytes as text. FFmpeg turns what names its encoding into UTF-8; ID3v1 and RIFF INFO name
 * none and arrive as they are: UTF-8 or, much more often, the Latin-1 of Windows.
 */
final class TagText {
  private static final Charset LATIN_1 = Charset.forName("windows-1252");

  private TagText() {}

  static String of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    // not the end of the input: a field of 30 bytes may have cut the last character
    CoderResult result = decoder.decode(in, out, false);
    String text = out.flip().toString();
    boolean whole = !in.hasRemaining();
    boolean cut = text.chars().anyMatch(c -> c > 0x7F);
    return !result.isError() && (whole || cut) ? text : new String(bytes, LATIN_1);
  }
}
