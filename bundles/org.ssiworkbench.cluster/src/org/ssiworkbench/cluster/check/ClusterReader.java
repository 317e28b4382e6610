package org.ssiworkbench.cluster.check;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.ClusterPackage;
import org.ssiworkbench.cluster.Element;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Builds a cluster from XMI. Not EMF's own reader: that one loads other files and packages that a document names, and
 * knows the line of some faults only.
 */
final class ClusterReader extends DefaultHandler {
	private static final String XMI = "http://www.omg.org/XMI";
	private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
	private static final int DEEPEST = 32;
	private static final int MOST_ELEMENTS = 20_000;

	private final FileText text;
	private final Problems problems;
	private final References references;
	private final Deque<EObject> open = new ArrayDeque<>();
	private Locator locator;
	private Cluster cluster;
	private int depth;
	private int elements;
	private int skippedFrom;

	private ClusterReader(FileText text, Problems problems) {
		this.text = text;
		this.problems = problems;
		references = new References(problems);
	}

	/** @return null if unreadable */
	static Cluster read(Path path, Problems problems) {
		try {
			FileText text = FileText.read(path);
			ClusterReader reader = new ClusterReader(text, problems);
			SafeXml.parse(text.xml(), reader);
			reader.references.resolve();
			return reader.cluster;
		} catch (UnreadableException e) {
			e.reportTo(problems);
			return null;
		}
	}

	@Override
	public void setDocumentLocator(Locator locator) {
		this.locator = locator;
	}

	@Override
	public void startElement(String uri, String name, String qualifiedName, Attributes attributes)
			throws UnreadableException {
		checkBounds();
		if (skippedFrom > 0) {
			return;
		}
		EObject element = cluster == null ? root(uri, name) : child(uri, name, attributes);
		if (element == null) {
			skippedFrom = depth;
			return;
		}
		SourceLine.set(element, line());
		open.push(element);
		readAttributes(element, attributes);
		references.addTarget((Element) element);
	}

	@Override
	public void endElement(String uri, String name, String qualifiedName) {
		if (skippedFrom == 0) {
			open.pop();
		} else if (skippedFrom == depth) {
			skippedFrom = 0;
		}
		depth--;
	}

	@Override
	public void characters(char[] characters, int start, int length) {
		if (skippedFrom == 0 && !new String(characters, start, length).isBlank()) {
			problems.error(locator.getLineNumber(), Labels.of(open.peek()), "contains text", "remove it: values are attributes");
		}
	}

	private void checkBounds() throws UnreadableException {
		depth++;
		elements++;
		if (depth > DEEPEST) {
			throw new UnreadableException(line(), "nests its elements more than " + DEEPEST + " deep",
					"remove the inner ones: a cluster's elements are at most 3 deep");
		}
		if (elements > MOST_ELEMENTS) {
			throw new UnreadableException(line(), "has more than " + MOST_ELEMENTS + " elements", "split the cluster or its scenario");
		}
	}

	private int line() {
		return text.startLine(locator);
	}

	private EObject root(String uri, String name) throws UnreadableException {
		if (!uri.equals(ClusterPackage.eNS_URI) || !name.equals(ClusterPackage.Literals.CLUSTER.getName())) {
			throw new UnreadableException(line(), "starts with the element " + Labels.quote(name) + " and is no cluster model",
					"start it with ssi:Cluster, where xmlns:ssi is " + ClusterPackage.eNS_URI);
		}
		cluster = (Cluster) EcoreUtil.create(ClusterPackage.Literals.CLUSTER);
		return cluster;
	}

	private EObject child(String uri, String name, Attributes attributes) {
		EObject parent = open.peek();
		EStructuralFeature feature = uri.isEmpty() ? parent.eClass().getEStructuralFeature(name) : null;
		if (!(feature instanceof EReference reference) || !reference.isContainment()) {
			problems.error(line(), Labels.of(parent), "contains the unknown element " + Labels.quote(name),
					Features.known(parent.eClass(), Features::isChild, "elements"));
			return null;
		}
		EClass type = type(reference, attributes);
		return type == null ? null : create(parent, reference, type);
	}

	private EClass type(EReference reference, Attributes attributes) {
		EClass declared = reference.getEReferenceType();
		String name = attributes.getValue(XSI, "type");
		if (name == null && !declared.isAbstract()) {
			return declared;
		}
		String local = name == null ? "" : name.substring(name.indexOf(':') + 1);
		if (ClusterPackage.eINSTANCE.getEClassifier(local) instanceof EClass type && declared.isSuperTypeOf(type)
				&& !type.isAbstract()) {
			return type;
		}
		problems.error(line(), Labels.of(open.peek()),
				"contains one of its " + reference.getName()
						+ (name == null ? " without xsi:type" : " of the unknown type " + Labels.quote(name)),
				"write xsi:type as one of " + Features.concreteTypes(declared));
		return null;
	}

	private EObject create(EObject parent, EReference reference, EClass type) {
		if (!reference.isMany() && parent.eIsSet(reference)) {
			problems.error(line(), Labels.of(parent), "has a second element " + Labels.quote(reference.getName()),
					"keep one of the two");
			return null;
		}
		EObject child = EcoreUtil.create(type);
		Features.add(parent, reference, child);
		return child;
	}

	private void readAttributes(EObject element, Attributes attributes) {
		for (String nameFirst : Features.NAMES_FIRST) {
			readAttribute(element, nameFirst, attributes.getValue("", nameFirst));
		}
		for (int i = 0; i < attributes.getLength(); i++) {
			String name = attributes.getLocalName(i);
			switch (attributes.getURI(i)) {
			case XSI -> checkXsi(element, name);
			case XMI -> checkXmi(element, name);
			case "" -> readUnlessNaming(element, name, attributes.getValue(i));
			default -> unknownAttribute(element, attributes.getQName(i));
			}
		}
	}

	/** What an element is called is read before the rest, so that messages about the rest can say it. */
	private void readUnlessNaming(EObject element, String name, String value) {
		if (!Features.NAMES_FIRST.contains(name) || element.eClass().getEStructuralFeature(name) == null) {
			readAttribute(element, name, value);
		}
	}

	private void readAttribute(EObject element, String name, String value) {
		EStructuralFeature feature = element.eClass().getEStructuralFeature(name);
		if (value == null) {
			return;
		}
		switch (feature) {
		case EAttribute attribute -> setValue(element, attribute, value);
		case EReference reference when !reference.isContainment() -> references.add(element, reference, value);
		case null, default -> unknownAttribute(element, name);
		}
	}

	private void setValue(EObject element, EAttribute attribute, String value) {
		try {
			element.eSet(attribute, Features.parse(attribute.getEAttributeType(), value));
		} catch (FeatureValueException e) {
			problems.error(element, attribute.getName() + " " + Labels.quote(value) + " " + e.getMessage(), e.remedy());
		}
	}

	private void checkXmi(EObject element, String name) {
		if (!name.equals("version")) {
			unknownAttribute(element, "xmi:" + name);
		}
	}

	private void checkXsi(EObject element, String name) {
		if (!name.equals("type")) {
			unknownAttribute(element, "xsi:" + name);
		}
	}

	private void unknownAttribute(EObject element, String name) {
		if (name.equals("href")) {
			problems.error(element, "refers to another document (href)", "write the element into this file");
			return;
		}
		problems.error(element, "has the unknown attribute " + Labels.quote(name),
				Features.known(element.eClass(), Features::isAttribute, "attributes"));
	}
}
