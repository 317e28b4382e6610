package org.ssiworkbench.releng.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.osgi.util.ManifestElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.BundleException;

class BundleRulesTest {

	static List<String> bundles() {
		return SourceTree.projects("bundles");
	}

	@ParameterizedTest
	@MethodSource("bundles")
	void manifestKeepsTheRules(String bundle) throws IOException, BundleException {
		var manifest = SourceTree.HOME.resolve("bundles").resolve(bundle).resolve("META-INF/MANIFEST.MF");
		Map<String, String> headers = ManifestElement.parseBundleManifest(Files.newInputStream(manifest), new HashMap<>());
		assertEquals(List.of(), BundleRules.violations(bundle, headers));
	}

	@Test
	void userInterfaceInACoreBundleIsFound() throws BundleException {
		var headers = Map.of("Require-Bundle", "org.eclipse.ui;bundle-version=\"3.0.0\",org.eclipse.core.runtime",
				"Import-Package", "org.eclipse.swt.widgets,org.eclipse.jface.viewers;version=\"[1,2)\"");
		assertEquals(3, BundleRules.violations("org.ssiworkbench.debug", headers).size());
		assertEquals(List.of(), BundleRules.violations("org.ssiworkbench.views", headers));
	}

	@Test
	void arrowAgainstTheDirectionIsFound() throws BundleException {
		var headers = Map.of("Require-Bundle", "org.ssiworkbench.trace", "Import-Package", "org.ssiworkbench.uml.mconsole");
		assertEquals(List.of("org.ssiworkbench.node must not name org.ssiworkbench.uml.mconsole in Import-Package: arrows point one way only"),
				BundleRules.violations("org.ssiworkbench.node", headers));
	}
}
