package org.audioprocessor.queue.list;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.list.FilterSql.UnicodeForms;

/** Translates filters to SQL; {@code u} is the row of Uploads. */
public final class FilterSql {
  public static final String TRACK = " WHERE ({=u.upload_type} = 'track' OR u.upload_type IS NULL)";

  // ranges instead of NOT IN, so that an index on the status can be used
  private static final String UNKNOWN_STATUS =
      "u.processing_status IS NULL OR {~u.processing_status} < '0'"
          + " OR ({~u.processing_status} > '0' AND {~u.processing_status} < 'completed')"
          + " OR ({~u.processing_status} > 'completed' AND {~u.processing_status} < 'failed')"
          + " OR ({~u.processing_status} > 'failed' AND {~u.processing_status} < 'processing')"
          + " OR {~u.processing_status} > 'processing'";

  /** Texts that equal a known status only by MySQL's collation, such as {@code "0 "}. */
  private static final String ONLY_SIMILAR =
      "{mysql:  OR (u.processing_status IN ('0', 'completed', 'failed', 'processing') AND"
          + " <=u.processing_status> NOT IN ('0', 'completed', 'failed', 'processing'))}";

  private static final String NAME_LIKE = "{folded u.file_name} LIKE ? ESCAPE '!'";
  private static final String ID_LIKE = "{folded u.upload_id} LIKE ? ESCAPE '!'";
  private static final String REVIEWED =
      " AND u.processing_status = 'completed' AND EXISTS (SELECT 1 FROM audio_processor_result r"
          + " WHERE r.upload_id = {u.upload_id} AND (";
  private static final String BACKING_OFF =
      "SELECT 1 FROM audio_processor_lease l JOIN audio_processor_attempt a"
          + " ON a.upload_id = l.upload_id AND a.token = l.token"
          + " WHERE l.upload_id = {u.upload_id} AND l.next_attempt_at > CURRENT_TIMESTAMP(6)";

  /** Starts from the leases, which are fewer than the uploads. */
  static final String COUNT_OF_CANCELLED =
      "SELECT COUNT(*) AS uploads FROM audio_processor_lease l"
          + " JOIN audio_processor_attempt a ON a.upload_id = l.upload_id AND a.token = l.token"
          + " JOIN Uploads u ON {u.upload_id} = l.upload_id"
          + TRACK
          + " AND l.next_attempt_at > CURRENT_TIMESTAMP(6) AND a.kind = 'CANCELLED'"
          + " AND {u.processing_status is '0'}";

  public static final String IS_CURRENT =
      "EXISTS (SELECT 1 FROM audio_processor_track t"
          + " WHERE t.track_id = r.track_id AND t.current_generation = r.generation)";

  private FilterSql() {}

  /**
   * How a search text is matched. Large tables are searched by the beginning of file names only.
   */
  enum Search {
    PART,
    PREFIX
  }

  /** Returns the condition for one status. */
  static String status(UploadStatus status) {
    return status == UploadStatus.OTHER
        ? " AND (" + UNKNOWN_STATUS + ONLY_SIMILAR + ")"
        : " AND {u.processing_status is '" + status.text() + "'}";
  }

  /**
   * Returns the condition for one status, including texts that the database's collation equates
   * with it. Merged over all statuses, each upload occurs once and each part uses an index.
   */
  static String mergedStatus(UploadStatus status) {
    return status == UploadStatus.OTHER
        ? " AND (" + UNKNOWN_STATUS + ")"
        : " AND {u.processing_status merges '" + status.text() + "'}";
  }

  /** Returns the condition for any of the statuses; empty for all. */
  static String statuses(Set<UploadStatus> statuses) {
    if (statuses.isEmpty()) {
      return "";
    }
    if (statuses.size() == 1) {
      return status(statuses.iterator().next());
    }
    String known =
        statuses.stream()
            .filter(status -> status != UploadStatus.OTHER)
            .map(status -> "'" + status.text() + "'")
            .sorted()
            .collect(Collectors.joining(", ", " IN (", ")"));
    String either =
        "(u.processing_status" + known + "{mysql:  AND <=u.processing_status>" + known + "})";
    boolean others = statuses.contains(UploadStatus.OTHER);
    return " AND (" + either + (others ? " OR " + UNKNOWN_STATUS + ONLY_SIMILAR : "") + ")";
  }

  /** Returns the conditions of a filter except for its statuses. */
  static Query beyondStatus(UploadFilter filter, Search search) {
    String verdicts = filter.verdicts().isEmpty() ? "" : verdicts(filter.verdicts());
    Query query = Query.of(verdicts + backOff(filter.backOff()));
    if (filter.search().isEmpty()) {
      return query;
    }
    String before = search == Search.PREFIX ? "" : "%";
    Query any = Query.NOTHING;
    for (String spelling : UnicodeForms.of(filter.search())) {
      String text = before + escaped(spelling.toLowerCase(Locale.ROOT)) + "%";
      any = any.and(any.sql().isEmpty() ? NAME_LIKE : " OR " + NAME_LIKE, text);
    }
    String text = escaped(filter.search().toLowerCase(Locale.ROOT));
    Query id =
        search == Search.PREFIX
            ? Query.of("{u.upload_id} = ?", filter.search())
            : Query.of(ID_LIKE, "%" + text + "%");
    return query.and(" AND (").and(any).and(" OR ").and(id).and(")");
  }

  /**
   * Returns a query for an upper bound of the uploads with one of these verdicts, counted up to a
   * limit.
   */
  static Query countOfVerdicts(Set<ReviewVerdict> verdicts, int limit) {
    String any =
        verdicts.stream().map(FilterSql::isGiven).sorted().collect(Collectors.joining(" OR "));
    return Query.of("SELECT COUNT(*) AS uploads FROM (SELECT r.upload_id")
        .and(" FROM audio_processor_result r WHERE " + any + " LIMIT ?) few", limit);
  }

  /**
   * Returns the statuses that a filter can match. Only completed uploads have verdicts; the
   * condition lets an index on the status be used.
   */
  static Set<UploadStatus> statusesOf(UploadFilter filter) {
    if (filter.backOff() == UploadFilter.BackOff.CANCELLED
        || filter.backOff() == UploadFilter.BackOff.BACKING_OFF) {
      return EnumSet.of(UploadStatus.WAITING);
    }
    boolean completed = filter.includes(UploadStatus.COMPLETED) && !filter.verdicts().isEmpty();
    return completed ? EnumSet.of(UploadStatus.COMPLETED) : filter.statuses();
  }

  private static String backOff(UploadFilter.BackOff backOff) {
    return switch (backOff) {
      case ANY -> "";
      case CANCELLED -> " AND EXISTS (" + BACKING_OFF + " AND a.kind = 'CANCELLED')";
      case NOT_CANCELLED -> " AND NOT EXISTS (" + BACKING_OFF + " AND a.kind = 'CANCELLED')";
      case BACKING_OFF -> " AND EXISTS (" + BACKING_OFF + " AND a.kind <> 'CANCELLED')";
    };
  }

  private static String verdicts(Set<ReviewVerdict> verdicts) {
    StringJoiner any = new StringJoiner(" OR ", REVIEWED, "))");
    for (ReviewVerdict verdict : verdicts) {
      any.add(
          verdict == ReviewVerdict.UNREVIEWED
              ? "(" + isGiven(verdict) + " AND " + IS_CURRENT + ")"
              : isGiven(verdict));
    }
    return any.toString();
  }

  private static String isGiven(ReviewVerdict verdict) {
    return verdict == ReviewVerdict.UNREVIEWED
        ? "r.verdict IS NULL"
        : "r.verdict = '" + verdict.name() + "'";
  }

  /**
   * Escapes with an exclamation mark, because databases differ in the meaning of a backslash in
   * quotes.
   */
  public static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /**
   * Unicode normalisation of names: é may be one character, or e and an accent. The program stores
   * names unchanged and finds them in either form.
   */
  public static final class UnicodeForms {
    private UnicodeForms() {}

    /** Returns the distinct forms of the text: unchanged, composed (NFC) and decomposed (NFD). */
    public static Set<String> of(String text) {
      Set<String> spellings = new LinkedHashSet<>();
      spellings.add(text);
      spellings.add(Normalizer.normalize(text, Form.NFC));
      spellings.add(Normalizer.normalize(text, Form.NFD));
      return spellings;
    }

    public static boolean areAlike(String one, String other) {
      return Normalizer.normalize(one, Form.NFC).equals(Normalizer.normalize(other, Form.NFC));
    }

    /** Returns a LIKE pattern that matches every form of the text, and possibly more. */
    public static String pattern(String text) {
      StringBuilder pattern = new StringBuilder();
      text.codePoints()
          .forEach(character -> {
            String one = Character.toString(character);
            boolean fixed = Normalizer.isNormalized(one, Form.NFD) && !isMark(character);
            pattern.append(fixed ? FilterSql.escaped(one) : "%");
          });
      // a letter and its following mark may be one character
      String marked = pattern.toString().replaceAll("(?:!.|[^%])(?=%)", "%");
      return marked.replaceAll("%+", "%");
    }

    private static boolean isMark(int character) {
      return switch (Character.getType(character)) {
        case Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.ENCLOSING_MARK ->
            true;
        default -> false;
      };
    }
  }
}
