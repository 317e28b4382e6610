package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService;
import org.ssiworkbench.controller.protocol.ControllerService.ExecData;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.controller.protocol.ControllerService.ExecSignal;
import org.ssiworkbench.controller.protocol.ControllerService.ExecSize;

/** One command on a node, joined to the streams of this process. */
final class RemoteCommand implements ControllerClient {
	private static final int CHUNK = 16 * 1024;
	private static final int INTERRUPT = 2;
	private static final int ERROR_STREAM = 2;

	private final InputStream in;
	private final PrintStream out;
	private final PrintStream err;
	private final CompletableFuture<Integer> status = new CompletableFuture<>();

	RemoteCommand(InputStream in, PrintStream out, PrintStream err) {
		this.in = in;
		this.out = out;
		this.err = err;
	}

	/** Runs it without a terminal to its end and gives its status. An interrupt of this process goes to the command. */
	int run(RunningCluster cluster, int node, List<String> command) throws IOException, InterruptedException {
		return run(cluster, node, command, false, null);
	}

	/** The same; {@code tty} gives it a terminal, which always has the size of {@code local} if that is not null. */
	int run(RunningCluster cluster, int node, List<String> command, boolean tty, LocalTerminal local) throws IOException, InterruptedException {
		ControllerService service = cluster.service();
		int exec = cluster.await(service.exec(new ExecRequest(node, command, tty))).exec();
		if (local != null)
			local.onSize((rows, columns) -> service.execSize(new ExecSize(exec, rows, columns)));
		Thread.ofPlatform().daemon().start(() -> pump(service, exec));
		Thread interrupt = Thread.ofPlatform().unstarted(() -> service.execSignal(new ExecSignal(exec, INTERRUPT)).join());
		Runtime.getRuntime().addShutdownHook(interrupt);
		int ended = cluster.await(status);
		out.flush();
		err.flush();
		removeHook(interrupt);
		return ended;
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		} catch (IllegalStateException e) {
			return; // this process is already ending, which is what the hook is for
		}
	}

	/** One piece at a time: the answer to a piece is the permission for the next. */
	private void pump(ControllerService service, int exec) {
		byte[] chunk = new byte[CHUNK];
		try {
			for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
				byte[] piece = Arrays.copyOf(chunk, length);
				service.execInput(new ExecData(exec, 0, Base64.getEncoder().encodeToString(piece))).join();
			}
			service.execInput(new ExecData(exec, 0, null)).join();
		} catch (IOException e) {
			err.println("ssi: standard input cannot be read: " + e.getMessage());
		} catch (CompletionException e) {
			status.completeExceptionally(e.getCause());
		}
	}

	@Override
	public void execOutput(ExecData data) {
		PrintStream stream = data.stream() == ERROR_STREAM ? err : out;
		stream.writeBytes(Base64.getDecoder().decode(data.data()));
		stream.flush();
	}

	@Override
	public void execExit(ExecExit exit) {
		status.complete(exit.status());
	}
}
