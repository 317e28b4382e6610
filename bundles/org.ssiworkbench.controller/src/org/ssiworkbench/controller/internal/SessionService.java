package org.ssiworkbench.controller.internal;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.ssiworkbench.controller.internal.server.ClientService;
import org.ssiworkbench.controller.protocol.ControllerClient;

/** Takes a client's requests to the cluster's loop and brings back answers and refusals. */
public final class SessionService implements ClientService {
	private final ClusterSession session;
	private ControllerClient client;

	/** For one client that has yet to connect. */
	public SessionService(ClusterSession session) {
		this.session = session;
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

	private CompletableFuture<Void> doOnLoop(Runnable request) {
		return onLoop(() -> {
			request.run();
			return null;
		});
	}

	private <T> CompletableFuture<T> onLoop(Supplier<T> request) {
		return answer(run(request));
	}

	private <T> CompletableFuture<T> onLoopThen(Supplier<CompletableFuture<T>> request) {
		return answer(run(request).thenCompose(Function.identity()));
	}

	private <T> CompletableFuture<T> run(Supplier<T> request) {
		try {
			return CompletableFuture.supplyAsync(request, session.loop());
		} catch (RejectedExecutionException e) {
			return CompletableFuture.failedFuture(new RefusedException("the cluster has ended; start it again with 'ssi up'"));
		}
	}

	private static <T> CompletableFuture<T> answer(CompletableFuture<T> result) {
		return result.exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
	}

	private static ResponseErrorException refusal(Throwable failure) {
		Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
		boolean expected = cause instanceof RefusedException || cause instanceof UnsupportedOperationException;
		String message = expected ? cause.getMessage() : "the controller failed: " + cause;
		ResponseErrorCode code = expected ? ResponseErrorCode.RequestFailed : ResponseErrorCode.InternalError;
		return new ResponseErrorException(new ResponseError(code, message, null));
	}
}
