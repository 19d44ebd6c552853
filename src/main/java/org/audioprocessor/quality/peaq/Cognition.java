package org.audioprocessor.quality.peaq;

/** The neural network of PEAQ Basic: model outputs to distortion index to ODG (clause 6). */
public final class Cognition {
  /** Inputs at which the network's scaled input is 0 and 1 (table 15). */
  private static final double[] LOW = {
    393.916656,
    361.965332,
    -24.045116,
    1.110661,
    -0.206623,
    0.074318,
    1.113683,
    0.950345,
    0.029985,
    0.000101,
    0
  };

  private static final double[] HIGH = {
    921,
    881.131226,
    16.212030,
    107.137772,
    2.886017,
    13.933351,
    63.257874,
    1_145.018555,
    14.819740,
    1,
    1
  };

  /** Weights from each input to the three hidden nodes (table 16). */
  private static final double[][] HIDDEN = {
    {-0.502657, 0.436333, 1.219602},
    {4.307481, 3.246017, 1.123743},
    {4.984241, -2.211189, -0.192096},
    {0.051056, -1.762424, 4.331315},
    {2.321580, 1.789971, -0.754560},
    {-5.303901, -3.452257, -10.814982},
    {2.730991, -6.111805, 1.519223},
    {0.624950, -1.331523, -5.955151},
    {3.102889, 0.871260, -5.922878},
    {-1.051468, -0.939882, -0.142913},
    {-1.804679, -0.503610, -0.620456}
  };

  private static final double[] HIDDEN_BIAS = {-2.518254, 0.654841, -2.207228};

  /** Weights from the hidden nodes to the output (table 17). */
  private static final double[] OUTPUT = {-3.817048, 4.107138, 4.629582};

  private static final double OUTPUT_BIAS = -0.307594;
  private static final double LOWEST_ODG = -3.98;
  private static final double HIGHEST_ODG = 0.22;

  private Cognition() {}

  /** DI; the inputs are not limited to the range they were trained in. */
  public static double distortionIndex(ModelOutputs outputs) {
    double[] inputs = {
      outputs.bandwidthRef(),
      outputs.bandwidthTest(),
      outputs.totalNmr(),
      outputs.winModDiff1(),
      outputs.adb(),
      outputs.ehs(),
      outputs.avgModDiff1(),
      outputs.avgModDiff2(),
      outputs.rmsNoiseLoud(),
      outputs.mfpd(),
      outputs.relDistFrames()
    };
    double index = OUTPUT_BIAS;
    for (int node = 0; node < OUTPUT.length; node++) {
      double sum = HIDDEN_BIAS[node];
      for (int i = 0; i < inputs.length; i++) {
        sum += HIDDEN[i][node] * (inputs[i] - LOW[i]) / (HIGH[i] - LOW[i]);
      }
      index += OUTPUT[node] * sigmoid(sum);
    }
    return index;
  }

  /** The objective difference grade: 0 imperceptible, −4 very annoying. */
  public static double objectiveDifferenceGrade(double distortionIndex) {
    return LOWEST_ODG + (HIGHEST_ODG - LOWEST_ODG) * sigmoid(distortionIndex);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
