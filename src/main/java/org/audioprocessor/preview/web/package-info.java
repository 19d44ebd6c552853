/** The HLS client: a loopback server, and a player that hands its addresses to a foreign client. */
@NullMarked
package org.audioprocessor.preview.web;

import org.jspecify.annotations.NullMarked;
