package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.cluster.check.ClusterFile;

/** Files that mean harm: too large to keep in the repository, or only dangerous with something at the other end. */
class HostileFilesTest {
	private static final Duration HANG = Duration.ofSeconds(60);
	private static final String NAMESPACE = "http://www.ssiworkbench.org/cluster/1";

	@TempDir
	Path folder;

	@Test
	void aFileOf100MegabytesIsRefusedUnread() throws IOException {
		Path file = folder.resolve("huge.ssicluster");
		try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
			huge.setLength(100L << 20);
		}
		assertOnlyProblem("is larger than 4 MB", load(file));
	}

	@Test
	void deepNestingIsRefused() throws IOException {
		ClusterFile file = load(write(model("<a>".repeat(1_000_000))));
		assertTrue(file.problems().getLast().fault().contains("nests its elements more than 32 deep"));
		assertEquals(2, file.problems().size());
	}

	@Test
	void endlessElementsAreRefused() throws IOException {
		assertOnlyProblem("has more than 20000 elements", load(write(model("<nodes/>".repeat(400_000)))));
	}

	@Test
	void problemsAreListedUpToABound() throws IOException {
		ClusterFile file = load(write(model("<nodes x='1' y='2'/>".repeat(19_000))));
		assertEquals(101, file.problems().size());
		assertTrue(file.problems().getLast().fault().contains("more problems"));
	}

	@Test
	void endlessReferencesTakeBoundedTime() throws IOException {
		String ids = IntStream.range(0, 400_000).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));
		ClusterFile file = load(write(model("<scenario><steps xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
				+ " xsi:type='ssi:CrashStep' nodes='" + ids + "'/></scenario>")));
		assertOnlyProblem("names 400000 elements", file);
	}

	@Test
	void endlessTextsAreShortenedInMessages() throws IOException {
		ClusterFile file = load(write(model("<nodes memory='" + "9".repeat(3_000_000) + "'/>")));
		assertTrue(file.problems().getFirst().line(Path.of("f")).length() < 1000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.ssicluster", "." })
	void whatIsNoFileIsRefused(String name) {
		assertOnlyProblem("give the path of a .ssicluster file", load(folder.resolve(name)));
	}

	@Test
	void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
		Path pipe = folder.resolve("pipe.ssicluster");
		assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor());
		assertOnlyProblem("is no ordinary file", load(pipe));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE c SYSTEM 'URL'><ssi:Cluster xmlns:ssi='NS'/>",
			"<!DOCTYPE c [<!ENTITY % e SYSTEM 'URL'> %e;]><ssi:Cluster xmlns:ssi='NS'/>",
			"<!DOCTYPE c [<!ENTITY e SYSTEM 'URL'>]><ssi:Cluster xmlns:ssi='NS' name='&e;'>&e;</ssi:Cluster>",
			"<?xml-stylesheet href='URL'?><ssi:Cluster xmlns:ssi='NS'/>", "<e:Cluster xmlns:e='URL'/>",
			"<ssi:Cluster xmlns:ssi='NS' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='NS URL'/>",
			"<ssi:Cluster xmlns:ssi='NS'><nodes href='URL#n'/></ssi:Cluster>",
			"<ssi:Cluster xmlns:ssi='NS'><nodes kernel='URL#k'/></ssi:Cluster>",
			"<ssi:Cluster xmlns:ssi='NS'><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='URL'/></ssi:Cluster>" })
	void nothingIsFetched(String text) throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
			String url = "http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort() + "/evil";
			ClusterFile file = load(write(text.replace("URL", url).replace("NS", NAMESPACE)));
			assertTrue(file.hasErrors());
			assertNull(server.accept(), "the reader connected to " + url);
		}
	}

	private static ClusterFile load(Path file) {
		return assertTimeoutPreemptively(HANG, () -> ClusterFile.load(file));
	}

	private static void assertOnlyProblem(String text, ClusterFile file) {
		assertEquals(1, file.problems().size(), file.problems()::toString);
		String line = file.problems().getFirst().line(file.path());
		assertTrue(line.contains(text), line);
	}

	private Path write(String text) throws IOException {
		return Files.writeString(folder.resolve("hostile.ssicluster"), text);
	}

	private static String model(String contents) {
		return "<ssi:Cluster xmlns:ssi='" + NAMESPACE + "' id='c' name='c'>" + contents + "</ssi:Cluster>";
	}
}
