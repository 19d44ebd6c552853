package org.audioprocessor.quality.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The hybrid filter bank of MPEG-1 layer III for long blocks: 32 polyphase bands, an MDCT of 18
 * lines in each (ISO/IEC 11172-3, C.1.3 and C.1.5.3.3), without the alias reduction.
 */
final class Mp3Filters {
  private static final int BANDS = 32;
  private static final int LINES = 18;
  private static final int TAPS = 512;

  /** The window of ISO/IEC 11172-3, table 3-B.3, times 65 536; its other half is the mirror. */
  private static final int[] WINDOW = {
    0, -1, -1, -1, -1, -1, -1, -2, -2, -2, -2, -3, -3, -4, -4, -5, -5, -6, -7, -7, -8, -9, -10, -11,
    -13, -14, -16, -17, -19, -21, -24, -26, -29, -31, -35, -38, -41, -45, -49, -53, -58, -63, -68,
    -73, -79, -85, -91, -97, -104, -111, -117, -125, -132, -139, -147, -154, -161, -169, -176, -183,
    -190, -196, -202, -208, 213, 218, 222, 225, 227, 228, 228, 227, 224, 221, 215, 208, 200, 189,
    177, 163, 146, 127, 106, 83, 57, 29, -2, -36, -72, -111, -153, -197, -244, -294, -347, -401,
    -459, -519, -581, -645, -711, -779, -848, -919, -991, -1064, -1137, -1210, -1283, -1356, -1428,
    -1498, -1567, -1634, -1698, -1759, -1817, -1870, -1919, -1962, -2001, -2032, -2057, -2075,
    -2085, -2087, -2080, -2063, 2037, 2000, 1952, 1893, 1822, 1739, 1644, 1535, 1414, 1280, 1131,
    970, 794, 605, 402, 185, -45, -288, -545, -814, -1095, -1388, -1692, -2006, -2330, -2663, -3004,
    -3351, -3705, -4063, -4425, -4788, -5153, -5517, -5879, -6237, -6589, -6935, -7271, -7597,
    -7910, -8209, -8491, -8755, -8998, -9219, -9416, -9585, -9727, -9838, -9916, -9959, -9966,
    -9935, -9863, -9750, -9592, -9389, -9139, -8840, -8492, -8092, -7640, -7134, 6574, 5959, 5288,
    4561, 3776, 2935, 2037, 1082, 70, -998, -2122, -3300, -4533, -5818, -7154, -8540, -9975, -11455,
    -12980, -14548, -16155, -17799, -19478, -21189, -22929, -24694, -26482, -28289, -30112, -31947,
    -33791, -35640, -37489, -39336, -41176, -43006, -44821, -46617, -48390, -50137, -51853, -53534,
    -55178, -56778, -58333, -59838, -61289, -62684, -64019, -65290, -66494, -67629, -68692, -69679,
    -70590, -71420, -72169, -72835, -73415, -73908, -74313, -74630, -74856, -74992, 75038
  };

  private Mp3Filters() {}

  /** The filters of some of the 576 lines. */
  static CodecGrid grid(int... lines) {
    List<double[]> filters = new ArrayList<>();
    for (int line : lines) {
      filters.add(filter(line / LINES, line % LINES));
    }
    return new CodecGrid("MP3", BANDS * LINES, BANDS * LINES, filters);
  }

  private static double[] filter(int band, int line) {
    double[] filter = new double[BANDS * (2 * LINES - 1) + TAPS];
    for (int slot = 0; slot < 2 * LINES; slot++) {
      double weight =
          Math.sin(Math.PI / 36 * (slot + 0.5))
              * Math.cos(Math.PI / 72 * (2 * slot + 1 + LINES) * (2 * line + 1))
              / 3;
      boolean inverted = band % 2 == 1 && slot % 2 == 1;
      for (int n = 0; n < TAPS; n++) {
        filter[BANDS * slot + TAPS - 1 - n] += (inverted ? -weight : weight) * polyphase(band, n);
      }
    }
    return filter;
  }

  private static double polyphase(int band, int n) {
    int half = n <= TAPS / 2 ? n : TAPS - n;
    double prototype = (half / 64 % 2 == 1 ? -WINDOW[half] : WINDOW[half]) / 131_072.0;
    return prototype * Math.cos((2 * band + 1) * (n - 16) * Math.PI / 64);
  }
}
