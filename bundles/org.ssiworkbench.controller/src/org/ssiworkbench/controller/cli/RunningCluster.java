package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService;
import org.ssiworkbench.controller.runtime.RuntimeFolder;

/** The connection of one command to a running cluster that the user named. */
final class RunningCluster implements AutoCloseable {
	private final ControllerLink link;
	private final String name;

	private RunningCluster(ControllerLink link, String name) {
		this.link = link;
		this.name = name;
	}

	static RunningCluster connect(String name) throws IOException {
		return connect(name, new ControllerClient() {
		});
	}

	static RunningCluster connect(String name, ControllerClient client) throws IOException {
		RuntimeFolder folder = RuntimeFolder.running().stream().filter(running -> running.cluster().equals(name)).findFirst()
				.orElseThrow(() -> new CommandException("no cluster named " + name + " runs; " + runningNow()));
		try {
			return new RunningCluster(ControllerLink.connect(folder.socket(), client), name);
		} catch (IOException e) {
			throw new CommandException("cluster " + name + " does not answer on " + folder.socket() + " (" + e.getMessage()
					+ "); it may just be starting or ending, try again");
		}
	}

	/** A cluster of this process itself, which must not look for its name: that would let go of its lock. */
	static RunningCluster connect(BootedCluster own, ControllerClient client) throws IOException {
		return new RunningCluster(ControllerLink.connect(own.socket(), client), own.name());
	}

	private static String runningNow() {
		try {
			List<String> names = RuntimeFolder.running().stream().map(RuntimeFolder::cluster).toList();
			return names.isEmpty() ? "none does: start one with 'ssi up FILE'" : "these do: " + String.join(", ", names);
		} catch (IOException e) {
			return "the running ones cannot be listed: " + e.getMessage();
		}
	}

	ControllerService service() {
		return link.service();
	}

	/** Waits for an answer; a refusal comes as its own exception, a broken connection as one for the user. */
	<T> T await(CompletableFuture<T> answer) throws InterruptedException {
		Thread lost = Thread.ofVirtual().start(() -> failWhenLost(answer));
		try {
			return answer.join();
		} catch (CompletionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : e;
		} finally {
			lost.interrupt();
		}
	}

	private void failWhenLost(CompletableFuture<?> answer) {
		try {
			link.join();
			Thread.sleep(100); // the answer may have come with the last bytes
			answer.completeExceptionally(new CommandException("the controller of " + name + " went away before it answered; see 'ssi status'"));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // answered
		}
	}

	@Override
	public void close() throws IOException {
		link.close();
	}
}
