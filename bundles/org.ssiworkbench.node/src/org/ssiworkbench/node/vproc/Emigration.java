package org.ssiworkbench.node.vproc;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/**
 * One process on its way from here to another node. Whatever fails before {@link #commit}, the process goes on here; from
 * there on its copy here never runs again. It fails as well when neither host makes any progress for {@link #PATIENCE}; after
 * the commit either the target answers or its end is told.
 */
final class Emigration implements Dump {
	/** Rounds of memory that are sent ahead at most. */
	private static final int MOST_ROUNDS = 5;
	/** So few changed bytes are not worth another round. */
	private static final long FEW = 1 << 20;
	private static final byte[] NOWHERE = {};
	/** Parts of the image under way at a time. */
	private static final int WINDOW = 6;
	/** Seconds. No step takes this long on a node that works, however busy; a process may stand still meanwhile. */
	private static final int PATIENCE = 30;

	/** How far it is; in traces by its lower-case name. */
	private enum Phase {
		CHECK, PREPARE, PRECOPY, FREEZE, TRANSFER, RESTORE, COMMIT, GO
	}

	private final Parts parts;
	private final int pid;
	private final int target;
	private final int attempt;
	private final Consumer<Outcome> answer;
	private final String reason;
	private final long begun;
	private Phase phase = Phase.CHECK;
	private Patience patience;
	private boolean over;
	private boolean whole;
	private int rounds;
	private int partsUnderWay;
	private Runnable waitingForWindow;
	private long sent;
	private long sentAhead;
	private long lastDirty = Long.MAX_VALUE;
	private long frozenAt;
	private List<ProcessInfo> children = List.of();

	Emigration(Parts parts, int pid, int target, int attempt, String reason, Consumer<Outcome> answer) {
		this.parts = parts;
		this.pid = pid;
		this.target = target;
		this.attempt = attempt;
		this.reason = reason;
		this.answer = answer;
		begun = parts.context.now();
	}

	int target() {
		return target;
	}

	/** Whether the target has it, and has not answered yet. */
	boolean isHandedOver() {
		return phase == Phase.GO;
	}

	void begin() {
		ProcessInfo process = parts.host.process(pid);
		trace(EventKind.MIGRATE_BEGIN, (long) pid, (long) parts.self(), (long) target, reason, process == null ? "" : process.command());
		patience = new Patience(parts.context, PATIENCE, this::stalled);
		if (process == null)
			end("it has ended");
		else
			parts.host.check(pid, parts.departures.leavesStandIn(process), this::checked);
	}

	private void stalled() {
		fail("it made no progress for " + PATIENCE + " s in the phase " + name(phase));
	}

	private void checked(Outcome outcome) {
		if (over)
			return;
		ProcessInfo process = parts.host.process(pid);
		if (process == null || !outcome.done()) {
			fail(process == null ? "it has ended" : outcome.reason());
			return;
		}
		enter(Phase.PREPARE);
		WireWriter body = key().u8(parts.residents.leveled(pid) ? 1 : 0).text(reason).i64(parts.admission.ownLoad());
		ProcessWire.write(body, process);
		parts.calls.call(target, Operation.PREPARE, body, (result, in) -> {
			Outcome prepared = Calls.outcome(target, result, in);
			byte[] entrance = prepared.done() ? in.bytes(in.remaining()) : NOWHERE;
			answered(prepared, () -> prepared(entrance));
		});
	}

	private void prepared(byte[] entrance) {
		ProcessInfo process = parts.host.process(pid);
		if (process == null) {
			end("it has ended");
			return;
		}
		enter(Phase.PRECOPY);
		parts.host.beginDump(pid, target, parts.departures.leavesStandIn(process), entrance, this);
		nextRound();
	}

	private void enter(Phase next) {
		phase = next;
		patience.progress();
	}

	private void nextRound() {
		rounds++;
		patience.progress();
		parts.host.round(pid);
	}

	@Override
	public void chunk(byte[] part, Runnable taken) {
		if (over)
			return;
		sent += part.length;
		partsUnderWay++;
		parts.calls.image(target, pid, part, (result, in) -> partAnswered(Calls.outcome(target, result, in)));
		if (partsUnderWay < WINDOW)
			taken.run();
		else
			waitingForWindow = taken;
	}

	private void partAnswered(Outcome outcome) {
		partsUnderWay--;
		if (over)
			return;
		patience.progress();
		if (!outcome.done()) {
			fail(outcome.reason());
			return;
		}
		Runnable next = waitingForWindow;
		waitingForWindow = null;
		if (next != null)
			next.run();
		if (whole && partsUnderWay == 0)
			restore();
	}

	@Override
	public void sent(long bytes) {
		sent += bytes;
	}

	@Override
	public void progress() {
		patience.progress();
	}

	@Override
	public void roundDone(long dirty) {
		if (over)
			return;
		boolean shrinks = dirty < lastDirty - lastDirty / 4;
		lastDirty = dirty;
		if (dirty > FEW && shrinks && rounds < MOST_ROUNDS)
			nextRound();
		else {
			enter(Phase.FREEZE);
			parts.host.freeze(pid);
		}
	}

	@Override
	public void frozen() {
		if (over)
			return;
		enter(Phase.TRANSFER);
		frozenAt = parts.context.now();
		sentAhead = sent;
		parts.holds.hold(pid);
		trace(EventKind.MIGRATE_FREEZE, (long) pid, (long) target, sentAhead, (long) rounds);
	}

	@Override
	public void dumped() {
		if (over)
			return;
		whole = true;
		children = parts.host.children(pid);
		trace(EventKind.MIGRATE_TRANSFER, (long) pid, (long) target, sent - sentAhead);
		if (partsUnderWay == 0)
			restore();
	}

	private void restore() {
		enter(Phase.RESTORE);
		WireWriter body = key();
		ProcessWire.write(body, children);
		call(Operation.RESTORE, body, () -> {
			enter(Phase.COMMIT);
			parts.departures.whenSettled(pid, this::commit, () -> fail("what its origin has to know could not be told it in time"));
		});
	}

	private void commit() {
		if (over || !parts.executesHere(pid)) {
			fail("it has ended");
			return;
		}
		over = true;
		patience.end();
		phase = Phase.GO;
		int moves = parts.residents.moves(pid) + 1;
		ProcessInfo process = parts.host.process(pid);
		parts.departures.leave(pid, target);
		parts.calls.call(target, Operation.GO, key().i32(moves).i64(frozenAt), (result, in) -> gone(process, moves, result));
	}

	private void gone(ProcessInfo process, int moves, int result) {
		if (result == Operation.DONE) {
			trace(EventKind.MIGRATE_DONE, (long) pid, (long) target, sent, parts.context.now() - begun);
			answer.accept(Outcome.DONE);
			return;
		}
		String why = "node " + target + " went down when it had the process";
		traceFailure(why);
		parts.departures.lost(process, target, moves);
		answer.accept(Outcome.refused(why));
	}

	/** The target went down. */
	void targetDown() {
		if (!over)
			fail("node " + target + " went down");
	}

	@Override
	public void failed(String why) {
		if (!over)
			end(why);
	}

	private void fail(String why) {
		if (over)
			return;
		if (phase.compareTo(Phase.PRECOPY) >= 0)
			parts.host.resume(pid);
		end(why);
	}

	private void end(String why) {
		over = true;
		patience.end();
		if (phase.compareTo(Phase.PREPARE) >= 0)
			parts.calls.call(target, Operation.DISCARD, key(), (result, in) -> {
			});
		parts.holds.decided(pid);
		traceFailure(why);
		answer.accept(Outcome.refused(why));
	}

	private void call(Operation operation, WireWriter body, Runnable then) {
		parts.calls.call(target, operation, body, (result, in) -> answered(Calls.outcome(target, result, in), then));
	}

	private void answered(Outcome outcome, Runnable then) {
		if (over)
			return;
		if (outcome.done())
			then.run();
		else
			fail(outcome.reason());
	}

	private WireWriter key() {
		return new WireWriter().i32(pid).i32(attempt);
	}

	private void trace(EventKind kind, Object... values) {
		parts.context.trace(kind, values);
	}

	private void traceFailure(String why) {
		trace(EventKind.MIGRATE_FAIL, (long) pid, (long) parts.self(), (long) target, name(phase), why);
	}

	private static String name(Phase phase) {
		return phase.name().toLowerCase(Locale.ROOT);
	}
}
