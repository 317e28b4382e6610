package org.ssiworkbench.controller.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.ssiworkbench.controller.internal.host.Debugger;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.DebugService;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.trace.breakpoint.Breakpoint;

/** The debugging part of a client's requests. */
abstract class DebugRequests extends LoopRequests implements DebugService {
	DebugRequests(ClusterSession session) {
		super(session);
	}

	@Override
	public CompletableFuture<DebugState> state() {
		return ask(Debugger::state);
	}

	@Override
	public CompletableFuture<Void> setBreakpoints(BreakpointList breakpoints) {
		return tell(debugger -> {
			debugger.breakpoints(breakpoints.breakpoints().stream().map(DebugRequests::breakpoint).toList());
			session.debuggerReady();
		});
	}

	private static Breakpoint breakpoint(BreakpointInfo info) {
		return new Breakpoint(info.id(), constant(Breakpoint.Type.values(), info.type()), info.fields() == null ? Map.of() : info.fields(),
				text(info.condition()), info.hits(), constant(Breakpoint.Suspend.values(), info.suspend()), text(info.filter()));
	}

	private static String text(String given) {
		return given == null ? "" : given;
	}

	private static <E extends Enum<E>> E constant(E[] constants, String name) {
		return Arrays.stream(constants).filter(constant -> constant.name().equalsIgnoreCase(name)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("a breakpoint cannot have '" + name + "'; it may be "
						+ Arrays.toString(constants).toLowerCase(Locale.ROOT)));
	}

	@Override
	public CompletableFuture<Void> suspend(NodeList nodes) {
		return tell(debugger -> debugger.suspend(numbers(nodes)));
	}

	@Override
	public CompletableFuture<Void> resume(NodeList nodes) {
		return tell(debugger -> debugger.resume(numbers(nodes)));
	}

	private SortedSet<Integer> numbers(NodeList nodes) {
		return nodes.nodes() == null || nodes.nodes().isEmpty() ? new TreeSet<>() : new TreeSet<>(session.those(nodes.nodes(), true));
	}

	@Override
	public CompletableFuture<Void> step(StepRequest request) {
		return tell(debugger -> debugger.step(request));
	}

	@Override
	public CompletableFuture<List<FrameInfo>> frames(NodeRef node) {
		return askThen(debugger -> debugger.frames(node.node()));
	}

	@Override
	public CompletableFuture<List<VariableInfo>> variables(FrameRef frame) {
		return askThen(debugger -> debugger.variables(frame.node(), frame.frame()).thenApply(all -> infos(named(all, frame.name()))));
	}

	private static List<Variable> named(List<Variable> all, String name) {
		return name == null ? all : all.stream().filter(variable -> variable.name().equals(name)).toList();
	}

	private static List<VariableInfo> infos(List<Variable> variables) {
		return variables.stream().map(variable -> new VariableInfo(variable.name(), variable.value(), infos(variable.parts()))).toList();
	}

	@Override
	public CompletableFuture<Value> evaluate(Evaluation asked) {
		return askThen(debugger -> debugger.evaluate(asked.node(), asked.frame(), asked.expression()).thenApply(Value::new));
	}

	@Override
	public CompletableFuture<List<UpcomingInfo>> upcoming() {
		return ask(Debugger::upcoming);
	}

	@Override
	public CompletableFuture<Void> choose(Choice choice) {
		return tell(debugger -> debugger.choose(choice));
	}

	@Override
	public CompletableFuture<BranchList> branches() {
		return ask(Debugger::branches);
	}

	@Override
	public CompletableFuture<Void> switchBranch(BranchRef branch) {
		return tell(debugger -> debugger.switchTo(branch.name()));
	}

	@Override
	public CompletableFuture<Comparison> compare(BranchPair branches) {
		return ask(debugger -> debugger.compare(branches.first(), branches.second()));
	}

	private CompletableFuture<Void> tell(Consumer<Debugger> request) {
		return ask(debugger -> {
			request.accept(debugger);
			return null;
		});
	}

	private <T> CompletableFuture<T> ask(Function<Debugger, T> question) {
		return onLoop(() -> refusing(question));
	}

	private <T> CompletableFuture<T> askThen(Function<Debugger, CompletableFuture<T>> question) {
		return onLoopThen(() -> refusing(question));
	}

	/** What makes no sense where the cluster stands is the client's mistake, not ours. */
	private <T> T refusing(Function<Debugger, T> question) {
		try {
			return question.apply(session.debugger());
		} catch (IllegalStateException | IllegalArgumentException e) {
			throw new RefusedException(e.getMessage());
		}
	}
}
