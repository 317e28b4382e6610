package org.ssiworkbench.debug.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerClient.Message;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.ConsoleData;
import org.ssiworkbench.controller.protocol.ControllerService.KeptStatus;
import org.ssiworkbench.controller.protocol.ControllerService.Kill;
import org.ssiworkbench.controller.protocol.ControllerService.Migrate;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugService;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;

/**
 * The workbench's connection to one running cluster: its facts, its latest status, and what can be asked of it.
 * Thread-safe; reads never block, requests answer through futures, listeners are called on the session's own thread.
 */
public final class ClusterSession implements AutoCloseable {
	private static final long ATTACH_SECONDS = 10;
	private static final int KEPT_MESSAGES = 500;

	private final Path socket;
	private final List<ClusterSessionListener> listeners = new CopyOnWriteArrayList<>();
	private final Set<Integer> followedConsoles = ConcurrentHashMap.newKeySet();
	private final Deque<Message> messages = new ArrayDeque<>();
	private final AtomicBoolean over = new AtomicBoolean();
	private final CompletableFuture<String> end = new CompletableFuture<>();
	private final ExecutorService events;
	private final ControllerLink link;
	private final ClusterInfo info;
	private volatile ClusterStatus status;
	private volatile String farewell;

	private ClusterSession(Path socket) throws IOException {
		this.socket = socket;
		events = eventThread("cluster events of " + socket);
		link = connect();
		try {
			info = first(link.service().attach());
			status = first(link.service().status());
		} catch (IOException e) {
			close();
			throw e;
		}
	}

	/**
	 * Connects to the controller that listens at a socket. Blocks for ten seconds at most.
	 *
	 * @throws IOException when no controller listens there or it does not answer
	 */
	public static ClusterSession open(Path socket) throws IOException {
		ClusterSession session = new ClusterSession(socket);
		daemon(session::watchLink, "cluster link of " + socket).start();
		ClusterSessions.added(session);
		return session;
	}

	/** Facts that do not change. */
	public ClusterInfo info() {
		return info;
	}

	/** Whether it is a recorded cluster, which can be looked at but not changed. */
	public boolean isRecorded() {
		return ControllerOptions.REPLAY.equals(info.host());
	}

	/** The latest status; after the end, the last one. */
	public ClusterStatus status() {
		return status;
	}

	/** The nodes in the order of their numbers. */
	public List<ClusterNode> nodes() {
		return status.nodes().stream().map(ControllerService.NodeStatus::number).sorted(Comparator.naturalOrder())
				.map(number -> new ClusterNode(this, number)).toList();
	}

	/** The socket of the cluster's controller. */
	public Path socket() {
		return socket;
	}

	/** Whether the cluster can still be asked for something. */
	public boolean isOpen() {
		return !over.get();
	}

	/** Completes with the reason when the session is over. */
	public CompletableFuture<String> end() {
		return end.copy();
	}

	/** From now on tells {@code listener} what happens. */
	public void addListener(ClusterSessionListener listener) {
		listeners.add(listener);
	}

	/** Tells one listener the latest status, for it came late; done when it has been told. */
	public CompletableFuture<Void> refresh(ClusterSessionListener listener) {
		CompletableFuture<Void> told = new CompletableFuture<>();
		events.execute(() -> {
			tellOne(listener, one -> one.statusChanged(this, status));
			told.complete(null);
		});
		return orEnd(told);
	}

	/** Tells {@code listener} no more. */
	public void removeListener(ClusterSessionListener listener) {
		listeners.remove(listener);
	}

	/** The last messages, oldest first. */
	public List<Message> messages() {
		synchronized (messages) {
			return List.copyOf(messages);
		}
	}

	/** Boots nodes. */
	public CompletableFuture<Void> add(List<Integer> nodes) {
		return orEnd(link.service().add(new NodeList(nodes)));
	}

	/** Kills nodes silently. */
	public CompletableFuture<Void> crash(List<Integer> nodes) {
		return orEnd(link.service().crash(new NodeList(nodes)));
	}

	/** Takes nodes down gracefully; none named means all. */
	public CompletableFuture<Void> down(List<Integer> nodes) {
		return orEnd(link.service().down(new NodeList(nodes)));
	}

	/** Ends the cluster with all its nodes; done as well when the session is over. */
	public CompletableFuture<Void> terminate() {
		CompletableFuture<Void> done = link.service().terminate();
		end.thenAccept(reason -> done.complete(null));
		return done;
	}

	/** All processes of the cluster, by pid. */
	public CompletableFuture<List<ProcessStatus>> processes() {
		return orEnd(link.service().processes());
	}

	/** What keepalive monitors, by slot. */
	public CompletableFuture<List<KeptStatus>> kept() {
		return orEnd(link.service().kept());
	}

	/** Sends a signal to a process, or with a negative number to a process group, wherever it runs. */
	public CompletableFuture<Void> signal(int pid, int signal) {
		return orEnd(link.service().kill(new Kill(pid, signal)));
	}

	/** Moves a process to a node; done when it runs there. */
	public CompletableFuture<Void> migrate(int pid, int node) {
		return orEnd(link.service().migrate(new Migrate(pid, node)));
	}

	/** What the cluster's debugger can be asked; replies are to be waited for with a limit. */
	public DebugService debug() {
		return link.service();
	}

	/** The cluster's transitions so far, oldest first. */
	public CompletableFuture<List<TransitionInfo>> history() {
		return orEnd(link.service().history(new NodeRef(0)));
	}

	/** Tells the listeners the kept end of a node's console and then everything it writes. Asking again does nothing. */
	public void followConsole(int node) {
		if (!followedConsoles.add(node))
			return;
		link.service().console(new NodeRef(node)).whenComplete((kept, fault) -> {
			if (fault == null)
				tellConsole(kept);
			else
				tell(listener -> listener.message(this, "warning",
						"The console of node " + node + " cannot be shown: " + Replies.sentence(fault)));
		});
	}

	/** Types text into a node's console. */
	public CompletableFuture<Void> type(int node, String text) {
		String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		return link.service().consoleInput(new ConsoleData(node, data));
	}

	/** Disconnects; the cluster runs on. */
	@Override
	public void close() {
		finish("Disconnected from " + (info == null ? socket.toString() : info.name()) + "; the cluster runs on.");
	}

	private ControllerLink connect() throws IOException {
		try {
			return ControllerLink.connect(socket, new Client());
		} catch (IOException e) {
			events.shutdown();
			throw e;
		}
	}

	private static <T> T first(CompletableFuture<T> reply) throws IOException {
		try {
			return reply.get(ATTACH_SECONDS, TimeUnit.SECONDS);
		} catch (ExecutionException e) {
			throw new IOException(Replies.sentence(e.getCause()), e);
		} catch (TimeoutException e) {
			throw new IOException("The controller did not answer within " + ATTACH_SECONDS + " seconds.", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("Attaching was interrupted.", e);
		}
	}

	/** A reply that cannot come any more ends with the reason of the session's end. */
	private <T> CompletableFuture<T> orEnd(CompletableFuture<T> reply) {
		end.thenAccept(reason -> reply.completeExceptionally(new IOException(reason)));
		return reply;
	}

	private void watchLink() {
		try {
			link.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		finish(farewell == null ? "The connection to the controller of " + info.name() + " ended." : farewell);
	}

	private void finish(String reason) {
		if (!over.compareAndSet(false, true))
			return;
		try {
			link.close();
		} catch (IOException e) {
			ILog.of(ClusterSession.class).warn("The connection to " + socket + " did not close cleanly.", e);
		}
		tell(listener -> listener.ended(this, reason));
		events.execute(() -> {
			ClusterSessions.removed(this);
			end.complete(reason);
		});
		events.shutdown();
	}

	private void tellConsole(ConsoleData data) {
		if (data == null || data.data() == null || data.data().isEmpty())
			return;
		byte[] bytes = Base64.getDecoder().decode(data.data());
		tell(listener -> listener.console(this, data.node(), bytes));
	}

	private void tell(Consumer<ClusterSessionListener> news) {
		events.execute(() -> listeners.forEach(listener -> tellOne(listener, news)));
	}

	private void tellOne(ClusterSessionListener listener, Consumer<ClusterSessionListener> news) {
		try {
			news.accept(listener);
		} catch (RuntimeException e) {
			ILog.of(ClusterSession.class).error("A listener of cluster " + info.name() + " failed.", e);
		}
	}

	/** One thread, and after its shutdown news is dropped: it comes too late for anybody. */
	private static ExecutorService eventThread(String name) {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, name),
				new ThreadPoolExecutor.DiscardPolicy());
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/** Called on the JSON-RPC reader thread, so it only hands over. */
	private final class Client implements ControllerClient {

		@Override
		public void changed(ClusterStatus now) {
			status = now;
			tell(listener -> listener.statusChanged(ClusterSession.this, now));
		}

		@Override
		public void transition(TransitionInfo transition) {
			tell(listener -> listener.transition(ClusterSession.this, transition));
		}

		@Override
		public void console(ConsoleData data) {
			tellConsole(data);
		}

		@Override
		public void message(Message message) {
			synchronized (messages) {
				if (messages.size() == KEPT_MESSAGES)
					messages.removeFirst();
				messages.addLast(message);
			}
			tell(listener -> listener.message(ClusterSession.this, message.level(), message.text()));
		}

		@Override
		public void stopped(DebugState state) {
			tell(listener -> listener.debugStopped(ClusterSession.this, state));
		}

		@Override
		public void resumed(DebugState state) {
			tell(listener -> listener.debugResumed(ClusterSession.this, state));
		}

		@Override
		public void logged(Logged hit) {
			message(new Message("info", "node " + hit.node() + ": " + hit.text()));
		}

		/** The reason; the end itself is the connection's, when nothing of the cluster is left. */
		@Override
		public void ended(Message reason) {
			farewell = reason.text();
		}
	}
}
