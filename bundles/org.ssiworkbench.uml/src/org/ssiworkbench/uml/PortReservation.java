package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps a UDP port for a kernel that will bind it later and again at each boot. All clusters on a machine agree on such
 * a port by holding the TCP port of the same number, bound but not listening; the range lies below the one from which
 * the system serves everybody else.
 */
final class PortReservation implements Closeable {
	private static final int FIRST = 20000;
	private static final int LAST = 32767;
	private static final int TRIES = 2000;
	private final SocketChannel token;
	private final int port;

	private PortReservation(SocketChannel token, int port) {
		this.token = token;
		this.port = port;
	}

	/** Reserves some free port. */
	static PortReservation take() throws IOException {
		for (int i = 0; i < TRIES; i++) {
			PortReservation taken = tryPort(ThreadLocalRandom.current().nextInt(FIRST, LAST + 1));
			if (taken != null)
				return taken;
		}
		throw new IOException("no free UDP port between " + FIRST + " and " + LAST + " on 127.0.0.1");
	}

	private static PortReservation tryPort(int port) throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port);
		SocketChannel token = SocketChannel.open();
		try (DatagramChannel probe = DatagramChannel.open()) {
			token.bind(address);
			probe.bind(address);
			return new PortReservation(token, port);
		} catch (BindException e) {
			token.close();
			return null;
		}
	}

	int port() {
		return port;
	}

	@Override
	public void close() throws IOException {
		token.close();
	}
}
