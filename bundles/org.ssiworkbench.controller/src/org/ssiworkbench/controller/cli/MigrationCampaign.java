package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.ssiworkbench.controller.protocol.ControllerService.Kill;
import org.ssiworkbench.controller.protocol.ControllerService.Migrate;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;
import org.ssiworkbench.simulator.SplitMix64;

/**
 * Moves of real processes at random, during some of which the machine of the source or of the target is crashed. After
 * each one every process has to run exactly once, with its memory as it left it, or to be gone with a crashed node and its
 * parent, if that is left, to know it.
 */
final class MigrationCampaign {
	static final int NODES = 3;
	private static final int RATE_KB = 1000;
	private static final int KILLED = 9;
	private static final int LOST = 128 + KILLED;
	private static final int MOST_PROCESSES = 4;
	private static final int REPLACED_PERCENT = 5;
	/** What a move is expected to take; crashes fall into the first one and a half of it. */
	private static final long MOVE_MS = 100;
	private static final long MEGABYTE_MS = 15;
	private static final long LIMIT_MS = 20_000;
	private static final int ANSWER_SECONDS = 120;
	private static final long POLL_MS = 50;

	/** What is done and how often. */
	record Plan(long seed, int migrations, int crashPercent, int largest) {
	}

	/** How it came out. */
	record Outcome(int moved, int stayed, int crashes, int lost, List<String> violations) {
	}

	private static final class Subject {
		final MemoryProcess process;
		final int megabytes;
		int place;
		/** The node of its parent has been crashed. */
		boolean orphan;

		Subject(MemoryProcess process, int megabytes) {
			this.process = process;
			this.megabytes = megabytes;
			place = process.origin();
		}
	}

	private final Plan plan;
	private final BootedCluster cluster;
	private final RunningCluster running;
	private final StatusWatch watch;
	private final Consumer<String> progress;
	private final SplitMix64 random;
	private final List<Subject> subjects = new ArrayList<>();
	private final List<MemoryProcess> all = new ArrayList<>();
	private final List<String> violations = new ArrayList<>();
	private int number;
	private int moved;
	private int stayed;
	private int crashes;
	private int lost;

	MigrationCampaign(Plan plan, BootedCluster cluster, RunningCluster running, StatusWatch watch, Consumer<String> progress) {
		this.plan = plan;
		this.cluster = cluster;
		this.running = running;
		this.watch = watch;
		this.progress = progress;
		random = new SplitMix64(plan.seed());
	}

	Outcome run() throws IOException, InterruptedException {
		for (number = 1; number <= plan.migrations(); number++) {
			populate();
			step(subjects.get((int) random.below(subjects.size())));
		}
		for (MemoryProcess process : all)
			checkSaid(process);
		return new Outcome(moved, stayed, crashes, lost, violations);
	}

	/** Small processes are more frequent than large ones: the logarithm of the size is evenly distributed. */
	private int size() {
		double doublings = Math.log(plan.largest()) / Math.log(2);
		return (int) Math.round(Math.pow(2, doublings * random.below(1001) / 1000));
	}

	private void populate() throws IOException, InterruptedException {
		if (subjects.size() == MOST_PROCESSES && random.chance(REPLACED_PERCENT)) {
			Subject old = subjects.remove((int) random.below(subjects.size()));
			running.await(running.service().kill(new Kill(old.process.pid(), KILLED)));
		}
		while (subjects.size() < MOST_PROCESSES) {
			int megabytes = size();
			int node = 1 + (int) random.below(NODES);
			MemoryProcess process = MemoryProcess.start(cluster, running, node, "process-" + all.size(), megabytes, RATE_KB);
			all.add(process);
			subjects.add(new Subject(process, megabytes));
		}
	}

	private void step(Subject subject) throws IOException, InterruptedException {
		int source = subject.place;
		int target = 1 + (source + (int) random.below(NODES - 1)) % NODES;
		boolean crash = random.chance(plan.crashPercent());
		int victim = !crash ? 0 : random.below(2) == 0 ? source : target;
		long delay = random.below((MOVE_MS + MEGABYTE_MS * subject.megabytes) * 3 / 2);
		CompletableFuture<Void> move = running.service().migrate(new Migrate(subject.process.pid(), target)).orTimeout(ANSWER_SECONDS,
				TimeUnit.SECONDS);
		if (crash)
			crash(victim, delay);
		String refusal = refusal(move);
		progress.accept("%d: process %d, %d MB, from %d to %d%s: %s".formatted(number, subject.process.pid(), subject.megabytes,
				source, target, crash ? ", node " + victim + " crashed after " + delay + " ms" : "",
				refusal.isEmpty() ? "moved" : refusal));
		if (refusal.isEmpty())
			moved++;
		else
			stayed++;
		if (!crash && !refusal.isEmpty())
			violation(subject, "did not move from node " + source + " to node " + target + ": " + refusal);
		check(subject, source, target, victim, refusal);
		if (crash)
			addAgain(victim);
	}

	private void crash(int victim, long delay) throws InterruptedException {
		Thread.sleep(delay);
		running.await(running.service().crash(new NodeList(List.of(victim))));
		crashes++;
		subjects.stream().filter(subject -> subject.process.origin() == victim).forEach(subject -> subject.orphan = true);
		watch.await("node " + victim + " is down", status -> watch.state(victim).equals("DOWN"));
	}

	private void addAgain(int victim) throws InterruptedException {
		running.await(running.service().add(new NodeList(List.of(victim))));
		watch.await("node " + victim + " is up again", status -> status.nodes().stream().allMatch(node -> node.state().equals("UP")));
	}

	/** Why the process did not move; empty when it did. */
	private String refusal(CompletableFuture<Void> move) throws InterruptedException {
		try {
			running.await(move);
			return "";
		} catch (CompletionException e) {
			if (!(e.getCause() instanceof TimeoutException))
				throw e;
			throw new CommandException("seed " + plan.seed() + ", migration " + number + " got no answer within " + ANSWER_SECONDS + " s");
		} catch (CommandException e) {
			throw e;
		} catch (RuntimeException refused) {
			return String.valueOf(refused.getMessage());
		}
	}

	private void check(Subject moving, int source, int target, int victim, String refusal) throws IOException, InterruptedException {
		List<ProcessStatus> table = settled();
		for (Subject subject : List.copyOf(subjects)) {
			List<Integer> places = places(table, subject.process.pid());
			if (places.isEmpty())
				checkLoss(subject, subject == moving, victim);
			else if (places.size() > 1)
				violation(subject, "is on several nodes: " + places);
			else if (subject == moving)
				checkPlace(subject, places.getFirst(), source, target, victim, refusal);
			else if (places.getFirst() != subject.place)
				violation(subject, "was on node " + subject.place + " and is on node " + places.getFirst());
			if (places.size() == 1)
				checkMemory(subject, places.getFirst());
		}
	}

	/** The processes when all nodes that are up have told, which a change of membership can make impossible for a moment. */
	private List<ProcessStatus> settled() throws InterruptedException {
		long end = System.currentTimeMillis() + LIMIT_MS;
		while (true)
			try {
				return running.await(running.service().processes());
			} catch (CompletionException | CommandException e) {
				throw e;
			} catch (RuntimeException refused) {
				if (System.currentTimeMillis() > end)
					throw refused;
				Thread.sleep(POLL_MS);
			}
	}

	private static List<Integer> places(List<ProcessStatus> table, int pid) {
		return table.stream().filter(process -> process.pid() == pid).map(ProcessStatus::node).toList();
	}

	private void checkPlace(Subject subject, int place, int source, int target, int victim, String refusal) {
		boolean expected = victim != 0 ? place != victim && (place == source || place == target)
				: place == (refusal.isEmpty() ? target : source);
		if (!expected)
			violation(subject, "is on node " + place);
	}

	private void checkMemory(Subject subject, int place) throws IOException, InterruptedException {
		subject.place = place;
		long bad = subject.process.look(running).bad();
		if (bad != 0)
			violation(subject, bad + " pages are not as they were left");
	}

	private void checkLoss(Subject subject, boolean moving, int victim) throws IOException, InterruptedException {
		subjects.remove(subject);
		lost++;
		if (victim == 0 || !moving && subject.place != victim)
			violation(subject, "is gone though its node " + subject.place + " was not crashed");
		if (subject.orphan)
			return;
		long end = System.currentTimeMillis() + LIMIT_MS;
		while (subject.process.ended() == 0 && System.currentTimeMillis() < end)
			Thread.sleep(POLL_MS);
		if (subject.process.ended() != LOST)
			violation(subject, "was lost, and its parent knows of status " + subject.process.ended());
	}

	/** Each number once and in order: one that ran twice would say some twice. */
	private void checkSaid(MemoryProcess process) throws IOException {
		List<Integer> numbers = process.said().stream().map(line -> Integer.parseInt(line.substring(0, line.indexOf(' ')))).toList();
		if (!numbers.equals(IntStream.range(0, numbers.size()).boxed().toList()))
			violations.add("process " + process.pid() + " ran twice at a time: it said " + numbers);
	}

	private void violation(Subject subject, String what) {
		String text = "seed " + plan.seed() + ", migration " + number + ": process " + subject.process.pid() + " " + what;
		violations.add(text);
		progress.accept("VIOLATION: " + text);
	}
}
