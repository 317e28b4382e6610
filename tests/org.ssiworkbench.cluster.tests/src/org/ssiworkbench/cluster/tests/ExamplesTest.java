package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ssiworkbench.cluster.Element;
import org.ssiworkbench.cluster.check.ClusterFile;

/** The examples are sound, complete, and written as an editor would write them. */
class ExamplesTest {
	@TempDir
	Path folder;

	static List<Path> examples() throws IOException {
		return Checkout.models(Checkout.folder("examples"));
	}

	@Test
	void thereAreAtLeastThree() throws IOException {
		assertTrue(examples().size() >= 3);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void hasNoProblems(Path example) {
		assertEquals(List.of(), ClusterFile.load(example).problems());
	}

	@ParameterizedTest
	@MethodSource("examples")
	void savesAsTheSameText(Path example) throws IOException {
		Path saved = folder.resolve("saved.ssicluster");
		ClusterFile.save(ClusterFile.load(example).cluster(), saved);
		assertEquals(Files.readString(example), Files.readString(saved));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyElementHasAnId(Path example) {
		ClusterFile.load(example).cluster().eAllContents()
				.forEachRemaining(element -> assertNotNull(((Element) element).getId()));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void isAProjectOfTheClustersName(Path example) throws IOException {
		String name = example.getParent().getFileName().toString();
		assertEquals(name, ClusterFile.load(example).cluster().getName());
		assertTrue(Files.readString(example.resolveSibling(".project")).contains("<name>" + name + "</name>"));
		assertTrue(Files.size(example.resolveSibling("README.md")) > 0);
	}
}
