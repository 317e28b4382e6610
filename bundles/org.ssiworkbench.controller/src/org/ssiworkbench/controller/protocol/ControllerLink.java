package org.ssiworkbench.controller.protocol;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.eclipse.lsp4j.jsonrpc.Launcher;

/** A client's connection to a controller. */
public final class ControllerLink implements AutoCloseable {
	private final SocketChannel channel;
	private final ControllerService service;
	private final Future<Void> reader;

	private ControllerLink(SocketChannel channel, ControllerService service, Future<Void> reader) {
		this.channel = channel;
		this.service = service;
		this.reader = reader;
	}

	/** Connects to the controller whose socket is given; {@link IOException} when nobody listens there. */
	public static ControllerLink connect(Path socket, ControllerClient client) throws IOException {
		SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			channel.connect(UnixDomainSocketAddress.of(socket));
			Launcher<ControllerService> launcher = Launcher.createLauncher(client, ControllerService.class,
					input(channel), Channels.newOutputStream(channel));
			Future<Void> reader = launcher.startListening();
			return new ControllerLink(channel, launcher.getRemoteProxy(), reader);
		} catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** Closing the connection is the end of its input, not a fault. */
	private static InputStream input(SocketChannel channel) {
		return new FilterInputStream(Channels.newInputStream(channel)) {
			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				try {
					return super.read(bytes, offset, length);
				} catch (ClosedChannelException e) {
					return -1;
				}
			}

			@Override
			public int read() throws IOException {
				try {
					return super.read();
				} catch (ClosedChannelException e) {
					return -1;
				}
			}
		};
	}

	/** The controller. */
	public ControllerService service() {
		return service;
	}

	/** Waits until the connection has ended, whichever side ended it. */
	public void join() throws InterruptedException {
		try {
			reader.get();
		} catch (ExecutionException | CancellationException e) {
			// The stream broke off: that is an end as well, and the reason is the socket's, not ours.
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
