package org.audioprocessor.quality.peaq;

/**
 * The model output variables of PEAQ Basic (clause 4, table 11), in the order of the neural
 * network's inputs; means over both channels.
 *
 * @param bandwidthRef bins of 23.4 Hz; 0 if the reference never reaches 8.1 kHz
 * @param bandwidthTest bins of 23.4 Hz
 * @param totalNmr noise to mask, dB
 * @param winModDiff1 changes of modulation, sliding mean
 * @param adb log10 of the just noticeable steps in frames that differ audibly; 0 if none does
 * @param ehs harmonic structure of the error
 * @param avgModDiff1 changes of modulation, mean in percent
 * @param avgModDiff2 the same, where added modulation counts ten times as much as lost
 * @param rmsNoiseLoud partial loudness of the noise, sone
 * @param mfpd highest smoothed probability of detection, 0 to 1
 * @param relDistFrames share of frames with a band 1.5 dB above its mask, 0 to 1
 */
public record ModelOutputs(
    double bandwidthRef,
    double bandwidthTest,
    double totalNmr,
    double winModDiff1,
    double adb,
    double ehs,
    double avgModDiff1,
    double avgModDiff2,
    double rmsNoiseLoud,
    double mfpd,
    double relDistFrames) {}
