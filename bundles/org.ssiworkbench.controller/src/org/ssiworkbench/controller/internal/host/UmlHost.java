package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.controller.internal.RunPlaces;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.inspect.StopReport;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.uml.UmlNode;

/** A cluster of User-Mode Linux machines on this computer. */
public final class UmlHost implements ClusterHost, UmlMachine.Listener {
	private static final int END_SECONDS = 3;
	private static final int EXEC_OUTPUT_HEAD = Integer.BYTES + 1;

	private final UmlWorld world;
	private final HostEvents events;
	private final UmlTrace follower;
	private final UmlMemory memory;
	private UmlDebugger debugger;
	private final SortedMap<Integer, UmlMachine> machines = new TreeMap<>();
	private final SortedMap<Integer, Integer> boots = new TreeMap<>();
	private final Map<Integer, UmlMachine> execs = new ConcurrentHashMap<>();
	private final ProcessQuestions questions = new ProcessQuestions();

	private UmlHost(UmlWorld world, HostEvents events) throws IOException {
		this.world = world;
		this.events = events;
		follower = new UmlTrace(world.trace, (node, transition) -> onLoop(() -> events.transition(node, transition)),
				(level, text) -> onLoop(() -> events.message(level, text)));
		memory = new UmlMemory();
	}

	/** A host with all machines off. Compiles what the machines need unless that was done before. */
	public static UmlHost open(ClusterPlan plan, long seed, boolean capture, RunPlaces places, RuntimeFolder folder,
			HostEvents events) throws IOException {
		UmlHost host = new UmlHost(UmlWorld.open(plan, seed, capture, places, folder), events);
		host.follower.start();
		host.memory.start();
		return host;
	}

	@Override
	public ClusterLoop loop() {
		return world.loop;
	}

	@Override
	public long clockOrigin() {
		return world.clock.realtime();
	}

	@Override
	public void boot(int node) {
		fault("add", node, "");
		int boot = boots.merge(node, 1, Integer::sum);
		try {
			UmlNode uml = UmlNode.start(world.spec(node));
			UmlMachine machine = UmlMachine.watch(node, uml, boot, this);
			machines.put(node, machine);
			memory.watch(machine);
			events.machine(node, MachineState.BOOTING, uml.pid(), "");
		} catch (IOException e) {
			events.machine(node, MachineState.ENDED, 0, "it could not be started: " + e.getMessage());
		}
	}

	@Override
	public void crash(int node) {
		fault("crash", node, "");
		machines.get(node).kill("crashed");
	}

	@Override
	public void shutdown(int node) {
		fault("halt", node, "");
		machines.get(node).send(Type.SHUTDOWN, new byte[0]);
	}

	@Override
	public void partition(SortedSet<Integer> side) {
		fault("partition", 0, side.toString());
		world.links.partition(side);
	}

	@Override
	public void heal() {
		fault("heal", 0, "");
		world.links.heal();
	}

	@Override
	public void loss(int from, int to, double percent) {
		fault("loss", from, "to " + to + ": " + percent + " %");
		world.links.loss(from, to, percent);
	}

	@Override
	public void exec(int exec, int node, List<String> command, boolean tty) {
		UmlMachine machine = machines.get(node);
		execs.put(exec, machine);
		machine.send(Type.EXEC_START, ExecFrames.start(exec, command, tty));
	}

	@Override
	public CompletableFuture<Void> execInput(int exec, byte[] data) {
		UmlMachine machine = execs.get(exec);
		if (machine == null)
			return CompletableFuture.completedFuture(null);
		return data == null ? machine.send(Type.EXEC_EOF, ExecFrames.id(exec))
				: machine.send(Type.EXEC_INPUT, ExecFrames.input(exec, data));
	}

	@Override
	public void execSignal(int exec, int signal) {
		UmlMachine machine = execs.get(exec);
		if (machine != null)
			machine.send(Type.EXEC_SIGNAL, ExecFrames.signal(exec, signal));
	}

	@Override
	public void execSize(int exec, int rows, int columns) {
		UmlMachine machine = execs.get(exec);
		if (machine != null)
			machine.send(Type.EXEC_SIZE, ExecFrames.size(exec, rows, columns));
	}

	@Override
	public CompletableFuture<List<ProcessReply>> ask(int node, ProcessRequest.Kind kind, int pid, int number) {
		ProcessQuestions.Asked asked = questions.ask(node, kind, pid, number);
		machines.get(node).send(Type.PROCESS_REQUEST, asked.request().encode());
		return asked.answer();
	}

	@Override
	public long memory(int node) {
		return memory.of(node);
	}

	@Override
	public Debugger debugger(Debugger.Events news) {
		debugger = new UmlDebugger(this, news);
		return debugger;
	}

	/** The machines whose agents are there. */
	SortedMap<Integer, UmlMachine> running() {
		SortedMap<Integer, UmlMachine> running = new TreeMap<>(machines);
		running.values().removeIf(machine -> !machine.greeted);
		return running;
	}

	@Override
	public void trace(EventKind kind, Object... values) {
		try {
			world.trace.record(world.loop.now(), kind, 0, values);
		} catch (IOException e) {
			throw new UncheckedIOException("the controller's trace cannot be written", e);
		}
	}

	private void fault(String fault, int node, String detail) {
		trace(EventKind.FAULT_INJECTED, fault, (long) node, detail);
	}

	@Override
	public void end() {
		try {
			List<UmlMachine> last = stopLoop();
			last.forEach(machine -> machine.kill("the cluster ended"));
			for (UmlMachine machine : last)
				machine.awaitEnded(END_SECONDS, TimeUnit.SECONDS);
			memory.close();
			follower.close();
			world.close();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException e) {
			throw new UncheckedIOException("the trace in " + world.trace.folder() + " cannot be completed", e);
		}
	}

	/** After this no machine is started any more. */
	private List<UmlMachine> stopLoop() throws InterruptedException {
		world.loop.stop();
		return List.copyOf(machines.values());
	}

	@Override
	public void frame(UmlMachine machine, ControlFrame frame) throws IOException {
		byte[] payload = frame.payload();
		switch (frame.type()) {
		case HELLO -> hello(machine);
		case STATUS -> status(machine, StatusText.decode(payload));
		case TRACE -> append(machine, payload);
		case DEBUG_STOPPED -> told(machine, StopReport.decode(new String(payload, StandardCharsets.UTF_8)));
		case LOG -> onLoop(() -> events.message("info", "node " + machine.number + ": " + text(payload)));
		case EXEC_OUTPUT -> output(payload);
		case EXEC_EXIT -> exit(payload);
		case PROCESS_REPLY -> reply(ProcessReply.decode(payload));
		default -> throw new IOException("the agent of node " + machine.number + " sent a frame of type " + frame.type());
		}
	}

	private void hello(UmlMachine machine) {
		onLoop(() -> {
			machine.send(Type.CONFIG, world.config(machine.number, machine.boot));
			machine.send(Type.DEBUG_BREAKPOINTS, debugger.breakpoints());
			machine.greeted = true;
			if (machines.get(machine.number) == machine)
				events.machine(machine.number, MachineState.RUNNING, machine.uml.pid(), "");
		});
	}

	private void told(UmlMachine machine, StopReport report) {
		onLoop(() -> {
			if (machines.get(machine.number) == machine)
				debugger.told(machine.number, report);
		});
	}

	private void status(UmlMachine machine, StatusText status) {
		onLoop(() -> {
			if (machines.get(machine.number) == machine)
				events.status(status);
		});
	}

	private void append(UmlMachine machine, byte[] packets) throws IOException {
		try {
			world.trace.append(machine.number, packets);
		} catch (TraceFormatException e) {
			onLoop(() -> events.message("warning", e.getMessage()));
		}
	}

	private void output(byte[] payload) {
		ByteBuffer head = ByteBuffer.wrap(payload);
		int exec = head.getInt();
		int stream = head.get();
		byte[] data = Arrays.copyOfRange(payload, EXEC_OUTPUT_HEAD, payload.length);
		onLoop(() -> events.execOutput(exec, stream, data));
	}

	private void exit(byte[] payload) {
		ByteBuffer values = ByteBuffer.wrap(payload);
		int exec = values.getInt();
		int status = values.getInt();
		execs.remove(exec);
		onLoop(() -> events.execExit(exec, status));
	}

	private void reply(ProcessReply reply) {
		onLoop(() -> questions.reply(reply));
	}

	private static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8).strip();
	}

	@Override
	public void console(UmlMachine machine, byte[] data) {
		onLoop(() -> events.console(machine.number, data));
	}

	@Override
	public void ended(UmlMachine machine, int status) {
		execs.values().removeIf(known -> known == machine);
		memory.forget(machine);
		onLoop(() -> {
			if (machines.remove(machine.number, machine))
				debugger.ended(machine.number);
			questions.ended(machine.number);
			String why = machine.reason().isEmpty() ? "its machine ended by itself with status " + status
					+ "; its console tells more" : machine.reason();
			events.machine(machine.number, MachineState.ENDED, 0, why);
		});
	}

	void onLoop(Runnable task) {
		try {
			world.loop.execute(task);
		} catch (RejectedExecutionException e) {
			return; // the cluster is ending: nobody is left to be told
		}
	}
}
