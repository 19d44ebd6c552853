package org.audioprocessor.preview.deck;

import org.audioprocessor.preview.PlayerContract;
import org.audioprocessor.preview.PlayerHarness;

class DecodedPlayerContractTest extends PlayerContract {
  @Override
  protected PlayerHarness open() throws Exception {
    return new DecodedHarness();
  }
}
