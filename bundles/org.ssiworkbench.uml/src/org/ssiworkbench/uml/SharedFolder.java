package org.ssiworkbench.uml;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of the host that all machines of a cluster see as {@code /shared}. A program of its own serves it to their
 * kernels as a virtio-fs device, so that it outlives any machine; it ends with this process, however that ends.
 */
public final class SharedFolder implements Closeable {
	private static final String READY = "ready";

	private final Path socket;
	private final Process server;

	private SharedFolder(Path socket, Process server) {
		this.socket = socket;
		this.server = server;
	}

	/**
	 * Begins to serve a folder.
	 *
	 * @param tools the native programs
	 * @param folder made when missing
	 * @param runtime the cluster's private runtime folder, for the socket
	 */
	public static SharedFolder serve(NativeTools tools, Path folder, Path runtime) throws IOException {
		Files.createDirectories(folder);
		Path socket = runtime.resolve("shared");
		Files.deleteIfExists(socket);
		Process server = new ProcessBuilder(tools.files().toString(), folder.toString(), socket.toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		BufferedReader out = server.inputReader();
		if (!READY.equals(out.readLine())) {
			server.destroyForcibly();
			throw new IOException("the shared folder " + folder + " cannot be served");
		}
		return new SharedFolder(socket, server);
	}

	/** Where the kernels connect. */
	public Path socket() {
		return socket;
	}

	/** Ends the service. What machines still ask then fails. */
	@Override
	public void close() throws IOException {
		server.destroy();
		server.onExit().join();
		Files.deleteIfExists(socket);
	}
}
