package org.ssiworkbench.node.control;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The controller's side of a control line: lets no more bytes be under way than the guest's terminal driver can hold. If
 * its 4 KiB were ever full, UML's driver would throttle the line and never listen to it again. The agent reports what it
 * has taken by {@link ControlFrame.Type#TAKEN} frames. One thread writes, another one may call {@link #taken}.
 */
public final class ControlWindow extends FilterOutputStream {
	/** Bytes under way at most. */
	public static final int BYTES = 3072;
	private long sent;
	private long taken;

	/** A window on the line's raw output. */
	public ControlWindow(OutputStream line) {
		super(line);
	}

	/** Takes in the payload of a {@link ControlFrame.Type#TAKEN} frame: the bytes that the agent has taken so far. */
	public synchronized void taken(byte[] payload) throws IOException {
		if (payload.length != Long.BYTES)
			throw new IOException("a TAKEN frame of " + payload.length + " bytes");
		taken = ByteBuffer.wrap(payload).getLong();
		notifyAll();
	}

	@Override
	public void write(int data) throws IOException {
		write(new byte[] { (byte) data }, 0, 1);
	}

	@Override
	public void write(byte[] data, int offset, int length) throws IOException {
		for (int done = 0; done < length;) {
			int n = reserve(length - done);
			out.write(data, offset + done, n);
			out.flush();
			done += n;
		}
	}

	/** Waits until something may be sent, and says how much of what is wanted. */
	private synchronized int reserve(int wanted) throws InterruptedIOException {
		try {
			while (sent - taken >= BYTES)
				wait();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while the guest took nothing");
		}
		int granted = (int) Math.min(wanted, BYTES - (sent - taken));
		sent += granted;
		return granted;
	}
}
