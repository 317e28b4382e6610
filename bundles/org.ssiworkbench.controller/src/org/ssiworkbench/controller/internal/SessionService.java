package org.ssiworkbench.controller.internal;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.controller.internal.server.ClientService;
import org.ssiworkbench.controller.protocol.ControllerClient;

/** Serves one client. */
public final class SessionService extends DebugRequests implements ClientService {
	private ControllerClient client;

	/** For one client that has yet to connect. */
	public SessionService(ClusterSession session) {
		super(session);
	}

	@Override
	public void connected(ControllerClient newClient) {
		client = newClient;
	}

	@Override
	public void disconnected() {
		session.detach(client);
	}

	@Override
	public CompletableFuture<ClusterInfo> attach() {
		return onLoop(() -> session.attach(client));
	}

	@Override
	public CompletableFuture<ClusterStatus> status() {
		return onLoop(session::status);
	}

	@Override
	public CompletableFuture<List<TransitionInfo>> history(NodeRef node) {
		return onLoop(() -> session.history(node.node()));
	}

	@Override
	public CompletableFuture<Void> add(NodeList nodes) {
		return onLoopThen(() -> session.add(nodes.nodes()));
	}

	@Override
	public CompletableFuture<Void> crash(NodeList nodes) {
		return doOnLoop(() -> session.crash(nodes.nodes()));
	}

	@Override
	public CompletableFuture<Void> down(NodeList nodes) {
		return onLoopThen(() -> session.down(nodes.nodes()));
	}

	@Override
	public CompletableFuture<Void> terminate() {
		return doOnLoop(() -> session.terminate("terminated by request"));
	}

	@Override
	public CompletableFuture<ExecRef> exec(ExecRequest request) {
		return onLoop(() -> session.execs().start(client, request));
	}

	@Override
	public CompletableFuture<Void> execInput(ExecData data) {
		return onLoopThen(() -> session.execs().input(data.exec(), data.data() == null ? null : bytes(data.data())));
	}

	@Override
	public CompletableFuture<Void> execSignal(ExecSignal signal) {
		return doOnLoop(() -> session.execs().signal(signal.exec(), signal.signal()));
	}

	@Override
	public CompletableFuture<Void> execSize(ExecSize size) {
		return doOnLoop(() -> session.execs().size(size));
	}

	@Override
	public CompletableFuture<ConsoleData> console(NodeRef node) {
		return onLoop(() -> session.console(client, node.node()));
	}

	@Override
	public CompletableFuture<Void> consoleInput(ConsoleData data) {
		return doOnLoop(() -> session.type(data.node(), bytes(data.data())));
	}

	@Override
	public CompletableFuture<List<ProcessStatus>> processes() {
		return onLoopThen(() -> session.processes().list());
	}

	@Override
	public CompletableFuture<List<KeptStatus>> kept() {
		return onLoopThen(() -> session.processes().kept());
	}

	@Override
	public CompletableFuture<Void> watchProcesses(Watch watch) {
		return doOnLoop(() -> session.processes().watch(client, watch.on()));
	}

	@Override
	public CompletableFuture<Void> kill(Kill kill) {
		return onLoopThen(() -> session.processes().kill(kill.pid(), kill.signal()));
	}

	@Override
	public CompletableFuture<Void> migrate(Migrate migrate) {
		return onLoopThen(() -> session.processes().migrate(migrate.pid(), migrate.node()));
	}

	private static byte[] bytes(String base64) {
		try {
			return Base64.getDecoder().decode(base64);
		} catch (IllegalArgumentException e) {
			throw new RefusedException("the data of the request is not Base64: " + e.getMessage());
		}
	}
}
