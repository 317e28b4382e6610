package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.DebugService;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;

/** Stops a cluster of real nodes again and again. */
final class StopBench implements ControllerClient {
	private static final int SECONDS = 60;
	private static final long PAUSE_MS = 300;
	private static final NodeList ALL = new NodeList(List.of());

	private final BlockingQueue<DebugState> stops = new LinkedBlockingQueue<>();

	/** The median time between the first and the last node's stop, ns. */
	double skew(Controller controller, int rounds) throws Exception {
		try (ControllerLink link = ControllerLink.connect(controller.socket(), this)) {
			link.service().attach().get(SECONDS, TimeUnit.SECONDS);
			return Median.of(IntStream.range(0, rounds).mapToObj(round -> stop(link.service())).toList(), Long::longValue);
		}
	}

	private long stop(DebugService service) {
		try {
			service.suspend(ALL).get(SECONDS, TimeUnit.SECONDS);
			DebugState state = stops.poll(SECONDS, TimeUnit.SECONDS);
			if (state == null || state.stop() == null)
				throw new CommandException("the cluster did not stop within " + SECONDS + " s");
			service.resume(ALL).get(SECONDS, TimeUnit.SECONDS);
			Thread.sleep(PAUSE_MS);
			return state.stop().skew();
		} catch (InterruptedException | ExecutionException | TimeoutException e) {
			throw new CommandException("the cluster could not be stopped: " + e.getMessage());
		}
	}

	@Override
	public void stopped(DebugState state) {
		stops.add(state);
	}
}
