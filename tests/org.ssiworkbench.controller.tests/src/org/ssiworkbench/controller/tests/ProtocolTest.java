package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;

/** The protocol against a simulated cluster. */
class ProtocolTest {
	private static final NodeList THREE = new NodeList(List.of(3));

	private final String name = Example.freshName();
	private final TestClient client = new TestClient();
	private RunningController running;
	private ControllerLink link;
	private ControllerService service;

	@BeforeEach
	void start(@TempDir Path folder) throws Exception {
		running = new RunningController(Example.simulated(name, folder.resolve("trace")));
		link = ControllerLink.connect(running.controller().socket(), client);
		service = link.service();
		get(service.attach());
	}

	@AfterEach
	void end() throws Exception {
		link.close();
		running.close();
	}

	private static <T> T get(CompletableFuture<T> answer) throws Exception {
		return answer.get(20, TimeUnit.SECONDS);
	}

	private static String refusal(CompletableFuture<?> answer) {
		ExecutionException failure = assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
		return assertInstanceOf(ResponseErrorException.class, failure.getCause()).getMessage();
	}

	@Test
	void tellsWhatItRuns() throws Exception {
		ClusterInfo info = get(service.attach());
		assertEquals(name, info.name());
		assertEquals("simulator", info.host());
		assertEquals(Example.THREE_NODES.toString(), info.model());
		assertTrue(Files.exists(Path.of(info.trace(), "metadata")));
	}

	@Test
	void onlyTheOwnerReachesTheSocket() throws Exception {
		Path socket = running.controller().socket();
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
	}

	@Test
	void aCrashIsFoundAndTheNodeComesBack() throws Exception {
		client.await(TestClient::allUp);
		get(service.crash(THREE));
		ClusterStatus crashed = client.await(TestClient.node(3, "DOWN"));
		assertEquals("ended", crashed.nodes().get(2).machine());
		get(service.add(THREE));
		client.await(TestClient::allUp);
		List<String> states = get(service.history(new NodeRef(1))).stream().filter(transition -> transition.node() == 3)
				.map(TransitionInfo::to).toList();
		assertEquals(List.of("COMINGUP", "UP", "KCLEANUP", "UCLEANUP", "DOWN", "COMINGUP", "UP"), states);
	}

	@Test
	void everyTransitionIsToldOnce() throws Exception {
		client.await(TestClient::allUp);
		get(service.crash(THREE));
		client.await(TestClient.node(3, "DOWN"));
		List<Long> ids = client.transitions().stream().map(TransitionInfo::transid).toList();
		assertEquals(ids.stream().distinct().toList(), ids);
		assertTrue(ids.size() >= 3, "transitions told: " + ids);
	}

	@Test
	void aNodeLeavesGracefully() throws Exception {
		client.await(TestClient::allUp);
		get(service.down(THREE));
		client.await(TestClient.node(3, "DOWN"));
		List<String> states = get(service.history(new NodeRef(0))).stream().filter(transition -> transition.node() == 3)
				.map(TransitionInfo::to).toList();
		assertTrue(states.containsAll(List.of("SHUTDOWN", "GOINGDOWN")), "states of node 3: " + states);
	}

	@Test
	void refusesWithASentence() throws Exception {
		client.await(TestClient::allUp);
		assertTrue(refusal(service.crash(new NodeList(List.of(9)))).contains("no node 9"));
		assertTrue(refusal(service.add(new NodeList(List.of(1)))).contains("node 1 runs already"));
		assertTrue(refusal(service.crash(new NodeList(List.of()))).contains("no node was named"));
		assertTrue(refusal(service.exec(new ExecRequest(1, List.of("true"), false))).contains("--host uml"));
		assertTrue(refusal(service.history(new NodeRef(4))).contains("no node 4"));
	}

	@Test
	void downOfAllEndsTheCluster() throws Exception {
		client.await(TestClient::allUp);
		get(service.down(new NodeList(List.of())));
		assertNotNull(client.awaitEnd());
		assertTrue(running.controller().awaitClosed(10, TimeUnit.SECONDS));
		assertFalse(Files.exists(running.controller().socket()));
	}

	@Test
	void severalClientsAreServed() throws Exception {
		TestClient other = new TestClient();
		try (ControllerLink second = ControllerLink.connect(running.controller().socket(), other)) {
			get(second.service().attach());
			client.await(TestClient::allUp);
			get(service.crash(THREE));
			other.await(TestClient.node(3, "DOWN"));
		}
		get(service.add(THREE));
		client.await(TestClient::allUp);
	}

	/** It asks for much and reads nothing; the socket's buffer is full at once. */
	@Test
	void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
		client.await(TestClient::allUp);
		try (SocketChannel deaf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			deaf.connect(UnixDomainSocketAddress.of(running.controller().socket()));
			for (int i = 1; i <= 5000; i++)
				send(deaf, "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"cluster/status\"}");
			get(service.crash(THREE));
			client.await(TestClient.node(3, "DOWN"));
		}
	}

	private static void send(SocketChannel channel, String json) throws Exception {
		ByteBuffer bytes = ByteBuffer
				.wrap(("Content-Length: " + json.length() + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII));
		while (bytes.hasRemaining())
			channel.write(bytes);
	}

	@Test
	void garbageHarmsNobody() throws Exception {
		try (SocketChannel odd = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			odd.connect(UnixDomainSocketAddress.of(running.controller().socket()));
			send(odd, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"cluster/crash\",\"params\":{\"nodes\":\"three\"}}");
			send(odd, "][");
		}
		client.await(TestClient::allUp);
	}
}
