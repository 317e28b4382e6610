package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.check.ClusterFile;

/** Saving, loading what was saved, and checking it against the machine. */
class ClusterFileTest {
	@TempDir
	Path folder;

	private final Cluster cluster = SampleClusters.withEverything();

	@Test
	void whatWasSavedIsLoaded() throws IOException {
		ClusterFile file = save();
		assertEquals(List.of(), file.problems());
		assertTrue(EcoreUtil.equals(cluster, file.cluster()));
	}

	@Test
	void theSameClusterGivesTheSameText() throws IOException {
		String first = Files.readString(save().path());
		ClusterFile.save(ClusterFile.load(path()).cluster(), path());
		assertEquals(first, Files.readString(path()));
		assertTrue(first.endsWith("\n"));
	}

	@Test
	void unitsAreWritten() throws IOException {
		String text = Files.readString(save().path());
		assertTrue(text.contains("latency=\"2ms\"") && text.contains("bandwidth=\"100M\"") && text.contains("at=\"5s\""), text);
	}

	@Test
	void nodesCanHaveOtherMemoryByTheModelsRules() throws IOException {
		ClusterFile file = save();
		int number = cluster.getNodes().getFirst().getNumber();
		String before = Files.readString(path());
		for (Map<Integer, Long> wrong : List.of(Map.of(number, 12L << 20), Map.of(126, 64L << 20))) {
			assertTrue(file.withMemory(wrong).hasErrors(), wrong.toString());
			assertTrue(EcoreUtil.equals(cluster, file.cluster()), "what is refused changes nothing");
		}
		assertEquals(List.of(), file.withMemory(Map.of(number, 128L << 20)).problems());
		assertEquals(128L << 20, file.cluster().getNodes().getFirst().getMemory());
		assertEquals(before, Files.readString(path()));
	}

	@Test
	void elementsWithoutIdGetOneOfTheirOwn() throws IOException {
		cluster.getRoot().setId("node1");
		cluster.getNodes().getFirst().setId(null);
		assertEquals(List.of(), save().problems());
		assertEquals("node2", cluster.getNodes().getFirst().getId());
	}

	@Test
	void aSavedClusterStaysInItsResource() throws IOException {
		Resource editors = new XMIResourceImpl();
		editors.getContents().add(cluster);
		save();
		assertSame(editors, cluster.eResource());
	}

	@Test
	void aFailedSaveLeavesTheOldFile() throws IOException {
		assertThrows(IOException.class, () -> ClusterFile.save(cluster, folder.resolve("no/such/folder.ssicluster")));
		Path occupied = Files.createDirectories(folder.resolve("occupied/inside")).getParent();
		assertThrows(IOException.class, () -> ClusterFile.save(cluster, occupied));
		try (var files = Files.list(folder)) {
			assertEquals(List.of(occupied), files.toList());
		}
	}

	@Test
	void problemsOfReferencesKeepTheCluster() throws IOException {
		Path path = save().path();
		Files.writeString(path, Files.readString(path).replace("kernel=\"kernel\"", "kernel=\"other\""));
		ClusterFile file = ClusterFile.load(path);
		assertTrue(file.hasErrors());
		assertNotNull(file.cluster());
	}

	@Test
	void tagsOfSeveralLinesAreFoundByTheirFirst() throws IOException {
		Files.writeString(path(), Files.readString(save().path()).replace("<root ", "<root\n\n  colour=\"red\"\n  "));
		int line = ClusterFile.load(path()).problems().getFirst().line();
		assertTrue(Files.readAllLines(path()).get(line - 1).strip().startsWith("<root"));
	}

	@Test
	void kernelsAreLookedForBesideTheModel() throws IOException {
		Kernel kernel = cluster.getKernels().getFirst();
		kernel.setImage("kernels/linux");
		kernel.setModules("kernels");
		assertEquals(2, save().checkMachine().problems().size());
		Files.createDirectories(folder.resolve("kernels"));
		assertTrue(Files.createFile(folder.resolve("kernels/linux")).toFile().setExecutable(true));
		assertFalse(ClusterFile.load(path()).checkMachine().hasErrors());
		assertEquals(folder.resolve("kernels/linux"), ClusterFile.load(path()).resolve("kernels/linux"));
		kernel.setModules(Files.createDirectories(folder.resolve("some modules")).getFileName().toString());
		String problem = save().checkMachine().problems().getFirst().line(path());
		assertTrue(problem.contains("error: Kernel") && problem.contains("blank"), problem);
	}

	/** Links of the root lead where they lead for who has it as root: this machine's shell is none. */
	@Test
	void aRootNeedsAShellOfItsOwn() throws IOException {
		Path root = Files.createDirectories(folder.resolve("root/usr/bin")).getParent().getParent();
		cluster.getKernels().getFirst().setImage("/bin/true");
		cluster.getKernels().getFirst().setModules(folder.toString());
		cluster.getRoot().setPath(root.toString());
		assertEquals(1, save().checkMachine().problems().size());
		Path shell = Files.createSymbolicLink(root.resolve("usr/bin/sh"), Path.of("/bin/sh"));
		assertEquals(1, save().checkMachine().problems().size(), "a loop");
		Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/../../../usr/bin"));
		Files.delete(shell);
		Files.createSymbolicLink(shell, Path.of("/usr/bin/dash"));
		String problem = save().checkMachine().problems().getFirst().line(path());
		assertTrue(problem.contains("warning: Root") && problem.contains("/bin/sh"), problem);
		assertTrue(Files.createFile(root.resolve("usr/bin/dash")).toFile().setExecutable(true));
		assertEquals(List.of(), save().checkMachine().problems());
		cluster.getRoot().setPath(Files.createSymbolicLink(folder.resolve("link"), root).toString());
		assertEquals(List.of(), save().checkMachine().problems());
	}

	@Test
	void aRunOnAnotherHostIsCheckedForThat() throws IOException {
		cluster.getKernels().getFirst().setImage("/no/such/kernel");
		cluster.getKernels().getFirst().setModules(folder.toString());
		assertEquals(1, save().checkMachine().problems().size());
		assertEquals(List.of(), save().checkMachine(HostKind.SIMULATOR).problems());
		cluster.getNodes().forEach(node -> node.setHost(HostKind.SIMULATOR));
		cluster.getNodes().getFirst().setKernel(null);
		assertEquals(List.of(), save().checkMachine().problems());
		assertEquals(2, save().checkMachine(HostKind.UML).problems().size());
	}

	@Test
	void defaultsAreThoseOfTheDocumentation() {
		assertEquals(64L << 20, cluster.getNodes().getFirst().getMemory());
		assertEquals(10_000_000_000L, cluster.getMembership().getImalivePeriod());
		assertEquals(1_000_000_000L, cluster.getLeveling().getInterval());
		assertEquals("/usr/bin/linux.uml", cluster.getKernels().getFirst().getImage());
	}

	private ClusterFile save() throws IOException {
		ClusterFile.save(cluster, path());
		return ClusterFile.load(path());
	}

	private Path path() {
		return folder.resolve("everything.ssicluster");
	}
}
