package org.ssiworkbench.controller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.controller.internal.ClusterSession;
import org.ssiworkbench.controller.internal.SessionService;
import org.ssiworkbench.controller.internal.SessionStart;
import org.ssiworkbench.controller.internal.server.ControllerServer;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.runtime.ClusterLock;

/**
 * One running cluster in this process: its nodes, interconnect and trace, and the socket on which clients are served.
 * Made by {@link #open}, set going by {@link #run}, ended by {@link #terminate} from any thread.
 */
public final class Controller {
	private static final int PUBLISH_MS = 100;

	private final ClusterLock lock;
	private final ClusterSession session;
	private final ControllerServer server;
	private final SortedSet<Integer> nodes;
	private final boolean waiting;
	private final CountDownLatch closed = new CountDownLatch(1);

	private Controller(ClusterLock lock, ClusterSession session, ControllerServer server,
			SortedSet<Integer> nodes, boolean waiting) {
		this.lock = lock;
		this.session = session;
		this.server = server;
		this.nodes = nodes;
		this.waiting = waiting;
	}

	/** Checks the model, takes the cluster's name and listens; no node runs yet. */
	public static Controller open(ControllerOptions options) throws StartException {
		SessionStart start = SessionStart.prepare(options);
		ClusterLock lock = null;
		ClusterSession session = null;
		try {
			lock = ClusterLock.acquire(start.plan().name());
			session = start.open(lock);
			ClusterSession opened = session;
			ControllerServer server = ControllerServer.listen(lock.folder().socket(), () -> new SessionService(opened),
					e -> opened.loop().execute(() -> opened.message("error", "no more clients can attach: " + e.getMessage())));
			return new Controller(lock, session, server, start.nodes(), options.waiting());
		} catch (IOException e) {
			StartException failure = new StartException(
					"cluster " + start.plan().name() + " cannot be started: " + e.getMessage());
			undo(lock, session, failure);
			throw failure;
		}
	}

	private static void undo(ClusterLock lock, ClusterSession session, StartException failure) {
		try {
			if (session != null)
				session.close();
			if (lock != null)
				lock.close();
		} catch (IOException e) {
			failure.addSuppressed(e);
		}
	}

	/** Facts that do not change. */
	public ClusterInfo info() {
		return session.info();
	}

	/** Where clients connect. */
	public Path socket() {
		return lock.folder().socket();
	}

	/** Notifies a client in this process, on the cluster's thread; its methods must return at once. */
	public void attach(ControllerClient client) {
		session.attach(client);
	}

	/** Boots the nodes, and returns the reason once the cluster has ended and nothing of it is left. */
	public String run() throws IOException {
		ScheduledExecutorService publisher = Executors
				.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("publisher").factory());
		try {
			session.loop().execute(() -> session.start(nodes, waiting));
			publisher.scheduleAtFixedRate(this::publish, PUBLISH_MS, PUBLISH_MS, TimeUnit.MILLISECONDS);
			return session.ended().join();
		} finally {
			publisher.shutdownNow();
			close();
		}
	}

	private void publish() {
		onLoop(session::publish);
	}

	private void onLoop(Runnable task) {
		try {
			session.loop().execute(task);
		} catch (RejectedExecutionException e) {
			return; // the loop has ended, and with it all that the task is about
		}
	}

	/** Asks for the end of everything; {@link #run} then returns. */
	public void terminate(String reason) {
		onLoop(() -> session.terminate(reason));
	}

	/** Waits until nothing of the cluster is left; false when that takes longer. */
	public boolean awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
		return closed.await(timeout, unit);
	}

	/** The end of its connection tells a client that the cluster's name is free again, so the server is closed last. */
	private void close() throws IOException {
		try (ControllerServer serving = server; ClusterLock held = lock) {
			session.close();
		} finally {
			closed.countDown();
		}
	}
}
