package org.ssiworkbench.controller.internal.server;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.ssiworkbench.controller.protocol.ControllerClient;

/** One client: a thread reads its requests, another writes what is queued for it. A client that reads too slowly is dropped. */
final class ClientConnection {
	private static final long QUEUE_LIMIT = 32L << 20;
	private static final Duration LAST_WORDS = Duration.ofSeconds(1);

	private final SocketChannel channel;
	private final ClientService service;
	private final Consumer<ClientConnection> closed;
	private final QueuedOutput output;
	private final Launcher<ControllerClient> launcher;
	private final Thread writer;

	ClientConnection(SocketChannel channel, ClientService service, Consumer<ClientConnection> closed) {
		this.channel = channel;
		this.service = service;
		this.closed = closed;
		this.output = new QueuedOutput(Channels.newOutputStream(channel), QUEUE_LIMIT, this::drop);
		ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("client-reader").factory());
		this.launcher = new Launcher.Builder<ControllerClient>().setLocalService(service).setRemoteInterface(ControllerClient.class)
				.setInput(Channels.newInputStream(channel)).setOutput(output).setExecutorService(threads).create();
		this.writer = Thread.ofPlatform().daemon().name("client-writer").unstarted(this::write);
	}

	void start() {
		service.connected(launcher.getRemoteProxy());
		writer.start();
		Future<Void> reading = launcher.startListening();
		Thread.ofVirtual().start(() -> awaitEnd(reading));
	}

	private void write() {
		try {
			output.drain();
		} catch (IOException e) {
			drop(); // the client went away: its reader ends too and says so to the service
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitEnd(Future<Void> reading) {
		try {
			reading.get();
		} catch (ExecutionException | CancellationException e) {
			drop(); // a broken connection is an ended one
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		closed.accept(this);
		service.disconnected();
		output.close();
		drop();
	}

	/** Writes what is queued and closes. */
	void finish() {
		output.close();
		try {
			writer.join(LAST_WORDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		drop();
	}

	private void drop() {
		try {
			channel.close();
		} catch (IOException e) {
			throw new IllegalStateException("a client's socket cannot be closed", e);
		}
	}
}
