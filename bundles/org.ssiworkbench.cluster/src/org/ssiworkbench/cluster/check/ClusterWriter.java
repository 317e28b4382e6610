package org.ssiworkbench.cluster.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.XMLResource;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Element;

/** Writes a cluster as XMI. */
final class ClusterWriter {
	private static final int LINE_WIDTH = 110;
	private static final Map<String, Object> OPTIONS = Map.of(XMLResource.OPTION_ENCODING, "UTF-8",
			XMLResource.OPTION_LINE_WIDTH, LINE_WIDTH, Resource.OPTION_LINE_DELIMITER, "\n");

	private ClusterWriter() {
	}

	static void write(Cluster cluster, Path path) throws IOException {
		giveIds(cluster);
		Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
		Path draft = target.resolveSibling("." + target.getFileName() + ".new");
		try {
			Files.write(draft, bytes(cluster));
			Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(draft);
		}
	}

	/** A copy is saved, as the cluster itself may belong to an editor's resource, which it would leave. */
	private static byte[] bytes(Cluster cluster) throws IOException {
		XMLResource resource = new XMIResourceImpl(URI.createURI("cluster.ssicluster"));
		resource.getContents().add(EcoreUtil.copy(cluster));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		resource.save(out, OPTIONS);
		return out.toByteArray();
	}

	private static void giveIds(Cluster cluster) {
		Set<String> taken = new HashSet<>();
		Map<String, Integer> counts = new TreeMap<>();
		giveId(cluster, taken, counts);
		cluster.eAllContents().forEachRemaining(element -> remember(element, taken));
		cluster.eAllContents().forEachRemaining(element -> giveId(element, taken, counts));
	}

	private static void remember(EObject object, Set<String> taken) {
		if (object instanceof Element element && element.getId() != null) {
			taken.add(element.getId());
		}
	}

	private static void giveId(EObject object, Set<String> taken, Map<String, Integer> counts) {
		if (!(object instanceof Element element) || element.getId() != null) {
			return;
		}
		String kind = element.eClass().getName().toLowerCase(Locale.ROOT);
		String id;
		do {
			id = kind + counts.merge(kind, 1, Integer::sum);
		} while (!taken.add(id));
		element.setId(id);
	}
}
