package org.ssiworkbench.releng.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.BundleException;

/** Who may see whom, as drawn in {@code docs/architecture.md}. */
final class BundleRules {

	static final String PREFIX = "org.ssiworkbench.";

	private static final List<String> HEADERS = List.of("Require-Bundle", "Import-Package", "Fragment-Host");
	private static final Pattern UI = Pattern.compile("org\\.eclipse\\.(swt|jface|ui|debug\\.ui|e4)\\b.*");
	private static final Set<String> UI_BUNDLES = Set.of("debug.ui", "views", "app");

	/** The bundles of ours that each bundle may name. */
	private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
			Map.entry("trace", Set.of()),
			Map.entry("node", Set.of("trace")),
			Map.entry("node.linux", Set.of("trace", "node")),
			Map.entry("simulator", Set.of("trace", "node")),
			Map.entry("cluster", Set.of()),
			Map.entry("uml", Set.of("trace")),
			Map.entry("controller", Set.of("trace", "node", "node.linux", "simulator", "cluster", "uml")),
			Map.entry("debug", Set.of("trace", "node", "cluster", "controller")),
			Map.entry("debug.ui", Set.of("trace", "node", "cluster", "controller", "debug")),
			Map.entry("views", Set.of("trace", "node", "cluster", "controller", "debug", "debug.ui")),
			Map.entry("app", Set.of("trace", "node", "node.linux", "simulator", "cluster", "uml", "controller", "debug",
					"debug.ui", "views")));

	private BundleRules() {
	}

	/** One sentence for each rule that the headers of a bundle's manifest break. */
	static List<String> violations(String bundle, Map<String, String> headers) throws BundleException {
		String name = bundle.substring(PREFIX.length());
		Set<String> visible = ARROWS.get(name);
		if (visible == null) {
			return List.of(bundle + " has no row in the table of bundles; add it to the rules and to docs/architecture.md");
		}
		var found = new ArrayList<String>();
		for (String header : HEADERS) {
			names(header, headers.get(header)).forEach(needed -> {
				if (!UI_BUNDLES.contains(name) && UI.matcher(needed).matches()) {
					found.add(bundle + " is a core bundle and must not name " + needed + " in " + header);
				}
				if (needed.startsWith(PREFIX) && !mayName(name, visible, needed.substring(PREFIX.length()))) {
					found.add(bundle + " must not name " + needed + " in " + header + ": arrows point one way only");
				}
			});
		}
		return found;
	}

	private static Stream<String> names(String header, String value) throws BundleException {
		ManifestElement[] elements = ManifestElement.parseHeader(header, value);
		return elements == null ? Stream.empty() : Arrays.stream(elements).map(ManifestElement::getValue);
	}

	/** A needed name is a bundle's, or that of a package inside the bundle with the longest matching name. */
	private static boolean mayName(String bundle, Set<String> visible, String needed) {
		String owner = ARROWS.keySet().stream()
				.filter(known -> needed.equals(known) || needed.startsWith(known + "."))
				.max((a, b) -> a.length() - b.length()).orElse(needed);
		return owner.equals(bundle) || visible.contains(owner);
	}
}
