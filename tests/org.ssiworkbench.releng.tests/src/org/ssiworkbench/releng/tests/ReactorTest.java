package org.ssiworkbench.releng.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in the tree is built, tested and shipped. */
class ReactorTest {

	static List<String> bundles() {
		return SourceTree.projects("bundles");
	}

	static Stream<String> modules() {
		return Stream.of("bundles", "features", "releng", "tests")
				.flatMap(folder -> SourceTree.projects(folder).stream().map(name -> folder + "/" + name));
	}

	@ParameterizedTest
	@MethodSource("modules")
	void everyProjectIsAModule(String project) {
		assertTrue(SourceTree.text("pom.xml").contains("<module>" + project + "</module>"),
				() -> project + " is not built: name it as a module in the root pom.xml");
	}

	@ParameterizedTest
	@MethodSource("bundles")
	void everyBundleIsInTheFeature(String bundle) {
		assertTrue(SourceTree.text("features/org.ssiworkbench.feature/feature.xml").contains("id=\"" + bundle + "\""),
				() -> bundle + " is not shipped: name it in the feature");
	}
}
