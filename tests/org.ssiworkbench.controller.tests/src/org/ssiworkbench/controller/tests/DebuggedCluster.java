package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointInfo;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointList;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.Evaluation;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.FrameRef;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;

/** A running cluster and a debugger attached to it by the protocol. */
final class DebuggedCluster implements AutoCloseable {
	private static final int SECONDS = 30;

	private final RunningController running;
	private final ControllerLink link;
	final ControllerService service;
	final BlockingQueue<DebugState> stops = new LinkedBlockingQueue<>();
	final BlockingQueue<Logged> logs = new LinkedBlockingQueue<>();
	final TestClient status = new TestClient();

	/** What the debugger hears. */
	private final class Client implements ControllerClient {
		@Override
		public void stopped(DebugState state) {
			stops.add(state);
		}

		@Override
		public void logged(Logged hit) {
			logs.add(hit);
		}

		@Override
		public void changed(ClusterStatus news) {
			status.changed(news);
		}
	}

	DebuggedCluster(ControllerOptions options) throws Exception {
		running = new RunningController(options);
		link = ControllerLink.connect(running.controller().socket(), new Client());
		service = link.service();
		get(service.attach());
	}

	static <T> T get(CompletableFuture<T> answer) throws Exception {
		return answer.get(SECONDS, TimeUnit.SECONDS);
	}

	static String refusal(CompletableFuture<?> answer) {
		ExecutionException failure = assertThrows(ExecutionException.class, () -> answer.get(SECONDS, TimeUnit.SECONDS));
		return assertInstanceOf(ResponseErrorException.class, failure.getCause()).getMessage();
	}

	void breakAt(String id, String type, Map<String, String> fields) throws Exception {
		breakAt(new BreakpointInfo(id, type, fields, "", 0, "cluster"));
	}

	void breakAt(BreakpointInfo... breakpoints) throws Exception {
		get(service.setBreakpoints(new BreakpointList(List.of(breakpoints))));
	}

	DebugState awaitStop() throws InterruptedException {
		DebugState stop = stops.poll(SECONDS, TimeUnit.SECONDS);
		if (stop == null)
			throw new AssertionError("the cluster did not stop in time");
		return stop;
	}

	DebugState awaitHit(String breakpoint) throws InterruptedException {
		DebugState state = awaitStop();
		assertEquals("breakpoint", state.stop().reason(), state.toString());
		assertEquals(List.of(breakpoint), state.stop().breakpoints());
		return state;
	}

	DebugState suspend() throws Exception {
		get(service.suspend(new NodeList(List.of())));
		return awaitStop();
	}

	void resume() throws Exception {
		get(service.resume(new NodeList(List.of())));
	}

	DebugState step(String motion, int node) throws Exception {
		get(service.step(new StepRequest(motion, node, 0, 0)));
		return awaitStop();
	}

	List<FrameInfo> frames(int node) throws Exception {
		return get(service.frames(new NodeRef(node)));
	}

	String value(int node, String expression) throws Exception {
		return value(node, 0, expression);
	}

	String value(int node, int frame, String expression) throws Exception {
		return get(service.evaluate(new Evaluation(node, frame, expression))).value();
	}

	/** Everything that can be seen of all nodes. */
	List<Object> view(int nodes) throws Exception {
		List<Object> all = new ArrayList<>();
		for (int node = 1; node <= nodes; node++) {
			all.add(frames(node));
			all.add(get(service.variables(new FrameRef(node, 0, null))));
		}
		return all;
	}

	@Override
	public void close() throws Exception {
		link.close();
		running.close();
	}
}
