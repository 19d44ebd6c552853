package org.audioprocessor.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.storage.Encryption;

/** Parses the texts of settings; empty if a text is invalid. */
final class SettingParsers {

  /** Parts between slashes, none of them empty or a dot name; the last slash may be missing. */
  private static final Pattern PREFIX =
      Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+(?:/|$))*");

  /** Java also parses 10d, 0x1p3 and NaN, which are rejected here. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");

  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{0,255}");
  private static final Pattern CONNECTION_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
  private static final Pattern JDBC_URL =
      Pattern.compile("jdbc:(postgresql|mysql|mariadb):(//)?[^\\p{Cntrl}\\s]+");
  private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final String NAME = "[\\p{L}\\p{N}_$][\\p{L}\\p{N}\\p{M}_$ -]{0,62}";
  private static final Pattern TABLE = Pattern.compile("(?:" + NAME + "\\.)?" + NAME);
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

  /** A password as a parameter of either driver, or as {@code user:password@host}. */
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)[?&;(,](password\\d?|pwd|sslpassword)=|//[^/?]*:[^/?]*@");

  /** No host names: a lookup could be slow, and its result could change. */
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private SettingParsers() {}

  static Function<String, Optional<Double>> number(double least, double most) {
    return text ->
        matching(NUMBER, text)
            .flatMap(plain -> parsed(plain, Double::valueOf))
            .filter(n -> n >= least && n <= most);
  }

  static Function<String, Optional<Integer>> wholeNumber(int least, int most) {
    return text -> parsed(text, Integer::valueOf).filter(n -> n >= least && n <= most);
  }

  static <E extends Enum<E>> Function<String, Optional<E>> word(Class<E> words) {
    return text ->
        Stream.of(words.getEnumConstants())
            .filter(value -> word(value).equalsIgnoreCase(current(text)))
            .findFirst();
  }

  /** Earlier versions have {@code best} for FFmpeg's encoder. */
  private static String current(String word) {
    return word.equalsIgnoreCase("best") ? "ffmpeg" : word;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Boolean> yesOrNo(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of(true);
      case "false", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<String> prefix(String text) {
    return matching(PREFIX, text);
  }

  static Optional<String> oneLine(String text) {
    return matching(ONE_LINE, text);
  }

  /** Parses the name of a connection; the empty text selects none. */
  static Optional<String> connectionName(String text) {
    return text.isEmpty() ? Optional.of(text) : matching(CONNECTION_NAME, text);
  }

  static Optional<String> jdbcUrl(String text) {
    return matching(JDBC_URL, text)
        .filter(url -> !PASSWORD.matcher(url).find() && !PASSWORD.matcher(decoded(url)).find());
  }

  /** Drivers decode percent-encoded URLs. */
  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return url;
    }
  }

  static Optional<String> schema(String text) {
    return matching(SCHEMA, text);
  }

  static Optional<String> tableName(String text) {
    return matching(TABLE, text);
  }

  static Optional<String> bucketName(String text) {
    return matching(BUCKET, text);
  }

  static Optional<String> endpoint(String text) {
    try {
      URI uri = new URI(text);
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean isOnlyAnAddress = uri.getQuery() == null && uri.getFragment() == null;
      return isHttp && uri.getHost() != null && uri.getUserInfo() == null && isOnlyAnAddress
          ? Optional.of(text)
          : Optional.empty();
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  static Optional<String> ipAddress(String text) {
    return matching(IP_ADDRESS, text);
  }

  static String shown(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static Optional<String> matching(Pattern pattern, String text) {
    return Optional.of(text).filter(t -> pattern.matcher(t).matches());
  }

  private static <N extends Number> Optional<N> parsed(String text, Function<String, N> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  static Optional<Encryption> encryption(String text) {
    if (oneLine(text).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Encryption.parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
