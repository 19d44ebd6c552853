/**
 * The HLS client: a loopback server, and a player that passes its addresses to an external client.
 */
@NullMarked
package org.audioprocessor.preview.web;

import org.jspecify.annotations.NullMarked;
