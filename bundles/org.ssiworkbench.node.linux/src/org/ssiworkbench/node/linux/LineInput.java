package org.ssiworkbench.node.linux;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.ControlWindow;

/** What comes over the control line; tells the controller how much was taken, well before its window is full. */
final class LineInput extends FilterInputStream {
	private static final int STEP = ControlWindow.BYTES / 4;
	private final ControlLine line;
	private long taken;
	private long told;

	LineInput(InputStream in, ControlLine line) {
		super(in);
		this.line = line;
	}

	@Override
	public int read(byte[] data, int offset, int length) throws IOException {
		int n = super.read(data, offset, length);
		taken += Math.max(0, n);
		if (taken - told >= STEP) {
			told = taken;
			line.send(Type.TAKEN, ByteBuffer.allocate(Long.BYTES).putLong(taken).array());
		}
		return n;
	}
}
