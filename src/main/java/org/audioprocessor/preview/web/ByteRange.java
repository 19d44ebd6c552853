package org.audioprocessor.preview.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object (RFC 9110, 14.1.2), both ends inclusive. */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

  /** The meaning of a Range header. */
  enum Meaning {
    /** No header, or one to ignore: the whole object. */
    WHOLE,
    PART,
    /** The range is outside the object. */
    OUTSIDE
  }

  /** A parsed header. */
  record Asked(Meaning meaning, Optional<ByteRange> range) {}

  long length() {
    return last - first + 1;
  }

  /** Parses a single range; several ranges mean the whole object, which the RFC permits. */
  static Asked of(Optional<String> header, long size) {
    Matcher matcher = ONE.matcher(header.map(text -> text.replace(" ", "")).orElse(""));
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new Asked(Meaning.WHOLE, Optional.empty());
    }
    long first;
    long last = size - 1;
    if (matcher.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(matcher.group(2)));
    } else {
      first = Long.parseLong(matcher.group(1));
      last = matcher.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(matcher.group(2)));
    }
    return first > last
        ? new Asked(Meaning.OUTSIDE, Optional.empty())
        : new Asked(Meaning.PART, Optional.of(new ByteRange(first, last)));
  }
}
