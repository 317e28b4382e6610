package org.ssiworkbench.cluster.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.ssiworkbench.cluster.ClusterPackage;
import org.ssiworkbench.cluster.UnitException;

/** What elements may contain, how their values are read, and how messages list it. */
final class Features {
	/** The attributes that messages name an element by. */
	static final List<String> NAMES_FIRST = List.of("id", "name");

	private Features() {
	}

	static boolean isChild(EStructuralFeature feature) {
		return feature instanceof EReference reference && reference.isContainment();
	}

	static boolean isAttribute(EStructuralFeature feature) {
		return !isChild(feature);
	}

	/** @return a remedy that lists the features of one kind */
	static String known(EClass type, Predicate<EStructuralFeature> kind, String plural) {
		String names = type.getEAllStructuralFeatures().stream().filter(kind).map(EStructuralFeature::getName)
				.collect(Collectors.joining(", "));
		return names.isEmpty() ? "remove it: " + type.getName() + " has no " + plural
				: "remove it, or write one of the " + plural + " " + names;
	}

	/** @return the types an element of the given one can have, as they are written */
	static String concreteTypes(EClass type) {
		return ClusterPackage.eINSTANCE.getEClassifiers().stream()
				.filter(candidate -> candidate instanceof EClass concrete && type.isSuperTypeOf(concrete) && !concrete.isAbstract())
				.map(concrete -> ClusterPackage.eNS_PREFIX + ":" + concrete.getName()).collect(Collectors.joining(", "));
	}

	@SuppressWarnings("unchecked") // a many-valued reference of a typed EObject is an EList
	static void add(EObject owner, EReference reference, EObject value) {
		if (reference.isMany()) {
			((EList<EObject>) owner.eGet(reference)).add(value);
		} else {
			owner.eSet(reference, value);
		}
	}

	static Object parse(EDataType type, String text) throws FeatureValueException {
		try {
			return EcoreUtil.createFromString(type, text);
		} catch (UnitException e) {
			throw new FeatureValueException(e.fault(), e.remedy());
		} catch (IllegalArgumentException e) {
			throw new FeatureValueException("is not valid", "write " + expected(type));
		}
	}

	private static String expected(EDataType type) {
		if (type instanceof EEnum literals) {
			return literals.getELiterals().stream().map(literal -> literal.getLiteral()).collect(Collectors.joining(" or "));
		}
		return switch (type.getName()) {
		case "EInt" -> "a whole number, with up to 9 digits";
		case "EDouble" -> "a number";
		case "EBoolean" -> "true or false";
		default -> "a text";
		};
	}
}
