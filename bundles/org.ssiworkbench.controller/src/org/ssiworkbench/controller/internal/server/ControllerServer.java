package org.ssiworkbench.controller.internal.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Listens on the private socket and serves every client on threads of its own. */
public final class ControllerServer implements AutoCloseable {
	private final ServerSocketChannel listener;
	private final Supplier<ClientService> services;
	private final Consumer<IOException> broken;
	private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

	private ControllerServer(ServerSocketChannel listener, Supplier<ClientService> services, Consumer<IOException> broken) {
		this.listener = listener;
		this.services = services;
		this.broken = broken;
	}

	/**
	 * Starts to listen.
	 *
	 * @param socket a file that does not exist, in a private folder
	 * @param services gives each client its service
	 * @param broken told when no more clients can be taken
	 */
	public static ControllerServer listen(Path socket, Supplier<ClientService> services, Consumer<IOException> broken)
			throws IOException {
		ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		listener.bind(UnixDomainSocketAddress.of(socket));
		Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
		ControllerServer server = new ControllerServer(listener, services, broken);
		Thread.ofPlatform().daemon().name("controller-accept").start(server::accept);
		return server;
	}

	private void accept() {
		try {
			while (true)
				serve(listener.accept());
		} catch (ClosedChannelException e) {
			return; // close() was called
		} catch (IOException e) {
			broken.accept(e);
		}
	}

	private void serve(SocketChannel channel) {
		ClientConnection connection = new ClientConnection(channel, services.get(), connections::remove);
		connections.add(connection);
		connection.start();
	}

	/** Takes no more clients, lets those there are have what is queued for them, and closes them. */
	@Override
	public void close() throws IOException {
		listener.close();
		connections.forEach(ClientConnection::finish);
	}
}
