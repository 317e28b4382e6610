package org.ssiworkbench.e2e.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A cluster that {@code ssi up} runs in a process of its own. */
final class UpProcess implements AutoCloseable {
	private static final long LIMIT_MS = 90_000;
	private static final int POLL_MS = 100;

	private final Ssi ssi;
	private final String name;
	private final Path log;
	private final Process process;

	UpProcess(Ssi ssi, Path model, String name, Path trace, String... more) throws IOException {
		this.ssi = ssi;
		this.name = name;
		log = ssi.runtime().resolve(name + ".log");
		ProcessBuilder builder = ssi.command("up", model, "--host", "uml", "--name", name, "--trace", trace);
		builder.command().addAll(List.of(more));
		process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	Process process() {
		return process;
	}

	/** Polls {@code ssi status} until it is as wanted. */
	JsonObject await(String what, Predicate<JsonObject> wanted) throws IOException, InterruptedException {
		long end = System.currentTimeMillis() + LIMIT_MS;
		String last = "";
		while (System.currentTimeMillis() < end && process.isAlive()) {
			Ssi.Result status = ssi.run("status", name, "--json");
			last = status.out() + status.err();
			if (status.status() == 0) {
				JsonObject json = JsonParser.parseString(status.out()).getAsJsonObject();
				if (wanted.test(json))
					return json;
			}
			Thread.sleep(POLL_MS);
		}
		throw new AssertionError("never " + what + ": " + last + Files.readString(log));
	}

	JsonObject awaitAllUp() throws IOException, InterruptedException {
		return await("all UP", status -> status.getAsJsonArray("nodes").asList().stream().map(JsonElement::getAsJsonObject)
				.filter(node -> !node.get("machine").getAsString().equals("off")).allMatch(node -> is(node, "UP"))
				&& status.get("phase").getAsString().equals("running"));
	}

	JsonObject awaitNode(int number, String state) throws IOException, InterruptedException {
		return await("node " + number + " " + state, status -> is(node(status, number), state));
	}

	static JsonObject node(JsonObject status, int number) {
		return status.getAsJsonArray("nodes").asList().stream().map(JsonElement::getAsJsonObject)
				.filter(node -> node.get("number").getAsInt() == number).findFirst().orElseThrow();
	}

	private static boolean is(JsonObject node, String state) {
		return node.get("state").getAsString().equals(state);
	}

	/** All processes of the cluster: the controller and everything below it. */
	List<ProcessHandle> processes() {
		List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
		all.add(process.toHandle());
		return all;
	}

	void signal(String name) throws IOException, InterruptedException {
		ssi.program("kill", "-" + name, Long.toString(process.pid()));
	}

	@Override
	public void close() throws InterruptedException {
		process.destroy();
		if (!process.waitFor(10, TimeUnit.SECONDS))
			process.destroyForcibly();
	}
}
